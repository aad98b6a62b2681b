import { hasText, uint32LittleEndian } from './byteOrder.ts';
import { mimeTypeByMagic } from './magicNumbers.ts';
import { findFrames } from './mpegFrame.ts';
import type { ReadAt } from './ReadAt.ts';

/** What a file is by its content. */
export type SniffedMedia =
  | {
      readonly kind: 'media';
      /** With codecs where the first bytes name them. */
      readonly mimeType: string;
      /** Where the container begins, after tags put before it. */
      readonly positionBytes: number;
    }
  | { readonly kind: 'notMedia' }
  /** Tags that reach to the end of the file or beyond, and nothing after them. */
  | { readonly kind: 'truncated' };

const headBytes = 4_096;
/** How far into a file without a tag MPEG audio may begin: zeros and scraps of streams stand before it. */
const frameSearchBytes = 65_536;
const maximumTags = 8;

/** Tells media from other files by magic numbers; names play no part. Reads at most some 100 KiB. */
export async function sniffMedia(readAt: ReadAt, sizeBytes: number): Promise<SniffedMedia> {
  let positionBytes = 0;
  for (let tagCount = 0; tagCount < maximumTags; tagCount += 1) {
    const head = await readAt(positionBytes, headBytes);
    const tagBytes = leadingTagBytes(head);
    if (tagBytes === 0) return sniffAfterTags(readAt, head, positionBytes, sizeBytes);
    positionBytes += tagBytes;
    if (positionBytes >= sizeBytes) return { kind: 'truncated' };
  }
  return { kind: 'notMedia' };
}

async function sniffAfterTags(
  readAt: ReadAt,
  head: Uint8Array,
  positionBytes: number,
  sizeBytes: number,
): Promise<SniffedMedia> {
  const mimeType = mimeTypeByMagic(head);
  if (mimeType !== null) return { kind: 'media', mimeType, positionBytes };
  const search = await readAt(positionBytes, frameSearchBytes);
  const frame = findFrames(search, positionBytes + search.length >= sizeBytes);
  if (frame !== null) return { kind: 'media', mimeType: frame.mimeType, positionBytes };
  // Players look on for the first frame after a tag that says "MP3", over padding of any length.
  return positionBytes > 0
    ? { kind: 'media', mimeType: 'audio/mpeg', positionBytes }
    : { kind: 'notMedia' };
}

/** Size of an ID3v2 or APE tag at the start of `head`, or 0. */
function leadingTagBytes(head: Uint8Array): number {
  if (hasText(head, 0, 'ID3')) {
    const size = [6, 7, 8, 9].map((position) => head[position] ?? 255);
    const version = head[3] ?? 255;
    if (version > 4 || size.some((part) => part > 127)) return 0;
    const footerBytes = ((head[5] ?? 0) & 0x10) === 0 ? 0 : 10;
    return size.reduce((sum, part) => sum * 128 + part, 0) + 10 + footerBytes;
  }
  return hasText(head, 0, 'APETAGEX') ? uint32LittleEndian(head, 12) + 32 || 0 : 0;
}
