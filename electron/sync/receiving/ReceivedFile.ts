import { lstat, open, rm, stat, type FileHandle } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { basename, join } from 'node:path';
import { moveWithoutReplacing } from '../../base/moveWithoutReplacing.ts';
import { err, ok, type Result } from '../../base/Result.ts';
import { syncFolder } from '../../base/syncFolder.ts';
import type { AppError } from '../../contract/errors.ts';
import { computerNameRules } from '../../devices/names/safeName.ts';
import { TakenNames } from '../../devices/names/TakenNames.ts';
import { SourceReadError } from '../../devices/SourceReadError.ts';
import { systemCodeOf, writeErrorOf } from '../../library/fileErrorOf.ts';
import type { FromDevice } from '../journal/Transfer.ts';

export interface ReceivedFileOptions {
  /** Absolute, and there. */
  readonly folder: string;
  readonly temporaryName: string;
  /** Safe on this computer. */
  readonly name: string;
  /** Puts the name it is about to get where it is found again after a crash. */
  readonly noteName: (finalName: string) => Promise<Result<void, AppError>>;
}

/**
 * One file that comes from a device: it is written under a temporary name and gets its own when it is
 * whole and on disk, never over another file.
 */
export class ReceivedFile {
  readonly #options: ReceivedFileOptions;

  constructor(options: ReceivedFileOptions) {
    this.#options = options;
  }

  /** Fails with `file.*`; what `bytes` throws is passed on. */
  async receive(
    bytes: AsyncIterable<Uint8Array>,
    modifiedAtMs: number | null,
  ): Promise<Result<void, AppError>> {
    let file: FileHandle | null = null;
    try {
      file = await open(this.#temporaryPath, 'wx');
      for await (const chunk of bytes) await file.writeFile(chunk);
      if (modifiedAtMs !== null) await file.utimes(new Date(), new Date(modifiedAtMs));
      await file.sync();
      return ok();
    } catch (error) {
      if (error instanceof SourceReadError) throw error;
      return err(writeErrorOf(error, this.#options.name));
    } finally {
      await file?.close();
    }
  }

  /**
   * Is everything that was received there? Then only its name may be missing.
   *
   * @param finalName the name it was about to get when it was last heard of
   */
  async isWhole(finalName: string, sizeBytes: number): Promise<boolean> {
    const temporary = await statIfThere(this.#temporaryPath);
    const received = temporary ?? (await statIfThere(this.#pathOf(finalName)));
    return received?.isFile() === true && received.size === sizeBytes;
  }

  /**
   * Gives what was received its name, or `name (2)` and so on.
   *
   * @param finalName the name it was about to get, or has got, in an earlier try
   */
  async putInPlace(finalName: string | null = null): Promise<Result<void, AppError>> {
    const { folder, name: wantedName, noteName } = this.#options;
    try {
      if (finalName !== null && (await this.#isPlaced(finalName))) {
        await syncFolder(folder);
        return ok();
      }
      const taken = new TakenNames(computerNameRules);
      for (;;) {
        const name = taken.unique(wantedName);
        taken.add(name);
        if ((await statIfThere(this.#pathOf(name))) !== null) continue;
        const noted = await noteName(name);
        if (!noted.ok) return noted;
        if (!(await this.#move(name))) continue;
        await syncFolder(folder);
        return ok();
      }
    } catch (error) {
      return err(writeErrorOf(error, wantedName));
    }
  }

  /** @returns was the name free? */
  async #move(name: string): Promise<boolean> {
    try {
      await moveWithoutReplacing(this.#temporaryPath, this.#pathOf(name));
      return true;
    } catch (error) {
      if (systemCodeOf(error) === 'EEXIST') return false;
      throw error;
    }
  }

  /** Clears away what a crash left between two steps of naming it. */
  async #isPlaced(finalName: string): Promise<boolean> {
    const temporary = await statIfThere(this.#temporaryPath);
    const placed = await statIfThere(this.#pathOf(finalName));
    if (temporary === null) return placed !== null;
    if (placed === null) return false;
    if (placed.dev === temporary.dev && placed.ino === temporary.ino) {
      await rm(this.#temporaryPath);
      return true;
    }
    // A name that was reserved by an empty file, and nothing else.
    if (placed.isFile() && placed.size === 0) await rm(this.#pathOf(finalName));
    return false;
  }

  get #temporaryPath(): string {
    return this.#pathOf(this.#options.temporaryName);
  }

  #pathOf(name: string): string {
    return join(this.#options.folder, name);
  }
}

async function statIfThere(path: string): Promise<Stats | null> {
  try {
    return await lstat(path);
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Removes a part. On a drive that is not there it stays, and stays known. */
export async function removeReceived(
  { toFolder, levels }: Pick<FromDevice, 'toFolder' | 'levels'>,
  temporaryName: string,
): Promise<Result<void, AppError>> {
  try {
    await stat(toFolder);
    await rm(join(toFolder, ...levels, temporaryName), { force: true });
    return ok();
  } catch (error) {
    return err(writeErrorOf(error, basename(toFolder)));
  }
}
