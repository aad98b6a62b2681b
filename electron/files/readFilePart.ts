import { basename } from 'node:path';
import { err, ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import { fileErrorOf } from '../library/fileErrorOf.ts';
import { openForReading, readAtOf } from './openForReading.ts';

/**
 * `length` bytes of a file of this machine from `position`; fewer only at its end. Fails with `file.*`.
 *
 * @param path absolute
 */
export async function readFilePart(
  path: string,
  position: number,
  length: number,
): Promise<Result<Uint8Array, AppError>> {
  const opened = await openForReading(path);
  if (!opened.ok) return opened;
  try {
    return ok(await readAtOf(opened.value.handle)(position, length));
  } catch (error) {
    return err(fileErrorOf(error, basename(path)));
  } finally {
    await opened.value.handle.close();
  }
}
