import { err, ok, type Result } from '../base/Result.ts';
import type { DevicePlace } from '../contract/devices.ts';
import type { AppError } from '../contract/errors.ts';
import { RangedReadError, readAtOfRanged, type RangedFile } from '../library/RangedFile.ts';
import type { RangedTagReading } from '../library/TagReader.ts';
import { describedOrBare } from './describedOrBare.ts';
import type { DeviceFiles } from './DeviceFiles.ts';
import type { ExaminedMedia } from './GrantedSource.ts';
import { inspectContent } from './inspectFile.ts';

export interface ExamineDeviceFileOptions {
  readonly deviceFiles: DeviceFiles;
  readonly tagReader: RangedTagReading;
  readonly signal: AbortSignal;
}

/** Looks at a file on a portable player that is to be played there. Fails with `device.*`, `file.*`. */
export async function examineDeviceFile(
  place: DevicePlace,
  { deviceFiles, tagReader, signal }: ExamineDeviceFileOptions,
): Promise<Result<ExaminedMedia, AppError>> {
  const opened = await deviceFiles.open(place, signal);
  if (!opened.ok) return opened;
  const file = opened.value;
  const { name, sizeBytes } = file;
  const inspected = await inspectRanged(file, signal);
  if (!inspected.ok) return inspected;
  const read = await tagReader.readRanged(file, {
    priority: 'interactive',
    picture: 'embedded',
    signal,
  });
  const described = describedOrBare(read, { sizeBytes, mimeType: inspected.value });
  if (!described.ok) return described;
  const check = async (checking: AbortSignal): Promise<Result<void, AppError>> => {
    const found = await deviceFiles.open(place, checking);
    if (!found.ok) return found;
    const isSame =
      found.value.sizeBytes === sizeBytes && found.value.modifiedAtMs === file.modifiedAtMs;
    return isSame ? ok() : err({ code: 'file.changed', subject: name });
  };
  return ok({ name, description: described.value, check, hold: null });
}

async function inspectRanged(
  file: RangedFile,
  signal: AbortSignal,
): Promise<Result<string, AppError>> {
  try {
    return await inspectContent(readAtOfRanged(file, signal), file.sizeBytes, file.name);
  } catch (error) {
    if (error instanceof RangedReadError) return err(error.appError);
    throw error;
  }
}
