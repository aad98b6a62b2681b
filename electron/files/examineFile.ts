import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { systemMonotonicClock } from '../base/MonotonicClock.ts';
import { err, ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import { fileErrorOf } from '../library/fileErrorOf.ts';
import type { TagReading } from '../library/TagReader.ts';
import { awaitDisk } from './awaitDisk.ts';
import { describedOrBare } from './describedOrBare.ts';
import type { ExaminedMedia } from './GrantedSource.ts';
import { inspectFile, type InspectedFile } from './inspectFile.ts';

export interface ExamineFileOptions {
  readonly tagReader: TagReading;
  /** May a picture beside the file be its cover? */
  readonly picture: 'embedded' | 'embeddedOrBeside';
  /** As in `GrantTarget`. */
  readonly confineTo: readonly string[] | null;
  readonly signal: AbortSignal;
}

/**
 * Looks at a file of this machine that is to be played. Fails with `file.*`, `app.cancelled`.
 *
 * @param path absolute
 */
export async function examineFile(
  path: string,
  { tagReader, picture, confineTo, signal }: ExamineFileOptions,
): Promise<Result<Omit<ExaminedMedia, 'hold'>, AppError>> {
  const inspected = await inspectFile(path, signal, { confineTo });
  if (!inspected.ok) return inspected;
  const read = await tagReader.read(path, { priority: 'interactive', picture, signal });
  const described = describedOrBare(read, inspected.value);
  if (!described.ok) return described;
  return ok({
    name: basename(path),
    description: described.value,
    check: (starting) =>
      awaitDisk(() => checkSame(inspected.value), {
        subject: basename(path),
        signal: starting,
        clock: systemMonotonicClock,
      }),
  });
}

async function checkSame({
  path,
  sizeBytes,
  modifiedMs,
}: InspectedFile): Promise<Result<void, AppError>> {
  const subject = basename(path);
  try {
    const { size, mtimeMs } = await stat(path);
    return size === sizeBytes && mtimeMs === modifiedMs
      ? ok()
      : err({ code: 'file.changed', subject });
  } catch (error) {
    return err(fileErrorOf(error, subject));
  }
}
