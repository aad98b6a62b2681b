import { ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import type { CopySource } from '../sync/planning/CopyFile.ts';
import type { OpenedSource } from '../sync/sources/CopySources.ts';
import { openPath } from '../sync/sources/openPath.ts';
import type { UploadHolds } from './plans/readCopyFile.ts';

/** The bytes of a copy: of a file of this computer, or of one that its page sends into the spool. */
export async function openCopySource(
  source: CopySource,
  uploads: UploadHolds,
  signal: AbortSignal,
): Promise<Result<OpenedSource, AppError>> {
  if (source.kind === 'path') return openPath(source.path);
  const held = await uploads.want(source.uploadId, signal);
  if (!held.ok) return held;
  const hold = held.value;
  const opened = await openPath(hold.path);
  if (!opened.ok) {
    hold[Symbol.dispose]();
    return opened;
  }
  const { sizeBytes } = opened.value;
  return ok({
    sizeBytes,
    // The spool's own date says nothing of the file.
    modifiedAtMs: null,
    read: (offsetBytes) => opened.value.read(offsetBytes),
    [Symbol.asyncDispose]: async () => {
      await opened.value[Symbol.asyncDispose]();
      hold[Symbol.dispose]();
    },
  });
}
