import { maximumPositionMs } from '../../contract/playback.ts';
import { cleanText } from '../cleanText.ts';

/** One line of a playlist file. */
export interface ParsedEntry {
  /** A path or an address, as it is written. */
  readonly location: string;
  readonly title?: string;
  readonly durationMs?: number;
}

export const maximumPlaylistBytes = 10 * 1_048_576;
const maximumEntries = 200_000;
/** Lists of segments of one stream, not of tracks (RFC 8216). */
const streamingTag = /^#EXT-X-(TARGETDURATION|STREAM-INF|MEDIA)/m;

/**
 * Reads m3u, m3u8 and pls. Which it is follows from the content; `null` when it is none of them: bytes
 * that are no text, or a list of stream segments. At most 200,000 entries are read.
 */
export function parsePlaylist(bytes: Uint8Array): ParsedEntry[] | null {
  const text = decode(bytes);
  if (text.includes('\0') || streamingTag.test(text)) return null;
  return /^\s*\[playlist\]/i.test(text) ? parsePls(text) : parseM3u(text);
}

/** UTF-8 or UTF-16 with their marks, else UTF-8, else Latin-1 (as browsers understand it). */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function parseM3u(text: string): ParsedEntry[] {
  const entries: ParsedEntry[] = [];
  let hint: Omit<ParsedEntry, 'location'> = {};
  for (const [line] of text.matchAll(/[^\r\n]+/g)) {
    const trimmed = line.trim();
    const info = /^#EXTINF:\s*(-?[\d.]+)?[^,]*(?:,(.*))?$/is.exec(trimmed);
    if (info !== null) {
      hint = hintOf(info[2], info[1]);
    } else if (trimmed !== '' && !trimmed.startsWith('#')) {
      if (entries.length === maximumEntries) break;
      entries.push({ location: trimmed, ...hint });
      hint = {};
    }
  }
  return entries;
}

function parsePls(text: string): ParsedEntry[] {
  const fields = new Map<string, string>();
  const numbers = new Set<number>();
  for (const [line] of text.matchAll(/[^\r\n]+/g)) {
    const field = /^\s*(File|Title|Length)(\d{1,9})\s*=\s*(.*?)\s*$/is.exec(line);
    if (field === null) continue;
    const [, name = '', digits = '', value = ''] = field;
    const number = Number(digits);
    fields.set(`${name.toLowerCase()}${number}`, value);
    if (name.toLowerCase() === 'file' && value !== '') numbers.add(number);
    if (numbers.size === maximumEntries) break;
  }
  return [...numbers]
    .sort((left, right) => left - right)
    .map((number) => ({
      location: fields.get(`file${number}`) ?? '',
      ...hintOf(fields.get(`title${number}`), fields.get(`length${number}`)),
    }));
}

function hintOf(title: string | undefined, seconds: string | undefined) {
  const cleanTitle = cleanText(title);
  const durationMs = Number(seconds) * 1_000;
  return {
    ...(cleanTitle === undefined ? {} : { title: cleanTitle }),
    ...(durationMs > 0 && durationMs <= maximumPositionMs ? { durationMs } : {}),
  };
}
