import { hasText, uint32BigEndian } from './byteOrder.ts';
import type { ReadAt } from './ReadAt.ts';

/** What the first frame of an MPEG audio file says of the whole, whether all of it is there or not. */
export interface XingHeader {
  /** Do frames differ in size? */
  readonly isVariable: boolean;
  /** Both `null` where it does not say. */
  readonly frameCount: number | null;
  readonly streamBytes: number | null;
}

/** The first frame of audio whose header stands there at last: scraps may come before it. */
const searchBytes = 4_096;
/** Behind header and side information; with a check two bytes later. */
const tagOffsets = [36, 21, 13, 38, 23, 15];

/**
 * Reads the Xing header ("Info" where all frames are of one size), which encoders put in the place of a
 * first frame. `null` when there is none.
 *
 * @param startPosition after leading tags
 */
export async function readXingHeader(
  readAt: ReadAt,
  startPosition: number,
): Promise<XingHeader | null> {
  const bytes = await readAt(startPosition, searchBytes);
  const frame = bytes.findIndex(
    (byte, at) => byte === 0xff && ((bytes[at + 1] ?? 0) & 0xe0) === 0xe0,
  );
  const tag = tagOffsets
    .map((offset) => frame + offset)
    .find((at) => frame >= 0 && (hasText(bytes, at, 'Xing') || hasText(bytes, at, 'Info')));
  if (tag === undefined) return null;
  const flags = uint32BigEndian(bytes, tag + 4);
  const hasFrames = (flags & 1) !== 0;
  const hasBytes = (flags & 2) !== 0;
  return {
    isVariable: hasText(bytes, tag, 'Xing'),
    frameCount: hasFrames ? stated(bytes, tag + 8) : null,
    streamBytes: hasBytes ? stated(bytes, tag + (hasFrames ? 12 : 8)) : null,
  };
}

/** 0, as of an encoder that was broken off, says nothing. */
function stated(bytes: Uint8Array, position: number): number | null {
  const value = uint32BigEndian(bytes, position);
  return value > 0 ? value : null;
}
