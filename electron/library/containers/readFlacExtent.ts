import { uint16BigEndian, uint24BigEndian } from './byteOrder.ts';
import type { ReadAt } from './ReadAt.ts';

/** What a FLAC file really holds, which is less than it states where its end is missing. */
export interface FlacExtent {
  readonly durationMs: number;
  /** Of the frames, without the blocks before them. */
  readonly audioBytes: number;
}

interface StreamInfo {
  readonly blockSamples: number;
  readonly maximumFrameBytes: number;
  readonly sampleRateHz: number;
  readonly totalSamples: number;
}

const maximumBlocks = 10_000;
const streamInfoBytes = 34;
/** The longest frame header, with its check. */
const headerBytes = 16;
const leastTailBytes = 65_536;
const maximumTailBytes = 4_194_304;

/**
 * Finds the last frame that begins in the file, which says where in the stream it stands (RFC 9639).
 * `null` when there is none or the file does not begin as FLAC does.
 *
 * @param startPosition of `fLaC`
 */
export async function readFlacExtent(
  readAt: ReadAt,
  startPosition: number,
  sizeBytes: number,
): Promise<FlacExtent | null> {
  const info = readStreamInfo(await readAt(startPosition + 8, streamInfoBytes));
  const audioPosition = await findFlacAudio(readAt, startPosition);
  if (info === null || audioPosition === null) return null;
  const wantedBytes = Math.max(leastTailBytes, info.maximumFrameBytes + headerBytes);
  const tailPosition = Math.max(audioPosition, sizeBytes - Math.min(wantedBytes, maximumTailBytes));
  const tail = await readAt(tailPosition, sizeBytes - tailPosition);
  for (let position = tail.length - 6; position >= 0; position -= 1) {
    const endSample = readFrameEnd(tail, position, info);
    if (endSample === null) continue;
    const durationMs = (endSample / info.sampleRateHz) * 1_000;
    return { durationMs, audioBytes: sizeBytes - audioPosition };
  }
  return null;
}

function readStreamInfo(bytes: Uint8Array): StreamInfo | null {
  if (bytes.length < streamInfoBytes) return null;
  const rateAndMore = uint24BigEndian(bytes, 10);
  const sampleRateHz = rateAndMore >> 4;
  const totalSamples =
    ((bytes[13] ?? 0) & 0x0f) * 0x1_0000_0000 +
    uint16BigEndian(bytes, 14) * 0x1_0000 +
    uint16BigEndian(bytes, 16);
  if (sampleRateHz === 0) return null;
  return {
    blockSamples: uint16BigEndian(bytes, 2),
    maximumFrameBytes: uint24BigEndian(bytes, 7),
    sampleRateHz,
    // 0 stands for an unknown number.
    totalSamples: totalSamples === 0 ? Infinity : totalSamples,
  };
}

/** Where the first frame is: behind the last block of metadata; `null` when the file ends before. */
export async function findFlacAudio(readAt: ReadAt, startPosition: number): Promise<number | null> {
  let position = startPosition + 4;
  for (let count = 0; count < maximumBlocks; count += 1) {
    const header = await readAt(position, 4);
    if (header.length < 4) return null;
    position += 4 + uint24BigEndian(header, 1);
    if ((header[0] ?? 0) >= 0x80) return position;
  }
  return null;
}

/** The sample behind a frame whose header is at `position`; `null` when there is none. */
function readFrameEnd(bytes: Uint8Array, position: number, info: StreamInfo): number | null {
  // Synchronisation code, and whether frames (F8) or samples (F9) are counted.
  const sync = uint16BigEndian(bytes, position);
  if (sync !== 0xfff8 && sync !== 0xfff9) return null;
  const sizes = bytes[position + 2] ?? 0;
  const isReserved = sizes >> 4 === 0 || (sizes & 0x0f) === 0x0f;
  if (isReserved || ((bytes[position + 3] ?? 1) & 1) === 1) return null;
  const counted = readCodedNumber(bytes, position + 4);
  if (counted === null) return null;
  const block = readBlockSamples(bytes, counted.end, sizes >> 4);
  const check = block.end + ({ 12: 1, 13: 2, 14: 2 }[sizes & 0x0f] ?? 0);
  if (bytes[check] !== crc8(bytes.subarray(position, check))) return null;
  const first = sync === 0xfff9 ? counted.value : counted.value * info.blockSamples;
  const endSample = first + block.samples;
  return endSample <= info.totalSamples ? endSample : null;
}

interface Coded {
  readonly value: number;
  readonly end: number;
}

/** A number in the way UTF-8 codes characters, of up to seven bytes. */
function readCodedNumber(bytes: Uint8Array, position: number): Coded | null {
  const first = bytes[position];
  if (first === undefined || first === 0xff) return null;
  if (first < 0x80) return { value: first, end: position + 1 };
  const length = Math.clz32(~(first << 24));
  if (length < 2) return null;
  let value = first & (0x7f >> length);
  for (let index = 1; index < length; index += 1) {
    const byte = bytes[position + index];
    if (byte === undefined || byte >> 6 !== 0b10) return null;
    value = value * 64 + (byte & 0x3f);
  }
  return { value, end: position + length };
}

function readBlockSamples(bytes: Uint8Array, position: number, code: number) {
  if (code === 6) return { samples: (bytes[position] ?? NaN) + 1, end: position + 1 };
  if (code === 7) return { samples: uint16BigEndian(bytes, position) + 1, end: position + 2 };
  const samples = code === 1 ? 192 : code < 6 ? 576 << (code - 2) : 256 << (code - 8);
  return { samples, end: position };
}

/** CRC-8 with the polynomial x⁸ + x² + x + 1. */
function crc8(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc << 1) ^ (crc & 0x80 ? 0x107 : 0)) & 0xff;
  }
  return crc;
}
