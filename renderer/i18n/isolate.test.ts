import { expect, it } from 'vitest';
import { isolatePath } from './isolate.ts';

it('keeps the folders of a path in their order, whatever each is written in', () => {
  expect(isolatePath('Music/فيروز/1.mp3')).toBe(
    '\u2066\u2068Music\u2069/\u2068فيروز\u2069/\u20681.mp3\u2069\u2069',
  );
});
