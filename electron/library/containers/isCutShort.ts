import {
  fourCharacters,
  uint32BigEndian,
  uint32LittleEndian,
  uint64BigEndian,
} from './byteOrder.ts';
import type { ReadAt } from './ReadAt.ts';
import { findFlacAudio } from './readFlacExtent.ts';
import type { SniffedMedia } from './sniffMedia.ts';

const maximumElements = 10_000;

/**
 * Does the container itself prove that the end of the file is missing, so that it cannot be played as
 * a whole? `true` for RIFF whose samples reach beyond the file, FLAC without a frame of sound, MP4
 * with a box beyond the end or without `moov`. Containers that play up to where they stop (MP3, AAC,
 * Ogg, Matroska) are never called cut.
 */
export async function isCutShort(
  readAt: ReadAt,
  sizeBytes: number,
  sniffed: Extract<SniffedMedia, { kind: 'media' }>,
): Promise<boolean> {
  const { mimeType, positionBytes } = sniffed;
  if (mimeType === 'audio/wav') return isRiffCut(readAt, positionBytes, sizeBytes);
  if (mimeType === 'audio/flac') {
    const audioPosition = await findFlacAudio(readAt, positionBytes);
    return audioPosition === null || audioPosition >= sizeBytes;
  }
  if (mimeType.endsWith('/mp4')) return isIsoCut(readAt, positionBytes, sizeBytes);
  return false;
}

async function isRiffCut(readAt: ReadAt, start: number, sizeBytes: number): Promise<boolean> {
  let position = start + 12;
  for (let count = 0; count < maximumElements; count += 1) {
    const header = await readAt(position, 8);
    // No samples before the end of the file.
    if (header.length < 8) return true;
    const chunkBytes = uint32LittleEndian(header, 4);
    if (fourCharacters(header, 0) === 'data') {
      // Writers that stream (and RF64) leave the size open.
      return chunkBytes !== 0xffff_ffff && position + 8 + chunkBytes > sizeBytes;
    }
    position += 8 + chunkBytes + (chunkBytes % 2);
  }
  return false;
}

async function isIsoCut(readAt: ReadAt, start: number, sizeBytes: number): Promise<boolean> {
  let position = start;
  let hasMovie = false;
  for (let count = 0; count < maximumElements && position < sizeBytes; count += 1) {
    const header = await readAt(position, 16);
    const shortBytes = uint32BigEndian(header, 0);
    // A box of size 0 reaches to the end of the file.
    if (shortBytes === 0) break;
    const boxBytes = shortBytes === 1 ? uint64BigEndian(header, 8) : shortBytes;
    // Scraps after the last box are no box; a box that is none in the middle is the reader's matter.
    if (!(boxBytes >= 8)) break;
    const box = fourCharacters(header, 4);
    if (box === 'moov') hasMovie = true;
    if (position + boxBytes > sizeBytes) return box === 'mdat' || box === 'moov' || !hasMovie;
    position += boxBytes;
  }
  return !hasMovie;
}
