import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shortenPaths } from './shortenPaths.ts';

describe('shortenPaths', () => {
  test.each([
    ['/home/anna/Music/Song.mp3', '~/Music/Song.mp3'],
    ['"/home/anna"', '"~"'],
    ['/home/annabel/Music/Song.mp3', '…/Music/Song.mp3'],
    ["ENOENT, open '/mnt/My Music/An album/A song.mp3'", "ENOENT, open '…/An album/A song.mp3'"],
    ['open /etc/passwd', 'open …/etc/passwd'],
    ['at play (file:///opt/portamento/dist/main.js:10:5)', 'at play (…/dist/main.js:10:5)'],
    ['at play (/opt/portamento/dist/main.js:10:5)', 'at play (…/dist/main.js:10:5)'],
    ['{"path":"/mnt/a b/c/d.mp3"}', '{"path":"…/c/d.mp3"}'],
    ['folder:/mnt/a/b/c', 'folder:…/b/c'],
    ['--data-folder=/mnt/a/b', '--data-folder=…/a/b'],
    ['D:\\Users\\Bob\\Music\\Song.mp3', '…/Music/Song.mp3'],
    ['{"path":"D:\\\\Users\\\\Bob\\\\Song.mp3"}', '{"path":"…/Bob/Song.mp3"}'],
    ['\\\\nas\\share\\Album\\Song.mp3', '…/Album/Song.mp3'],
    ['http://127.0.0.1:8080/media/abc/def?x=/y', 'http://127.0.0.1:8080/media/abc/def?x=…/y'],
    ['either/or, 24/12/2026, and ~/Music/a/b', 'either/or, 24/12/2026, and ~/Music/a/b'],
  ])('%s', (text, expected) => {
    expect(shortenPaths(text, '/home/anna')).toBe(expected);
  });

  test('the home folder of Windows, plain and inside JSON', () => {
    const home = 'C:\\Users\\Anna Müller';
    expect(shortenPaths(`${home}\\a.mp3`, home)).toBe('~\\a.mp3');
    expect(shortenPaths(JSON.stringify({ path: `${home}\\a.mp3` }), home)).toBe(
      '{"path":"~\\\\a.mp3"}',
    );
  });

  test('a home that is the root shortens no more than elsewhere', () => {
    expect(shortenPaths('/mnt/a/b', '/')).toBe('…/a/b');
  });

  const part = fc.stringMatching(/^[A-Za-z0-9._-]{1,12}$/).map((text) => `p${text}`);
  const secretPart = part.map((text) => `SECRET${text}`);

  test('nothing above the last two parts is left, in quotes or without', () => {
    fc.assert(
      fc.property(
        fc.array(secretPart, { minLength: 1, maxLength: 5 }),
        part,
        part,
        fc.constantFrom(['"', '"'], ["'", "'"], ['(', ')'], [' ', ' '], ['', '']),
        fc.constantFrom('/', '\\', '\\\\'),
        (secrets, folder, name, [open = '', close = ''], separator) => {
          const root = separator === '/' ? '' : 'C:';
          const path = root + [...['', ...secrets], folder, name].join(separator);
          const shortened = shortenPaths(`x ${open}${path}${close} y`, '/home/anna');
          expect(shortened).toBe(`x ${open}…/${folder}/${name}${close} y`);
        },
      ),
    );
  });

  const pathLikeText = fc
    .array(
      fc.constantFrom('/', '\\', ' ', '"', "'", 'a', 'b-', ')', ':', 'C:', '…', '~', 'file://'),
    )
    .map((parts) => parts.join(''));

  test('shortening twice is shortening once', () => {
    fc.assert(
      fc.property(pathLikeText, (text) => {
        const once = shortenPaths(text, '/home/anna');
        expect(shortenPaths(once, '/home/anna')).toBe(once);
      }),
    );
  });
});
