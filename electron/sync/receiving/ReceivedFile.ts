import { link, lstat, mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import { computerNameRules } from '../../devices/names/safeName.ts';
import { nameKey } from '../../devices/names/legalName.ts';
import { uniqueName } from '../../devices/names/uniqueName.ts';
import { SourceReadError } from '../../devices/SourceReadError.ts';
import { systemCodeOf, writeErrorOf } from '../../library/fileErrorOf.ts';
import type { FromDevice } from '../journal/Transfer.ts';

/** Where hard links are refused: FAT, some network drives, some systems. */
const noLinks: readonly string[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EACCES'];

/**
 * One file that comes from a device: it is written under a temporary name and gets its own when it is
 * whole and on disk, never over another file.
 */
export class ReceivedFile {
  readonly #folder: string;
  readonly #temporaryName: string;
  readonly #name: string;

  /** @param folder absolute, and there; the names are safe on this computer */
  constructor(folder: string, temporaryName: string, name: string) {
    this.#folder = folder;
    this.#temporaryName = temporaryName;
    this.#name = name;
  }

  /** Fails with `file.*`; what `bytes` throws is passed on. */
  async receive(
    bytes: AsyncIterable<Uint8Array>,
    modifiedAtMs: number | null,
  ): Promise<Result<void, AppError>> {
    let file: FileHandle | null = null;
    try {
      file = await open(join(this.#folder, this.#temporaryName), 'wx');
      for await (const chunk of bytes) await file.writeFile(chunk);
      if (modifiedAtMs !== null) await file.utimes(new Date(), new Date(modifiedAtMs));
      await file.sync();
      return ok();
    } catch (error) {
      if (error instanceof SourceReadError) throw error;
      return err(writeErrorOf(error, this.#name));
    } finally {
      await file?.close();
    }
  }

  /** Gives what was received its name, or `name (2)` and so on. @returns the name */
  async putInPlace(): Promise<Result<string, AppError>> {
    const taken = new Set<string>();
    const temporary = join(this.#folder, this.#temporaryName);
    for (;;) {
      const name = uniqueName(this.#name, taken, computerNameRules);
      try {
        await nameWithoutReplacing(temporary, join(this.#folder, name));
        await rm(temporary, { force: true });
        return ok(name);
      } catch (error) {
        if (systemCodeOf(error) !== 'EEXIST') return err(writeErrorOf(error, this.#name));
        taken.add(nameKey(name, computerNameRules));
      }
    }
  }
}

/** Rejects with `EEXIST` where there is something. */
async function nameWithoutReplacing(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (!noLinks.includes(systemCodeOf(error) ?? '')) throw error;
    // Nobody else makes files of this name at this moment; and without links there is no better way.
    if (await isThere(to)) throw Object.assign(new Error('EEXIST'), { code: 'EEXIST' });
    await rename(from, to);
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/** The folder a file of a device goes to, made with all between it and the one that was chosen. */
export async function folderOnComputer({
  toFolder,
  levels,
}: Pick<FromDevice, 'toFolder' | 'levels'>): Promise<Result<string, AppError>> {
  const folder = join(toFolder, ...levels);
  try {
    // A drive that is gone must not become a folder of the system's own disk.
    const chosen = await stat(toFolder);
    if (!chosen.isDirectory()) return err({ code: 'file.notFound', subject: basename(toFolder) });
    await mkdir(folder, { recursive: true });
    return ok(folder);
  } catch (error) {
    return err(writeErrorOf(error, levels.at(-1) ?? basename(toFolder)));
  }
}

/** What cannot be removed is a scrap under a hidden name; nothing is lost by it. */
export async function removeReceived(folder: string, temporaryName: string): Promise<void> {
  await rm(join(folder, temporaryName), { force: true }).catch(() => undefined);
}
