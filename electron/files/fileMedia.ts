import { basename } from 'node:path';
import { err, ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import { sniffMedia } from '../library/containers/sniffMedia.ts';
import { fileErrorOf } from '../library/fileErrorOf.ts';
import { FileShrankError, fileStream } from './fileStream.ts';
import type { GrantTarget } from './Grants.ts';
import { openForReading, readAtOf } from './openForReading.ts';
import type { MediaTarget, ServableMedia } from './ServableMedia.ts';

type LocalFile = Pick<Extract<GrantTarget, { kind: 'file' }>, 'path' | 'confineTo'>;

/**
 * A media file of this machine, for `serveMedia`. Fails with `file.*`.
 *
 * @param file `path` is absolute; `confineTo` as in `GrantTarget`
 * @param onFailure told when the file cannot be served, at once or halfway
 */
export function fileMedia(file: LocalFile, onFailure: MediaTarget['onFailure']): MediaTarget {
  return { open: () => openFileMedia(file, onFailure), onFailure };
}

async function openFileMedia(
  { path, confineTo }: LocalFile,
  onFailure: MediaTarget['onFailure'],
): Promise<Result<ServableMedia, AppError>> {
  const opened = await openForReading(path, confineTo);
  if (!opened.ok) return opened;
  const { handle, sizeBytes, modifiedMs } = opened.value;
  const subject = basename(path);
  try {
    const sniffed = await sniffMedia(readAtOf(handle), sizeBytes);
    if (sniffed.kind === 'media') {
      return ok({
        sizeBytes,
        modifiedMs,
        mimeType: sniffed.mimeType,
        stream: (part) =>
          fileStream(handle, {
            ...part,
            onFailure: (error) => onFailure(readingError(error, subject)),
          }),
        close: () => handle.close(),
      });
    }
    await handle.close();
    return err({ code: sizeBytes === 0 ? 'file.empty' : 'file.notMedia', subject });
  } catch (error) {
    await handle.close();
    return err(fileErrorOf(error, subject));
  }
}

function readingError(error: unknown, subject: string): AppError {
  return error instanceof FileShrankError
    ? { code: 'file.changed', subject }
    : fileErrorOf(error, subject);
}
