import { err, ok, type Result } from '../base/Result.ts';
import type { DevicePlace } from '../contract/devices.ts';
import type { AppError } from '../contract/errors.ts';
import { sniffMedia } from '../library/containers/sniffMedia.ts';
import { RangedReadError, readAtOfRanged } from '../library/RangedFile.ts';
import type { DeviceFiles } from './DeviceFiles.ts';
import { rangedStream } from './rangedStream.ts';
import type { MediaTarget, ServableMedia } from './ServableMedia.ts';

/**
 * A media file on a portable player, for `serveMedia`. Fails with `device.*`, `file.*`.
 *
 * @param onFailure told when the file cannot be served, at once or halfway
 */
export function deviceMedia(
  place: DevicePlace,
  deviceFiles: DeviceFiles,
  onFailure: MediaTarget['onFailure'],
): MediaTarget {
  const open = async (signal: AbortSignal): Promise<Result<ServableMedia, AppError>> => {
    const opened = await deviceFiles.open(place, signal);
    if (!opened.ok) return opened;
    const file = opened.value;
    const { name, sizeBytes, modifiedAtMs } = file;
    try {
      const sniffed = await sniffMedia(readAtOfRanged(file, signal), sizeBytes);
      if (sniffed.kind !== 'media') {
        return err({ code: sizeBytes === 0 ? 'file.empty' : 'file.notMedia', subject: name });
      }
      return ok({
        sizeBytes,
        modifiedMs: modifiedAtMs,
        mimeType: sniffed.mimeType,
        stream: (part) => rangedStream(file, { ...part, onFailure }),
        // Nothing is held between two readings.
        close: () => Promise.resolve(),
      });
    } catch (error) {
      if (error instanceof RangedReadError) return err(error.appError);
      throw error;
    }
  };
  return { open, onFailure };
}
