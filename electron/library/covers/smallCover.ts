import { decode, encode } from 'jpeg-js';
import { PNG } from 'pngjs';
import { pictureTypeOf } from '../pictureTypeOf.ts';
import { isReadablePng, maximumDecoderMegabytes, maximumPixels } from './isReadablePng.ts';
import { scaleDown, type Pixels } from './scaleDown.ts';

export interface CoverLimits {
  readonly maximumBytes: number;
  /** The longer side, in pixels. */
  readonly maximumSide: number;
}

/** Tried in this order, until the picture is small enough. */
const qualities = [85, 70, 50, 30];

/**
 * The picture as a small JPEG, what is transparent in it on white; `null` for what is no JPEG or PNG, is
 * broken or too large. The bytes are a stranger's.
 */
export function smallCover(
  picture: Uint8Array,
  { maximumBytes, maximumSide }: CoverLimits,
): Uint8Array | null {
  const pixels = pixelsOf(picture);
  if (pixels === null) return null;
  const small = scaleDown(pixels, maximumSide);
  for (const quality of qualities) {
    const { data } = encode(small, quality);
    if (data.length <= maximumBytes) return data;
  }
  return null;
}

function pixelsOf(picture: Uint8Array): Pixels | null {
  try {
    switch (pictureTypeOf(picture)) {
      case 'image/jpeg':
        return decode(picture, {
          useTArray: true,
          maxResolutionInMP: maximumPixels / 1e6,
          maxMemoryUsageInMB: maximumDecoderMegabytes,
        });
      case 'image/png':
        return isReadablePng(picture) ? PNG.sync.read(Buffer.from(picture)) : null;
      case 'image/webp':
      case 'image/gif':
      case null:
        return null;
    }
  } catch {
    // Both throw whatever they stumble over.
    return null;
  }
}
