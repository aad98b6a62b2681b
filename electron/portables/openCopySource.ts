import { assertNever } from '../base/assertNever.ts';
import { ok, type Result } from '../base/Result.ts';
import type { DevicePlace } from '../contract/devices.ts';
import type { AppError } from '../contract/errors.ts';
import type { UploadId } from '../contract/ids.ts';
import { SourceReadError } from '../devices/SourceReadError.ts';
import type { DeviceFiles } from '../files/DeviceFiles.ts';
import type { RangedFile } from '../library/RangedFile.ts';
import type { CopySource } from '../sync/planning/CopyFile.ts';
import type { OpenedSource } from '../sync/sources/CopySources.ts';
import { openPath } from '../sync/sources/openPath.ts';
import type { UploadAccess } from './plans/readCopyFile.ts';

const chunkBytes = 262_144;

export interface CopySourceServices {
  readonly uploads: Pick<UploadAccess, 'want'>;
  readonly deviceFiles: DeviceFiles;
}

/**
 * The bytes of a copy: of a file of this computer, of one that its page sends into the spool, or of one on
 * another player.
 */
export async function openCopySource(
  source: CopySource,
  { uploads, deviceFiles }: CopySourceServices,
  signal: AbortSignal,
): Promise<Result<OpenedSource, AppError>> {
  switch (source.kind) {
    case 'path':
      return openPath(source.path);
    case 'upload':
      return openUpload(source.uploadId, uploads, signal);
    case 'device':
      return openDeviceFile(source.place, deviceFiles, signal);
    default:
      return assertNever(source);
  }
}

async function openUpload(
  uploadId: UploadId,
  uploads: Pick<UploadAccess, 'want'>,
  signal: AbortSignal,
): Promise<Result<OpenedSource, AppError>> {
  const held = await uploads.want(uploadId, signal);
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

async function openDeviceFile(
  place: DevicePlace,
  deviceFiles: DeviceFiles,
  signal: AbortSignal,
): Promise<Result<OpenedSource, AppError>> {
  const opened = await deviceFiles.open(place, signal);
  if (!opened.ok) return opened;
  const { sizeBytes, modifiedAtMs } = opened.value;
  return ok({
    sizeBytes,
    modifiedAtMs,
    read: (offsetBytes) => readFrom(opened.value, offsetBytes, signal),
    // Nothing is held between two readings.
    [Symbol.asyncDispose]: () => Promise.resolve(),
  });
}

async function* readFrom(
  file: RangedFile,
  offsetBytes: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (let position = offsetBytes; position < file.sizeBytes;) {
    const read = await file.readAt(position, chunkBytes, signal);
    if (!read.ok) throw new SourceReadError(read.error);
    position += read.value.length;
    yield read.value;
  }
}
