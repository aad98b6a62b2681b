import { ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import { describeMedia } from '../library/describeMedia.ts';
import type { MediaDescription } from '../library/MediaDescription.ts';

/**
 * What was read of a file's tags. A reader that gave up on them says nothing of the sound: then the file
 * is described by its container alone, and the browser's own reader decides.
 */
export function describedOrBare(
  read: Result<MediaDescription, AppError>,
  { sizeBytes, mimeType }: { readonly sizeBytes: number; readonly mimeType: string },
): Result<MediaDescription, AppError> {
  if (read.ok || read.error.code !== 'file.readFailed') return read;
  const described = describeMedia({
    sizeBytes,
    mimeType,
    metadata: null,
    mp4Codecs: new Map(),
    oggDurationMs: null,
    flacExtent: null,
    xingHeader: null,
  });
  return ok({ ...described, artId: null });
}
