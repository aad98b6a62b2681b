/** How many folders above a file a playlist may name; deeper paths are found from their other end. */
const maximumIndexedParts = 8;

interface PathOfDrop {
  readonly relativePath: string;
}

/**
 * Finds dropped files by what playlists call them. A location means a file when one of the two paths ends
 * with the whole other one: the playlist may lie above or below what was dropped with it, or name its
 * files by the path they have on some machine.
 */
export class DroppedPaths<File extends PathOfDrop> {
  readonly #byPath = new Map<string, File>();
  /** By every end of its path; `null` where several end so. */
  readonly #byEnd = new Map<string, File | null>();

  constructor(files: Iterable<File>) {
    for (const file of files) {
      const parts = partsOf(file.relativePath);
      this.#byPath.set(parts.join('/'), file);
      for (let count = 1; count <= Math.min(parts.length, maximumIndexedParts); count += 1) {
        const end = parts.slice(-count).join('/');
        this.#byEnd.set(end, this.#byEnd.has(end) ? null : file);
      }
    }
  }

  /** The file that has most of its path in common; `null` when there is none, or no telling which. */
  find(location: string): File | null {
    for (const reading of readingsOf(location)) {
      const parts = partsOf(reading);
      const found = this.#byPath.get(parts.join('/')) ?? this.#byEnd.get(parts.join('/'));
      if (found !== undefined && found !== null) return found;
      for (let from = 1; from < parts.length; from += 1) {
        const below = this.#byPath.get(parts.slice(from).join('/'));
        if (below !== undefined) return below;
      }
    }
    return null;
  }
}

/** As this machine writes paths or as Windows does, percent-encoded or not. */
function readingsOf(location: string): ReadonlySet<string> {
  const path = location.replace(/^file:\/\/[^/]*/i, '');
  const written = [path, path.replaceAll('\\', '/')];
  return new Set([...written, ...written.map(percentDecoded)]);
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The steps of a path that lead down. Systems differ in case and in how they write accents. */
function partsOf(path: string): readonly string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts
    .slice(parts.lastIndexOf('..') + 1)
    .map((part) => part.normalize('NFC').toLowerCase());
}
