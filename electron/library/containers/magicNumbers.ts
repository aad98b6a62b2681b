import { fourCharacters, hasText, uint16BigEndian, uint32BigEndian } from './byteOrder.ts';

/** Brands of `ftyp` that are pictures in the same box structure. */
const pictureBrands = new Set([
  'heic',
  'heix',
  'heim',
  'heis',
  'hevc',
  'mif1',
  'msf1',
  'avif',
  'avis',
  'crx ',
]);
const audioBrands = new Set(['M4A ', 'M4B ', 'M4P ', 'F4A ', 'F4B ']);
/** First boxes of QuickTime files older than `ftyp`. */
const oldQuickTimeBoxes = new Set(['moov', 'mdat', 'wide', 'pnot']);

interface Magic {
  readonly mimeType: string;
  readonly matches: (head: Uint8Array) => boolean;
}

const startsWith =
  (text: string) =>
  (head: Uint8Array): boolean =>
    hasText(head, 0, text);

/** What begins with bytes of its own, most common first. Every test is strict enough to refuse prose. */
const magics: readonly Magic[] = [
  {
    mimeType: 'audio/flac',
    matches: (head) => hasText(head, 0, 'fLaC') && (head[4] ?? 255) % 128 === 0,
  },
  { mimeType: 'audio/wav', matches: (head) => isRiff(head) && hasText(head, 8, 'WAVE') },
  { mimeType: 'video/x-msvideo', matches: (head) => isRiff(head) && hasText(head, 8, 'AVI ') },
  {
    mimeType: 'audio/aiff',
    matches: (head) =>
      hasText(head, 0, 'FORM') && (hasText(head, 8, 'AIFF') || hasText(head, 8, 'AIFC')),
  },
  { mimeType: 'video/x-ms-asf', matches: startsWith('\x30\x26\xb2\x75\x8e\x66\xcf\x11') },
  { mimeType: 'audio/x-wavpack', matches: (head) => hasText(head, 0, 'wvpk') && head[9] === 4 },
  {
    mimeType: 'audio/x-ape',
    matches: (head) =>
      hasText(head, 0, 'MAC ') && (head[5] ?? 0) >= 0x0c && (head[5] ?? 255) < 0x20,
  },
  {
    mimeType: 'audio/x-tta',
    matches: (head) => /^TTA[12]$/.test(fourCharacters(head, 0)) && head[5] === 0,
  },
  {
    mimeType: 'audio/x-musepack',
    matches: (head) => hasText(head, 0, 'MPCK') && (head[6] ?? 255) < 32,
  },
  {
    mimeType: 'audio/x-musepack',
    matches: (head) => hasText(head, 0, 'MP+') && ((head[3] ?? 0) & 15) === 7,
  },
  { mimeType: 'audio/x-dsf', matches: startsWith('DSD \x1c\0\0\0') },
  {
    mimeType: 'audio/x-dff',
    matches: (head) => hasText(head, 0, 'FRM8') && hasText(head, 12, 'DSD '),
  },
  { mimeType: 'audio/midi', matches: startsWith('MThd\0\0\0\x06') },
  { mimeType: 'audio/x-caf', matches: startsWith('caff\0\x01') },
  { mimeType: 'audio/basic', matches: startsWith('.snd\0\0') },
  { mimeType: 'audio/amr', matches: startsWith('#!AMR') },
  { mimeType: 'audio/x-xm', matches: startsWith('Extended Module: ') },
  { mimeType: 'audio/aac', matches: startsWith('ADIF') },
  { mimeType: 'video/x-flv', matches: startsWith('FLV\x01') },
  { mimeType: 'video/mpeg', matches: startsWith('\0\0\x01\xba') },
  { mimeType: 'video/mpeg', matches: startsWith('\0\0\x01\xb3') },
  { mimeType: 'video/mp2t', matches: (head) => [0, 188, 376].every((at) => head[at] === 0x47) },
];

/** The container that begins with `head` (4 KiB are enough), as a MIME type, or `null`. */
export function mimeTypeByMagic(head: Uint8Array): string | null {
  return (
    magics.find((magic) => magic.matches(head))?.mimeType ??
    oggType(head) ??
    isoType(head) ??
    ebmlType(head)
  );
}

function isRiff(head: Uint8Array): boolean {
  return ['RIFF', 'RF64', 'BW64'].includes(fourCharacters(head, 0));
}

/** The codec is named by the first packet of the first page. */
function oggType(head: Uint8Array): string | null {
  if (!hasText(head, 0, 'OggS\0')) return null;
  const packet = 27 + (head[26] ?? 0);
  if (hasText(head, packet, 'OpusHead')) return 'audio/ogg; codecs="opus"';
  if (hasText(head, packet, '\x01vorbis')) return 'audio/ogg; codecs="vorbis"';
  if (hasText(head, packet, '\x7fFLAC')) return 'audio/ogg; codecs="flac"';
  if (hasText(head, packet, 'Speex   ')) return 'audio/ogg; codecs="speex"';
  if (hasText(head, packet, '\x80theora')) return 'video/ogg; codecs="theora"';
  return 'audio/ogg';
}

/**
 * MP4 and QuickTime share one structure, and browsers read both with one reader that answers to the
 * name of MP4 only.
 */
function isoType(head: Uint8Array): string | null {
  const box = fourCharacters(head, 4);
  if (box === 'ftyp') {
    const brand = fourCharacters(head, 8);
    if (pictureBrands.has(brand)) return null;
    return audioBrands.has(brand) ? 'audio/mp4' : 'video/mp4';
  }
  const plausible = uint32BigEndian(head, 0) === 1 || uint32BigEndian(head, 0) >= 8;
  return oldQuickTimeBoxes.has(box) && plausible && head[0] === 0 ? 'video/mp4' : null;
}

function ebmlType(head: Uint8Array): string | null {
  if (uint32BigEndian(head, 0) !== 0x1a45dfa3) return null;
  for (let position = 4; position + 8 < Math.min(head.length, 256); position += 1) {
    if (uint16BigEndian(head, position) !== 0x4282) continue;
    if (hasText(head, position + 3, 'webm')) return 'video/webm';
    if (hasText(head, position + 3, 'matroska')) return 'video/x-matroska';
  }
  return null;
}
