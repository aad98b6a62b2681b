import { uint16BigEndian } from './byteOrder.ts';

const mpeg1BitratesKbps: readonly (readonly number[])[] = [
  [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
];
const mpeg2BitratesKbps: readonly (readonly number[])[] = [
  [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];
const mpeg1SampleRatesHz = [44_100, 48_000, 32_000] as const;

export interface FrameHeader {
  readonly mimeType: 'audio/mpeg' | 'audio/aac';
  readonly sizeBytes: number;
  /** Bits that are the same in every frame of one stream. */
  readonly signature: number;
}

/** The header of an MPEG audio frame (ISO 11172-3) or an ADTS frame at `position`, or `null`. */
export function readFrameHeader(bytes: Uint8Array, position: number): FrameHeader | null {
  const word = uint16BigEndian(bytes, position);
  const third = bytes[position + 2];
  if (third === undefined) return null;
  if ((word & 0xfff6) === 0xfff0) return readAdtsHeader(bytes, position);
  if ((word & 0xffe0) !== 0xffe0) return null;
  const version = (word >> 3) & 3;
  const layerBits = (word >> 1) & 3;
  const sampleRate = mpeg1SampleRatesHz[(third >> 2) & 3];
  if (version === 1 || layerBits === 0 || sampleRate === undefined) return null;
  const layer = 4 - layerBits;
  const table = version === 3 ? mpeg1BitratesKbps : mpeg2BitratesKbps;
  const bitrateKbps = table[layer - 1]?.[third >> 4] ?? 0;
  if (bitrateKbps === 0) return null;
  const sampleRateHz = sampleRate / { 0: 4, 2: 2, 3: 1 }[version as 0 | 2 | 3];
  const padding = (third >> 1) & 1;
  const sizeBytes =
    layer === 1
      ? (Math.floor((12_000 * bitrateKbps) / sampleRateHz) + padding) * 4
      : Math.floor(
          ((layer === 3 && version !== 3 ? 72_000 : 144_000) * bitrateKbps) / sampleRateHz,
        ) + padding;
  return { mimeType: 'audio/mpeg', sizeBytes, signature: (word & 0xfffe) * 4 + ((third >> 2) & 3) };
}

function readAdtsHeader(bytes: Uint8Array, position: number): FrameHeader | null {
  const third = bytes[position + 2];
  const sixth = bytes[position + 5];
  const fourthAndFifth = uint16BigEndian(bytes, position + 3);
  if (third === undefined || sixth === undefined) return null;
  const sizeBytes = ((fourthAndFifth & 0x03ff) << 3) | (sixth >> 5);
  const rateIndex = (third >> 2) & 15;
  if (sizeBytes < 7 || rateIndex > 12) return null;
  return { mimeType: 'audio/aac', sizeBytes, signature: third & 0xfc };
}

/** Frames that must follow each other for a stream to be believed; chance finds two in noise. */
const framesToBelieve = 3;

/**
 * Looks for a run of frames of one stream anywhere in `bytes`. A run that leaves the bytes counts when
 * it began with `framesToBelieve` frames, or when the file itself ends there.
 *
 * @param endsFile are `bytes` the last ones of the file?
 */
export function findFrames(bytes: Uint8Array, endsFile: boolean): FrameHeader | null {
  for (let start = 0; start + 4 <= bytes.length; start += 1) {
    if (bytes[start] !== 0xff) continue;
    const first = readFrameHeader(bytes, start);
    if (first !== null && followsItself(bytes, start, first, endsFile)) return first;
  }
  return null;
}

function followsItself(
  bytes: Uint8Array,
  start: number,
  first: FrameHeader,
  endsFile: boolean,
): boolean {
  let position = start + first.sizeBytes;
  for (let count = 1; count < framesToBelieve; count += 1) {
    // A short file of one or two whole frames, perhaps with a tag after them.
    if (position + 6 > bytes.length) return endsFile && start === 0;
    const next = readFrameHeader(bytes, position);
    if (next?.signature !== first.signature || next.mimeType !== first.mimeType) return false;
    position += next.sizeBytes;
  }
  return true;
}
