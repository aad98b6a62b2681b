import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PlaylistFormat } from '../../contract/queue.ts';
import { TemporaryFolder } from '../../base/testing/TemporaryFolder.ts';
import { locatePlaylistEntry } from './locatePlaylistEntry.ts';
import { parsePlaylist } from './parsePlaylist.ts';
import { type PlaylistEntry, writePlaylist } from './writePlaylist.ts';

// Hundreds of small files take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let folder: TemporaryFolder;
beforeEach(() => (folder = new TemporaryFolder()));
afterEach(() => folder[Symbol.dispose]());

describe('reading', () => {
  test('m3u with EXTINF, comments, CRLF and attributes', () => {
    const text =
      '#EXTM3U\r\n#EXTINF:123,Artist - Title\r\nmusic/a.mp3\r\n\r\n# note\r\n' +
      '#EXTINF:-1 tvg-id="x",Radio\r\nb.mp3\r\nc.mp3';
    expect(parsePlaylist(Buffer.from(text))).toEqual([
      { location: 'music/a.mp3', title: 'Artist - Title', durationMs: 123_000 },
      { location: 'b.mp3', title: 'Radio' },
      { location: 'c.mp3' },
    ]);
  });

  test.each([
    ['UTF-8 with BOM', Buffer.from('\ufeffMotörhead.mp3', 'utf8')],
    ['UTF-8', Buffer.from('Motörhead.mp3', 'utf8')],
    ['Latin-1', Buffer.from('Motörhead.mp3', 'latin1')],
    ['UTF-16', Buffer.from('\ufeffMotörhead.mp3', 'utf16le')],
  ])('m3u in %s', (_name, bytes) =>
    expect(parsePlaylist(bytes)).toEqual([{ location: 'Motörhead.mp3' }]),
  );

  test('pls in any order and case', () => {
    const text =
      '[Playlist]\nfile10=c.mp3\nFile2=b.mp3\nTitle2=Two\nLENGTH2=61\nFile1=a.mp3\nTitle7=Nothing\nNumberOfEntries=99\n';
    expect(parsePlaylist(Buffer.from(text))).toEqual([
      { location: 'a.mp3' },
      { location: 'b.mp3', title: 'Two', durationMs: 61_000 },
      { location: 'c.mp3' },
    ]);
  });

  test('bytes that are no text, and lists of stream segments, are no playlist', () => {
    expect(parsePlaylist(Buffer.from([0x23, 0, 1, 2]))).toBeNull();
    expect(
      parsePlaylist(Buffer.from('#EXTM3U\n#EXT-X-TARGETDURATION:10\nsegment0.ts\n')),
    ).toBeNull();
  });

  test('a line separator of Unicode is part of a name', () => {
    const entry = [{ location: 'a\u2028b.mp3' }];
    expect(parsePlaylist(Buffer.from('a\u2028b.mp3\n'))).toEqual(entry);
    expect(parsePlaylist(Buffer.from('[playlist]\nFile1=a\u2028b.mp3\n'))).toEqual(entry);
  });

  test('no bytes make it throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => void parsePlaylist(bytes)));
  });
});

describe('finding what is meant', () => {
  const path = (name: string) => join(folder.path, name);
  const locate = (location: string) => locatePlaylistEntry(location, folder.path);

  test('paths from the playlist, file addresses, Windows separators, percent signs', () => {
    mkdirSync(path('cd 1'));
    for (const name of ['cd 1/a b.mp3', '100%25.mp3', 'back\\slash.mp3'])
      writeFileSync(path(name), '');
    const found = (name: string) => ({ kind: 'path', path: path(name) });
    expect(locate('cd 1/a b.mp3')).toEqual(found('cd 1/a b.mp3'));
    expect(locate('cd 1\\a b.mp3')).toEqual(found('cd 1/a b.mp3'));
    expect(locate('cd%201/a%20b.mp3')).toEqual(found('cd 1/a b.mp3'));
    expect(locate('100%25.mp3')).toEqual(found('100%25.mp3'));
    expect(locate('back\\slash.mp3')).toEqual(found('back\\slash.mp3'));
    expect(locate(path('100%25.mp3'))).toEqual(found('100%25.mp3'));
    expect(locate(pathToFileURL(path('cd 1/a b.mp3')).href)).toEqual(found('cd 1/a b.mp3'));
    expect(locate('not/there.mp3')).toEqual(found('not/there.mp3'));
  });

  test.each([
    'http://radio.example/stream',
    'HTTPS://x/y.mp3',
    'mms://x',
    'file://otherhost/share/a.mp3',
    'file:%zz%2f',
  ])('%s is not on this machine', (location) =>
    expect(locate(location)).toEqual({ kind: 'remote' }),
  );
});

describe('writing', () => {
  const signal = new AbortController().signal;
  const entryOf = (path: string): PlaylistEntry => ({
    path,
    title: null,
    artist: null,
    durationMs: null,
  });

  test('m3u8, relative below and near the playlist, absolute elsewhere', async () => {
    const path = join(folder.path, 'lists/best.m3u8');
    mkdirSync(dirname(path));
    const entries: PlaylistEntry[] = [
      { path: join(folder.path, 'lists/a.mp3'), title: 'A', artist: 'X\nY', durationMs: 61_400 },
      {
        path: join(folder.path, 'cd/#1.mp3'),
        title: 'Only a title',
        artist: null,
        durationMs: null,
      },
      entryOf(join(folder.path, 'lists/#2.mp3')),
      entryOf('/far/away/and/elsewhere.mp3'),
      entryOf(join(folder.path, 'lists/two\nlines.mp3')),
    ];
    expect(
      await writePlaylist(path, entries, { format: 'm3u8', overwrite: false, signal }),
    ).toEqual({ ok: true });
    expect(readFileSync(path, 'utf8')).toBe(
      '#EXTM3U\n#EXTINF:61,X Y - A\na.mp3\n#EXTINF:-1,Only a title\n../cd/#1.mp3\n./#2.mp3\n/far/away/and/elsewhere.mp3\n' +
        `${pathToFileURL(join(folder.path, 'lists/two\nlines.mp3')).href}\n`,
    );
    expect(readdirSync(dirname(path))).toEqual(['best.m3u8']);
  });

  test('a name that is taken is refused, or replaced when asked to', async () => {
    const path = join(folder.path, 'x.pls');
    writeFileSync(path, 'mine');
    const options = { format: 'pls', signal } as const;
    const refused = await writePlaylist(path, [], { ...options, overwrite: false });
    expect(refused).toMatchObject({ ok: false, error: { code: 'file.exists', subject: 'x.pls' } });
    expect(readFileSync(path, 'utf8')).toBe('mine');
    expect(await writePlaylist(path, [], { ...options, overwrite: true })).toEqual({ ok: true });
    expect(readFileSync(path, 'utf8')).toBe('[playlist]\nNumberOfEntries=0\nVersion=2\n');
  });

  test('a folder that is not there is reported', async () => {
    const path = join(folder.path, 'gone/x.m3u8');
    const written = await writePlaylist(path, [], { format: 'm3u8', overwrite: false, signal });
    expect(written).toMatchObject({ ok: false, error: { code: 'file.notFound' } });
  });

  test('cancelled halfway, nothing is left behind', async () => {
    const controller = new AbortController();
    const progress: number[] = [];
    function* entries() {
      for (let index = 0; index < 10_000; index += 1) {
        if (index === 5_000) controller.abort();
        yield entryOf(`/music/${index}.mp3`);
      }
    }
    const written = await writePlaylist(join(folder.path, 'x.m3u8'), entries(), {
      format: 'm3u8',
      overwrite: false,
      signal: controller.signal,
      onProgress: (doneCount) => progress.push(doneCount),
    });
    expect(written).toMatchObject({ ok: false, error: { code: 'app.cancelled' } });
    expect(progress.at(-1)).toBe(4_500 + 500);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test('what is written is read and found again, whatever the names', async () => {
    const names = fc.array(
      fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
        .map((name) => name.replace(/[/\0]/g, '_').toWellFormed())
        .filter((name) => name !== '.' && name !== '..' && Buffer.byteLength(name) <= 200),
      { maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(
        names,
        fc.constantFrom<PlaylistFormat>('m3u8', 'pls'),
        async (some, format) => {
          const paths = some.map((name) => join(folder.path, name));
          const path = join(folder.path, 'roundtrip');
          await writePlaylist(path, paths.map(entryOf), { format, overwrite: true, signal });
          const read = parsePlaylist(readFileSync(path)) ?? [];
          const found = read.map(({ location }) => locatePlaylistEntry(location, folder.path));
          expect(found).toEqual(paths.map((each) => ({ kind: 'path', path: each })));
        },
      ),
      { numRuns: 300 },
    );
  });
});
