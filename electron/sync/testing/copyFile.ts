import type { CopyFile, MusicFacts } from '../planning/CopyFile.ts';

export function musicFacts(facts: Partial<MusicFacts> = {}): MusicFacts {
  return {
    title: null,
    artist: null,
    album: null,
    albumArtist: null,
    genre: null,
    trackNumber: null,
    year: null,
    durationMs: null,
    artId: null,
    ...facts,
  };
}

/** A piece of music of 1,000 bytes that is a file of its own, unless told otherwise. */
export function copyFile(relativePath: string, also: Partial<CopyFile> = {}): CopyFile {
  return {
    source: { kind: 'path', path: `/source/${relativePath}` },
    relativePath,
    sizeBytes: 1_000,
    modifiedAtMs: null,
    format: 'mp3',
    music: null,
    isMusic: relativePath.endsWith('.mp3'),
    problem: null,
    ...also,
  };
}
