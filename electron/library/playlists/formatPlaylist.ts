import { isAbsolute, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PlaylistFormat } from '../../contract/queue.ts';
import { cleanText } from '../cleanText.ts';

export interface PlaylistEntry {
  /** Absolute. */
  readonly path: string;
  readonly title: string | null;
  readonly artist: string | null;
  readonly durationMs: number | null;
}

/** So many folders up, a path still moves together with its playlist. */
const maximumStepsUp = 2;

/**
 * The lines of a playlist file. Both formats are UTF-8 with line feeds. Paths are relative, with `/`,
 * when the file is below or near `playlistFolder`; what cannot be written on a line as it is, is
 * written as a `file:` address.
 */
export async function* formatPlaylist(
  entries: AsyncIterable<PlaylistEntry> | Iterable<PlaylistEntry>,
  format: PlaylistFormat,
  playlistFolder: string,
): AsyncGenerator<string, void, undefined> {
  yield format === 'm3u8' ? '#EXTM3U\n' : '[playlist]\n';
  let count = 0;
  for await (const entry of entries) {
    count += 1;
    const location = locationOf(entry.path, playlistFolder);
    const title = titleOf(entry);
    const seconds = entry.durationMs === null ? -1 : Math.round(entry.durationMs / 1_000);
    if (format === 'm3u8') {
      if (title !== undefined) yield `#EXTINF:${seconds},${title}\n`;
      yield `${location}\n`;
    } else {
      yield `File${count}=${location}\n`;
      if (title !== undefined) yield `Title${count}=${title}\n`;
      yield `Length${count}=${seconds}\n`;
    }
  }
  if (format === 'pls') yield `NumberOfEntries=${count}\nVersion=2\n`;
}

function titleOf({ artist, title }: PlaylistEntry): string | undefined {
  return cleanText([artist, title].filter((part) => part !== null).join(' - '));
}

function locationOf(path: string, playlistFolder: string): string {
  const way = relative(playlistFolder, path);
  const steps = way.split(sep);
  const isNear = !isAbsolute(way) && steps.filter((step) => step === '..').length <= maximumStepsUp;
  const location = isNear ? steps.join('/') : path;
  if (!isPlain(location)) return pathToFileURL(path).href;
  // A name that looks like a comment, a field or an address is told apart by `./`.
  return /^[#[]|^[a-z][a-z0-9+.-]*:/i.test(location) && isNear ? `./${location}` : location;
}

/** Would a reader that trims lines, and takes `\` and `%` for what Windows and the web write, find it? */
function isPlain(location: string): boolean {
  return location === location.trim() && !/[\r\n\\%]/.test(location);
}
