import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export type LocatedEntry =
  { readonly kind: 'path'; readonly path: string } | { readonly kind: 'remote' };

/**
 * The file a location in a playlist means: a path from the playlist's folder, in this machine's or
 * Windows' writing, perhaps percent-encoded, or a `file:` address. Of several meanings the first that
 * exists counts; when none does, the first.
 */
export function locatePlaylistEntry(location: string, playlistFolder: string): LocatedEntry {
  if (/^file:/i.test(location)) return locateAddress(location);
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(location)) return { kind: 'remote' };
  const readings = [location, withForwardSlashes(location), percentDecoded(location)];
  const paths = [...new Set(readings.map((reading) => resolve(playlistFolder, reading)))];
  const path = paths.find(exists) ?? paths[0];
  return path === undefined ? { kind: 'remote' } : { kind: 'path', path };
}

function locateAddress(address: string): LocatedEntry {
  try {
    return { kind: 'path', path: fileURLToPath(address) };
  } catch {
    // Another host's file, or no address at all: nothing this machine has.
    return { kind: 'remote' };
  }
}

function withForwardSlashes(location: string): string {
  return location.replaceAll('\\', '/');
}

function percentDecoded(location: string): string {
  try {
    return decodeURIComponent(location);
  } catch {
    return location;
  }
}

function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
