import {
  fourCharacters,
  hasText,
  uint16BigEndian,
  uint32BigEndian,
  uint64BigEndian,
} from './byteOrder.ts';
import type { ReadAt } from './ReadAt.ts';

const maximumBoxes = 2_000;
const maximumTracks = 64;
const maximumEntryBytes = 65_536;
const pathToSampleEntry = ['mdia', 'minf', 'stbl', 'stsd'] as const;

interface Box {
  readonly type: string;
  readonly bodyPosition: number;
  readonly endPosition: number;
}

/**
 * The RFC 6381 codec of each track of an MP4 or QuickTime file by its sample entry's four characters
 * (`avc1` → `avc1.64001f`); of two tracks with the same characters the first counts. Damaged boxes
 * end the search, they do not fail it.
 */
export async function readMp4Codecs(
  readAt: ReadAt,
  startPosition: number,
  sizeBytes: number,
): Promise<ReadonlyMap<string, string>> {
  const codecs = new Map<string, string>();
  const movie = await findBox(readAt, 'moov', startPosition, sizeBytes);
  if (movie === null) return codecs;
  let trackCount = 0;
  for await (const track of boxesOf(readAt, movie.bodyPosition, movie.endPosition)) {
    if (track.type !== 'trak' || ++trackCount > maximumTracks) continue;
    const entry = await readSampleEntry(readAt, track);
    if (entry === null) continue;
    const type = fourCharacters(entry, 4);
    if (!codecs.has(type)) codecs.set(type, codecOf(type, entry));
  }
  return codecs;
}

async function readSampleEntry(readAt: ReadAt, track: Box): Promise<Uint8Array | null> {
  let box = track;
  for (const type of pathToSampleEntry) {
    const inner = await findBox(readAt, type, box.bodyPosition, box.endPosition);
    if (inner === null) return null;
    box = inner;
  }
  // `stsd` has four bytes of version and flags and four of count before the first entry.
  const position = box.bodyPosition + 8;
  const entry = await readAt(position, Math.min(maximumEntryBytes, box.endPosition - position));
  return entry.length < 8 ? null : entry.subarray(0, uint32BigEndian(entry, 0));
}

async function findBox(
  readAt: ReadAt,
  type: string,
  position: number,
  endPosition: number,
): Promise<Box | null> {
  for await (const box of boxesOf(readAt, position, endPosition)) {
    if (box.type === type) return box;
  }
  return null;
}

async function* boxesOf(readAt: ReadAt, start: number, end: number): AsyncGenerator<Box> {
  let position = start;
  for (let count = 0; count < maximumBoxes && position + 8 <= end; count += 1) {
    const header = await readAt(position, 16);
    const shortBytes = uint32BigEndian(header, 0);
    const headerBytes = shortBytes === 1 ? 16 : 8;
    const boxBytes =
      shortBytes === 0
        ? end - position
        : shortBytes === 1
          ? uint64BigEndian(header, 8)
          : shortBytes;
    if (!(boxBytes >= headerBytes)) return;
    const endPosition = Math.min(end, position + boxBytes);
    yield { type: fourCharacters(header, 4), bodyPosition: position + headerBytes, endPosition };
    position += boxBytes;
  }
}

function codecOf(type: string, entry: Uint8Array): string {
  switch (type) {
    case 'avc1':
    case 'avc3':
      return avcCodec(type, configurationIn(entry, 'avcC'));
    case 'hvc1':
    case 'hev1':
      return hevcCodec(type, configurationIn(entry, 'hvcC'));
    case 'av01':
      return av1Codec(configurationIn(entry, 'av1C'));
    case 'vp08':
    case 'vp09':
      return vpCodec(type, configurationIn(entry, 'vpcC'));
    case 'mp4a':
    case 'mp4v':
      return mpeg4Codec(type, configurationIn(entry, 'esds'));
    case 'fLaC':
      return 'flac';
    case 'Opus':
      return 'opus';
    case '.mp3':
      return 'mp3';
    default:
      return type.trim();
  }
}

/** The body of the box `type` inside a sample entry, or nothing. Searched: its place differs by version. */
function configurationIn(entry: Uint8Array, type: string): Uint8Array | null {
  for (let position = 8; position + 8 <= entry.length; position += 1) {
    if (!hasText(entry, position + 4, type)) continue;
    const boxBytes = uint32BigEndian(entry, position);
    if (boxBytes >= 8 && position + boxBytes <= entry.length) {
      return entry.subarray(position + 8, position + boxBytes);
    }
  }
  return null;
}

const hexByte = (value: number | undefined) => (value ?? 0).toString(16).padStart(2, '0');
const twoDigits = (value: number) => String(value).padStart(2, '0');

function avcCodec(type: string, configuration: Uint8Array | null): string {
  if (configuration === null || configuration.length < 4) return type;
  return `${type}.${[1, 2, 3].map((index) => hexByte(configuration[index])).join('')}`;
}

function hevcCodec(type: string, configuration: Uint8Array | null): string {
  if (configuration === null || configuration.length < 13) return type;
  const profile = configuration[1] ?? 0;
  const space = ['', 'A', 'B', 'C'][profile >> 6] ?? '';
  // Annex E of ISO 14496-15 writes the compatibility flags with their bits reversed.
  let compatibility = 0;
  for (let bit = 0; bit < 32; bit += 1) {
    const byte = configuration[2 + (bit >> 3)] ?? 0;
    if (((byte >> (7 - (bit & 7))) & 1) === 1) compatibility += 2 ** bit;
  }
  const tier = (profile & 0x20) === 0 ? 'L' : 'H';
  const constraints = [...configuration.subarray(6, 12)];
  while (constraints.at(-1) === 0) constraints.pop();
  const suffix = constraints.map((byte) => `.${byte.toString(16)}`).join('');
  return `${type}.${space}${profile & 31}.${compatibility.toString(16)}.${tier}${configuration[12] ?? 0}${suffix}`;
}

function av1Codec(configuration: Uint8Array | null): string {
  const [, second = 0, third = 0] = configuration ?? [];
  if (configuration === null || configuration.length < 3) return 'av01.0.04M.08';
  const profile = second >> 5;
  const highBitDepth = (third & 0x40) !== 0;
  const depth = !highBitDepth ? 8 : profile === 2 && (third & 0x20) !== 0 ? 12 : 10;
  const tier = (third & 0x80) === 0 ? 'M' : 'H';
  return `av01.${profile}.${twoDigits(second & 31)}${tier}.${twoDigits(depth)}`;
}

function vpCodec(type: string, configuration: Uint8Array | null): string {
  if (configuration === null || configuration.length < 7) return `${type}.00.10.08`;
  const [profile = 0, level = 10, depth = 0x80] = configuration.subarray(4);
  return `${type}.${twoDigits(profile)}.${twoDigits(level)}.${twoDigits(depth >> 4)}`;
}

/** `mp4a.40.2` from an elementary stream descriptor (ISO 14496-1): object type, then audio type. */
function mpeg4Codec(type: string, descriptor: Uint8Array | null): string {
  if (descriptor === null) return type === 'mp4a' ? 'mp4a.40.2' : type;
  const configuration = decoderConfiguration(descriptor);
  if (configuration === null) return type;
  const objectType = configuration[0] ?? 0;
  if (objectType !== 0x40) return `${type}.${hexByte(objectType)}`;
  const specific = descriptorBody(configuration, 13, 5);
  if (specific === null) return `${type}.40`;
  const firstBits = uint16BigEndian(specific, 0);
  const audioType = firstBits >> 11;
  return `${type}.40.${audioType === 31 ? 32 + ((firstBits >> 5) & 63) : audioType}`;
}

function decoderConfiguration(descriptor: Uint8Array): Uint8Array | null {
  const stream = descriptorBody(descriptor, 4, 3);
  if (stream === null) return null;
  const flags = stream[2] ?? 0;
  let position = 3;
  if ((flags & 0x80) !== 0) position += 2;
  if ((flags & 0x40) !== 0) position += 1 + (stream[position] ?? 0);
  if ((flags & 0x20) !== 0) position += 2;
  return descriptorBody(stream, position, 4);
}

/** Body of the descriptor with `tag` at `position`; its length is in groups of seven bits. */
function descriptorBody(bytes: Uint8Array, position: number, tag: number): Uint8Array | null {
  if (bytes[position] !== tag) return null;
  let length = 0;
  for (let index = position + 1; index <= position + 4; index += 1) {
    const part = bytes[index];
    if (part === undefined) return null;
    length = length * 128 + (part & 127);
    if (part < 128) return bytes.subarray(index + 1, index + 1 + length);
  }
  return null;
}
