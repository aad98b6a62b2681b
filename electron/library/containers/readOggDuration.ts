import { maximumPositionMs } from '../../contract/playback.ts';
import { hasText, uint32LittleEndian } from './byteOrder.ts';
import type { ReadAt } from './ReadAt.ts';

/** A page is at most so long, so that one begins in as many bytes before the end. */
const maximumPageBytes = 65_307;
const opusRateHz = 48_000;

/**
 * Milliseconds of an Ogg file with one audio stream, from the position its last page ends at; `null`
 * when the file is chained, cut in a page's middle or otherwise does not say. Opus counts at 48 kHz
 * whatever it was made from, and its first samples (pre-skip) are not played.
 *
 * @param sampleRateHz of Vorbis, FLAC and Speex; `null` when unknown
 */
export async function readOggDuration(
  readAt: ReadAt,
  startPosition: number,
  sizeBytes: number,
  sampleRateHz: number | null,
): Promise<number | null> {
  const head = await readAt(startPosition, 512);
  const packet = 27 + (head[26] ?? 0);
  const isOpus = hasText(head, packet, 'OpusHead');
  const skippedSamples = isOpus ? (head[packet + 10] ?? 0) + (head[packet + 11] ?? 0) * 256 : 0;
  const rateHz = isOpus ? opusRateHz : sampleRateHz;
  if (rateHz === null) return null;
  const tailPosition = Math.max(startPosition, sizeBytes - maximumPageBytes);
  const tail = await readAt(tailPosition, maximumPageBytes);
  const serial = uint32LittleEndian(head, 14);
  for (let position = tail.length - 27; position >= 0; position -= 1) {
    if (!hasText(tail, position, 'OggS\0') || uint32LittleEndian(tail, position + 14) !== serial)
      continue;
    const high = uint32LittleEndian(tail, position + 10);
    // All ones: no packet ends on this page.
    if (high === 0xffff_ffff) continue;
    const samples = high * 0x1_0000_0000 + uint32LittleEndian(tail, position + 6) - skippedSamples;
    const durationMs = (samples / rateHz) * 1_000;
    return durationMs > 0 && durationMs <= maximumPositionMs ? durationMs : null;
  }
  return null;
}
