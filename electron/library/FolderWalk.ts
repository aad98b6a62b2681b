import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { AppError } from '../contract/errors.ts';
import { fileKindOf, type FileKind } from '../contract/mediaTypes.ts';
import { BlockReader, blocksOf } from './BlockReader.ts';
import { sniffMedia } from './containers/sniffMedia.ts';
import { fileErrorOf } from './fileErrorOf.ts';
import { isInsideFolder } from './isInsideFolder.ts';
import { compareNaturally } from './naturalOrder.ts';
import { openRegularFile } from './openRegularFile.ts';
import { locatePlaylistEntry } from './playlists/locatePlaylistEntry.ts';
import { readPlaylist } from './playlists/readPlaylist.ts';
import type { WalkedFile, WalkWorkerData } from './walkWorkerApi.ts';

export type WalkItem =
  | { readonly kind: 'file'; readonly file: WalkedFile }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'failure'; readonly error: AppError }
  /** The walk is in this folder or playlist now. */
  | { readonly kind: 'entered'; readonly subject: string };

/** Where the walk is. */
type Place = Pick<WalkedFile, 'path' | 'relativePath'>;
type Hint = Pick<WalkedFile, 'title' | 'durationMs'>;

const ignored: WalkItem = { kind: 'ignored' };
/** A playlist in a playlist in … so deep. */
const maximumPlaylistDepth = 5;

/**
 * One walk over files, folders and playlists. Synchronous reads: for worker threads.
 *
 * - In a folder its files come first, then its folders, each in natural order. Hidden files are
 *   skipped; what is no media, and pipes, sockets and devices, are ignored.
 * - Every folder and every playlist is entered once, by its real path: links cannot make a circle.
 * - A playlist in a folder that has media of its own lists what is walked anyway; it is ignored.
 * - What is named itself (and in a playlist) is judged by its content when its name says nothing.
 *
 * A walk that accepts everything passes over neither kind and takes playlists as the files they are.
 */
export class FolderWalk {
  readonly #confineTo: readonly string[] | null;
  readonly #takesEverything: boolean;
  readonly #entered = new Set<string>();

  /** @param options `confineTo`: real paths; what is really elsewhere fails with `file.notGranted` */
  constructor({ confineTo, accepts }: Pick<WalkWorkerData, 'confineTo' | 'accepts'>) {
    this.#confineTo = confineTo;
    this.#takesEverything = accepts === 'everything';
  }

  async *walk(paths: readonly string[]): AsyncGenerator<WalkItem, void> {
    for (const path of paths) yield* this.#walkNamed(path, basename(path), {}, []);
  }

  /** @param playlists real paths of the playlists that led here */
  async *#walkNamed(
    path: string,
    relativePath: string,
    hint: Hint,
    playlists: readonly string[],
  ): AsyncGenerator<WalkItem, void> {
    const subject = basename(path);
    let isDirectory: boolean;
    try {
      const stats = statSync(path);
      isDirectory = stats.isDirectory();
      if (!isDirectory && !stats.isFile()) {
        yield failure({ code: 'file.notRegular', subject });
        return;
      }
      if (!this.#isAllowed(realpathSync.native(path))) {
        yield failure({ code: 'file.notGranted', subject });
        return;
      }
    } catch (error) {
      yield failure(fileErrorOf(error, subject));
      return;
    }
    if (isDirectory) yield* this.#walkFolder({ path, relativePath });
    else yield* this.#walkNamedFile({ path, relativePath }, hint, playlists);
  }

  async *#walkNamedFile(
    place: Place,
    hint: Hint,
    playlists: readonly string[],
  ): AsyncGenerator<WalkItem, void> {
    const { path } = place;
    const named = fileKindOf(basename(path));
    const isJudged = named === 'other' && !this.#takesEverything;
    const kind = isJudged ? await kindByContent(path) : named;
    const isMedia = kind === 'audio' || kind === 'video';
    if (isMedia || this.#takesEverything) yield { kind: 'file', file: { ...place, kind, ...hint } };
    else if (kind === 'playlist') yield* this.#walkPlaylist(path, playlists);
    else yield ignored;
  }

  async *#walkPlaylist(path: string, playlists: readonly string[]): AsyncGenerator<WalkItem, void> {
    const subject = basename(path);
    const realPath = realpathSync.native(path);
    if (playlists.includes(realPath) || playlists.length >= maximumPlaylistDepth) {
      yield failure({ code: 'playlist.tooDeep', subject });
      return;
    }
    // Named twice; expanding it again and again is how a small file becomes an endless queue.
    if (!this.#enter(realPath)) {
      yield ignored;
      return;
    }
    const entries = readPlaylist(path);
    if (!entries.ok) {
      yield failure(entries.error);
      return;
    }
    yield { kind: 'entered', subject };
    for (const { location, ...hint } of entries.value) {
      const located = locatePlaylistEntry(location, dirname(path));
      if (located.kind === 'remote') yield ignored;
      else {
        const { path: found } = located;
        yield* this.#walkNamed(found, basename(found), hint, [...playlists, realPath]);
      }
    }
  }

  async *#walkFolder(folder: Place): AsyncGenerator<WalkItem, void> {
    // A stack instead of recursion: depth is in the hands of whoever made the folders.
    const pending = [folder];
    for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
      const { path } = place;
      const subject = basename(path);
      let entries: readonly FolderEntry[];
      try {
        const realPath = realpathSync.native(path);
        if (!this.#isAllowed(realPath)) {
          yield failure({ code: 'file.notGranted', subject });
          continue;
        }
        if (!this.#enter(realPath)) continue;
        entries = listFolder(path);
      } catch (error) {
        yield failure(fileErrorOf(error, subject));
        continue;
      }
      yield { kind: 'entered', subject };
      yield* this.#filesOf(place, entries);
      for (const { name, kind } of entries.toReversed()) {
        if (kind === 'folder') pending.push(inside(place, name));
      }
    }
  }

  async *#filesOf(folder: Place, entries: readonly FolderEntry[]): AsyncGenerator<WalkItem, void> {
    const hasMedia = entries.some(({ kind }) => kind === 'audio' || kind === 'video');
    for (const { name, kind, isLink } of entries) {
      if (kind === 'folder') continue;
      const place = inside(folder, name);
      if (kind === 'notUnicode') yield failure({ code: 'file.nameNotUnicode', subject: name });
      else if (kind === 'broken') yield failure({ code: 'file.notFound', subject: name });
      else if (kind === 'notRegular' || this.#passesOver(kind, hasMedia)) yield ignored;
      else if (isLink || (kind === 'playlist' && !this.#takesEverything)) {
        yield* this.#walkNamed(place.path, place.relativePath, {}, []);
      } else yield { kind: 'file', file: { ...place, kind } };
    }
  }

  #passesOver(kind: FileKind, hasMedia: boolean): boolean {
    return !this.#takesEverything && (kind === 'other' || (kind === 'playlist' && hasMedia));
  }

  #isAllowed(realPath: string): boolean {
    return this.#confineTo?.some((folder) => isInsideFolder(folder, realPath)) ?? true;
  }

  #enter(realPath: string): boolean {
    if (this.#entered.has(realPath)) return false;
    this.#entered.add(realPath);
    return true;
  }
}

function inside(folder: Place, name: string): Place {
  return { path: join(folder.path, name), relativePath: `${folder.relativePath}/${name}` };
}

function failure(error: AppError): WalkItem {
  return { kind: 'failure', error };
}

interface FolderEntry {
  readonly name: string;
  readonly kind: FileKind | 'folder' | 'notRegular' | 'notUnicode' | 'broken';
  readonly isLink: boolean;
}

/** What is in a folder, in natural order. Names are read as bytes to see which are no UTF-8. */
function listFolder(folder: string): FolderEntry[] {
  const entries: FolderEntry[] = [];
  for (const entry of readdirSync(folder, { encoding: 'buffer', withFileTypes: true })) {
    const name = entry.name.toString('utf8');
    if (name.startsWith('.')) continue;
    const isUnicode = Buffer.from(name, 'utf8').equals(entry.name);
    const kind = kindOf(folder, name, entry);
    const isPassedOver = kind === 'other' || kind === 'notRegular';
    if (isUnicode) entries.push({ name, kind, isLink: entry.isSymbolicLink() });
    else entries.push({ name, kind: isPassedOver ? kind : 'notUnicode', isLink: false });
  }
  return entries.sort((left, right) => compareNaturally(left.name, right.name));
}

function kindOf(folder: string, name: string, entry: Dirent<Buffer>): FolderEntry['kind'] {
  if (entry.isFile()) return fileKindOf(name);
  if (entry.isDirectory()) return 'folder';
  // Some file systems do not say what an entry is; a link says nothing of what it leads to.
  const isUnknown =
    !entry.isFIFO() && !entry.isSocket() && !entry.isCharacterDevice() && !entry.isBlockDevice();
  if (!isUnknown) return 'notRegular';
  try {
    const stats = statSync(join(folder, name));
    return stats.isDirectory() ? 'folder' : stats.isFile() ? fileKindOf(name) : 'notRegular';
  } catch {
    return fileKindOf(name) === 'other' ? 'other' : 'broken';
  }
}

async function kindByContent(path: string): Promise<'audio' | 'video' | 'other'> {
  const opened = openRegularFile(path, basename(path));
  if (!opened.ok) return 'other';
  using file = opened.value;
  const reader = new BlockReader(blocksOf(file.fileDescriptor), file.sizeBytes, () => undefined);
  const sniffed = await sniffMedia(
    (position, length) => Promise.resolve(reader.bytesAt(position, length)),
    file.sizeBytes,
  );
  if (sniffed.kind !== 'media') return 'other';
  return sniffed.mimeType.startsWith('video/') ? 'video' : 'audio';
}
