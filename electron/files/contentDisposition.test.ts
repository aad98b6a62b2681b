import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentDisposition } from './contentDisposition.ts';

test.each([
  ['song.mp3', `attachment; filename="song.mp3"; filename*=UTF-8''song.mp3`],
  [
    'a "b" %41;c.mp3',
    `attachment; filename="a _b_ _41;c.mp3"; filename*=UTF-8''a%20%22b%22%20%2541%3Bc.mp3`,
  ],
  ['Größe.mp3', `attachment; filename="Gr__e.mp3"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.mp3`],
  ['../a\\b\r\nX: y', `attachment; filename=".._a_b__X: y"; filename*=UTF-8''.._a_b__X%3A%20y`],
])('%j', (name, header) => {
  expect(contentDisposition(name)).toBe(header);
});

test('whatever the name, it is one header whose name reads back without a way out', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const header = contentDisposition(name);
      expect(() => new Headers({ 'content-disposition': header })).not.toThrow();
      expect(header).toMatch(/^attachment; filename="[^"\\]*"; filename\*=UTF-8''[!-~]*$/);
      const read = decodeURIComponent(header.slice(header.indexOf("''") + 2));
      expect(read).not.toMatch(/[/\\\u0000-\u001f]/);
    }),
  );
});
