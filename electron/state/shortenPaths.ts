import { homedir } from 'node:os';

/** A quoted text that begins like a path is one to its end, spaces and all. */
const quoted = String.raw`(["'\x60])(?:file:\/\/)?(?:[~…\/]|[A-Za-z]:[\\\/]|\\\\)[^"'\x60\n]*\1`;
/** What is short already. */
const shortened = String.raw`[~…][\\\/][^\s"'\x60]*`;
/**
 * Anywhere else a path ends at white space or punctuation. What stands before it must not make it the
 * rest of something longer: of a URL, a relative path, a date.
 */
const bare =
  String.raw`(?<![\w.\/\\])(?:file:\/\/)?(?:[A-Za-z]:(?=[\\\/])|(?=\/(?!\/))|(?=\\\\))` +
  String.raw`(?:[\\\/]+[^\s\\\/"'\x60<>|:*?,;()[\]{}]+)+`;

const anyPath = new RegExp(`${quoted}|${shortened}|${bare}`, 'g');

/**
 * Text as it may be shown or pasted into a report: the home folder becomes `~`, and of any other
 * absolute path only the last two parts stay, `…/Album/Song.mp3`. Also inside JSON, where backslashes
 * are doubled. A path with spaces is known as one only between quotes, as Node writes paths in errors.
 */
export function shortenPaths(text: string, homeFolder: string = homedir()): string {
  return withoutHome(text, homeFolder).replace(anyPath, (path: string, quote: string = '') => {
    const inner = path.slice(quote.length, path.length - quote.length);
    return /^[~…]/.test(inner) ? path : quote + lastTwoParts(inner) + quote;
  });
}

function withoutHome(text: string, homeFolder: string): string {
  // A home that is the root, as for some services, would match everything.
  if (homeFolder.replace(/[\\/]/g, '') === '') return text;
  const spellings = [homeFolder, homeFolder.replaceAll('\\', '\\\\')].map(escapeForPattern);
  const home = new RegExp(`(?:file://)?(?:${spellings.join('|')})(?![\\w.-])`, 'g');
  return text.replace(home, '~');
}

function lastTwoParts(path: string): string {
  const parts = path
    .replace(/^file:\/\//, '')
    .split(/[\\/]+/)
    .filter((part) => part !== '' && !/^[A-Za-z]:$/.test(part));
  return `…/${parts.slice(-2).join('/')}`;
}

function escapeForPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
