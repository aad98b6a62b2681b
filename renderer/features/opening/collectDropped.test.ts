import { describe, expect, it } from 'vitest';
import { collectDropped } from './collectDropped.ts';
import { fakeEntry } from './testing/fakeEntry.ts';

const walk = (roots: FileSystemEntry[], signal = new AbortController().signal) =>
  collectDropped({ entries: roots, files: [] }, { signal, onProgress: () => undefined });

describe('collectDropped', () => {
  it('walks folders to the bottom, in the order a person counts', async () => {
    const album = fakeEntry('Album', {
      '10 Last.flac': null,
      '2 Second.flac': null,
      Bonus: { 'extra.mp3': null },
    });
    const found = await walk([album, fakeEntry('single.mp3', null)]);
    expect(found.map(({ relativePath }) => relativePath)).toEqual([
      'Album/2 Second.flac',
      'Album/10 Last.flac',
      'Album/Bonus/extra.mp3',
      'single.mp3',
    ]);
  });

  it('reads a folder of more entries than a browser gives at once', async () => {
    const names = Array.from({ length: 1_234 }, (_, index) => [`${index}.mp3`, null] as const);
    const found = await walk([fakeEntry('Big', Object.fromEntries(names))]);
    expect(found).toHaveLength(1_234);
  });

  it('leaves out what cannot be read', async () => {
    const folder = fakeEntry('Mixed', { 'good.mp3': null, 'broken.mp3': 'unreadable' });
    expect(await walk([folder])).toHaveLength(1);
  });

  it('ends early when it is cancelled', async () => {
    const aborting = new AbortController();
    aborting.abort();
    expect(await walk([fakeEntry('one.mp3', null)], aborting.signal)).toEqual([]);
  });
});
