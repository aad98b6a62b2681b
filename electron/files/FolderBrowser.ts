import { randomBytes } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { lstat, opendir, realpath, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { err, ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import { type FolderListing, maximumFolderEntries } from '../contract/files.ts';
import { FolderId } from '../contract/ids.ts';
import { fileKindOf } from '../contract/mediaTypes.ts';
import { fileErrorOf } from '../library/fileErrorOf.ts';
import { isInsideFolder } from '../library/isInsideFolder.ts';
import { compareNaturally } from '../library/naturalOrder.ts';
import { FirstInOrder } from './FirstInOrder.ts';
import type { Grants } from './Grants.ts';

export interface FolderBrowserOptions {
  /** Absolute folders that may be browsed, named at start. */
  readonly roots: readonly string[];
  readonly grants: Grants;
}

/** A folder that was shown, and how it was reached. */
interface ShownFolder {
  readonly folderId: FolderId;
  readonly name: string;
  readonly path: string;
  readonly parentId: FolderId | null;
}

const maximumShownFolders = 100_000;
const looksAtOnce = 32;

/**
 * Lists folders for the open dialog of the headless host. What is really outside the roots, by `..` or
 * by a link, is not listed and cannot be reached: it is checked by real path each time.
 */
export class FolderBrowser {
  readonly #grants: Grants;
  readonly #roots: readonly ShownFolder[];
  readonly #shown = new Map<FolderId, ShownFolder>();
  readonly #idsByPath = new Map<string, FolderId>();

  constructor({ roots, grants }: FolderBrowserOptions) {
    this.#grants = grants;
    this.#roots = this.#showRoots([...new Set(roots)]);
  }

  /**
   * Lists a folder; `null` lists the roots. Hidden entries, pipes, devices, broken links and names that
   * are no Unicode are left out. `file.notGranted` for an id that was never given.
   */
  async list(
    folderId: FolderId | null,
    signal: AbortSignal,
  ): Promise<Result<FolderListing, AppError>> {
    if (folderId === null) return ok(this.#listRoots());
    const folder = this.#folderOf(folderId);
    const path = await this.resolve(folderId);
    if (folder === undefined || !path.ok) return path.ok ? err({ code: 'file.notGranted' }) : path;
    try {
      return ok(await this.#listFolder(folder, signal));
    } catch (error) {
      const subject = folder.name;
      return err(signal.aborted ? { code: 'app.cancelled', subject } : fileErrorOf(error, subject));
    }
  }

  /** The folder's path, checked to be really inside the roots now. */
  async resolve(folderId: FolderId): Promise<Result<string, AppError>> {
    const folder = this.#folderOf(folderId);
    if (folder === undefined) return err({ code: 'file.notGranted' });
    try {
      const isInside = isInsideAny(await this.realRoots(), await realpath(folder.path));
      return isInside ? ok(folder.path) : err({ code: 'file.notGranted', subject: folder.name });
    } catch (error) {
      return err(fileErrorOf(error, folder.name));
    }
  }

  /** Real paths of the roots that are there now, for `WalkOptions.confineTo`. */
  async realRoots(): Promise<readonly string[]> {
    const paths = await Promise.all(
      this.#roots.map(({ path }) => realpath(path).catch(() => null)),
    );
    return paths.filter((path) => path !== null);
  }

  #listRoots(): FolderListing {
    const folders = this.#roots.map(({ folderId, name }) => ({ folderId, name }));
    return { folderId: null, name: '', trail: [], folders, files: [], omittedCount: 0 };
  }

  async #listFolder(folder: ShownFolder, signal: AbortSignal): Promise<FolderListing> {
    const first = new FirstInOrder<Dirent>(maximumFolderEntries, (left, right) =>
      compareNaturally(left.name, right.name),
    );
    for await (const entry of await opendir(folder.path, { bufferSize: 256 })) {
      signal.throwIfAborted();
      if (isShown(entry)) first.add(entry);
    }
    const roots = await this.realRoots();
    const folders: FolderListing['folders'] = [];
    const files: FolderListing['files'] = [];
    const entries = first.values();
    for (let start = 0; start < entries.length; start += looksAtOnce) {
      signal.throwIfAborted();
      const some = entries.slice(start, start + looksAtOnce);
      const looked = await Promise.all(some.map((entry) => lookAt(folder.path, entry, roots)));
      for (const found of looked) {
        if (found === null) continue;
        const { name, sizeBytes } = found;
        const path = join(folder.path, name);
        if (sizeBytes === null) {
          folders.push({ folderId: this.#show(path, name, folder.folderId).folderId, name });
        } else {
          const grantId = this.#grants.grantFile(path);
          files.push({ grantId, name, sizeBytes, kind: fileKindOf(name) });
        }
      }
    }
    const { folderId, name } = folder;
    const omittedCount = first.count - entries.length;
    return { folderId, name, trail: this.#trailTo(folder), folders, files, omittedCount };
  }

  #trailTo(folder: ShownFolder): FolderListing['trail'] {
    const trail: FolderListing['trail'] = [];
    for (let step: ShownFolder | undefined = folder; step !== undefined;) {
      trail.unshift({ folderId: step.folderId, name: step.name });
      step = step.parentId === null ? undefined : this.#folderOf(step.parentId);
    }
    return trail;
  }

  /** Outer roots first, so that one inside another is found on the way down from it. */
  #showRoots(paths: readonly string[]): readonly ShownFolder[] {
    const shown = new Map<string, ShownFolder>();
    for (const path of paths.toSorted((one, other) => one.length - other.length)) {
      const outer = [...shown.values()].findLast((root) => isInsideFolder(root.path, path));
      const root =
        outer === undefined
          ? this.#show(path, basename(path) || path, null)
          : this.#showBelow(outer, path);
      shown.set(path, root);
    }
    return paths.map((path) => shown.get(path)).filter((root) => root !== undefined);
  }

  /** The folder of `path`, reached from one around it. */
  #showBelow(outer: ShownFolder, path: string): ShownFolder {
    let folder = outer;
    for (const name of relative(outer.path, path).split(sep)) {
      folder = this.#show(join(folder.path, name), name, folder.folderId);
    }
    return folder;
  }

  #folderOf(folderId: FolderId): ShownFolder | undefined {
    return this.#roots.find((root) => root.folderId === folderId) ?? this.#shown.get(folderId);
  }

  #show(path: string, name: string, parentId: FolderId | null): ShownFolder {
    const knownId = this.#idsByPath.get(path);
    const known = knownId === undefined ? undefined : this.#shown.get(knownId);
    const folderId = knownId ?? FolderId.parse(randomBytes(16).toString('base64url'));
    const folder = known ?? { folderId, name, path, parentId };
    // Shown again is used again; the one not used for longest goes when there are too many.
    this.#shown.delete(folderId);
    this.#shown.set(folderId, folder);
    this.#idsByPath.set(path, folderId);
    if (this.#shown.size > maximumShownFolders) {
      const [oldest] = this.#shown.values();
      if (oldest !== undefined) {
        this.#shown.delete(oldest.folderId);
        this.#idsByPath.delete(oldest.path);
      }
    }
    return folder;
  }
}

/** A name that reads with replacement characters may stand for bytes that cannot be asked for again. */
function isShown(entry: Dirent): boolean {
  if (entry.name.startsWith('.') || entry.name.includes('\ufffd')) return false;
  return !(
    entry.isFIFO() ||
    entry.isSocket() ||
    entry.isCharacterDevice() ||
    entry.isBlockDevice()
  );
}

interface FoundEntry {
  readonly name: string;
  /** `null` for a folder. */
  readonly sizeBytes: number | null;
}

/**
 * `null` for what is not shown: gone, a broken link, really outside the roots, or no file. Only a link
 * can lead out of a folder that is inside.
 */
async function lookAt(
  folder: string,
  entry: Dirent,
  roots: readonly string[],
): Promise<FoundEntry | null> {
  const { name } = entry;
  const path = join(folder, name);
  try {
    if (entry.isDirectory()) return { name, sizeBytes: null };
    const isLink = !entry.isFile();
    if (isLink && !isInsideAny(roots, await realpath(path))) return null;
    const stats = isLink ? await stat(path) : await lstat(path);
    if (stats.isDirectory()) return { name, sizeBytes: null };
    return stats.isFile() ? { name, sizeBytes: stats.size } : null;
  } catch {
    return null;
  }
}

function isInsideAny(folders: readonly string[], path: string): boolean {
  return folders.some((folder) => isInsideFolder(folder, path));
}
