import { describe, expect, it } from 'vitest';
import { collectDropped, type DroppedEntry } from './collectDropped.ts';
import { fakeEntry } from './testing/fakeEntry.ts';

const walk = (roots: DroppedEntry[], signal = new AbortController().signal) =>
  collectDropped({ entries: roots, files: [] }, { signal, onProgress: () => undefined });

describe('collectDropped', () => {
  it('walks folders to the bottom, in the order a person counts', async () => {
    const album = fakeEntry('Album', {
      '10 Last.flac': null,
      '2 Second.flac': null,
      Bonus: { 'extra.mp3': null },
    });
    const { files } = await walk([album, fakeEntry('single.mp3', null)]);
    expect(files.map(({ relativePath }) => relativePath)).toEqual([
      'Album/2 Second.flac',
      'Album/10 Last.flac',
      'Album/Bonus/extra.mp3',
      'single.mp3',
    ]);
  });

  it('reads a folder of more entries than a browser gives at once', async () => {
    const names = Array.from({ length: 1_234 }, (_, index) => [`${index}.mp3`, null] as const);
    const { files } = await walk([fakeEntry('Big', Object.fromEntries(names))]);
    expect(files).toHaveLength(1_234);
  });

  it('names the files and folders that cannot be read, and goes on', async () => {
    const { files, failures, failedCount } = await walk([
      fakeEntry('Mixed', {
        'a broken.mp3': 'unreadable',
        'b locked': 'unreadable folder',
        'c good.mp3': null,
      }),
    ]);
    expect(files.map(({ relativePath }) => relativePath)).toEqual(['Mixed/c good.mp3']);
    expect(failures).toEqual([
      { code: 'file.readFailed', subject: 'a broken.mp3', details: 'NotFoundError' },
      { code: 'file.readFailed', subject: 'b locked', details: 'NotFoundError' },
    ]);
    expect(failedCount).toBe(2);
  });

  it('names the first few of many that cannot be read, and counts the rest', async () => {
    const names = Array.from(
      { length: 500 },
      (_, index) => [`${index}.mp3`, 'unreadable'] as const,
    );
    const { failures, failedCount } = await walk([fakeEntry('Gone', Object.fromEntries(names))]);
    expect(failures.length).toBeLessThan(20);
    expect(failures[0]?.subject).toBe('0.mp3');
    expect(failedCount).toBe(500);
  });

  it('ends early when it is cancelled', async () => {
    const aborting = new AbortController();
    aborting.abort();
    const { files } = await walk([fakeEntry('one.mp3', null)], aborting.signal);
    expect(files).toEqual([]);
  });
});
