import { readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { err, ok } from '../base/Result.ts';
import { TemporaryFolder } from '../base/testing/TemporaryFolder.ts';
import { makeMedia } from '../files/testing/makeMedia.ts';
import { ArtStore } from './ArtStore.ts';
import type { RangedFile } from './RangedFile.ts';
import { TagReader } from './TagReader.ts';

// Making media and threads take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: TemporaryFolder;
let art: ArtStore;
let reader: TagReader;

beforeEach(() => {
  folder = new TemporaryFolder();
  art = new ArtStore(join(folder.path, 'art'));
  reader = new TagReader({ art });
});

afterEach(async () => {
  await reader[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

/** A file of this machine that is read as one of a player is, with the bytes that were asked for. */
async function readInParts(path: string, change: Partial<RangedFile> = {}) {
  const bytes = readFileSync(path);
  let readBytes = 0;
  const file: RangedFile = {
    name: basename(path),
    sizeBytes: bytes.length,
    modifiedAtMs: null,
    readAt: (position, length) => {
      const part = new Uint8Array(bytes.subarray(position, position + length));
      readBytes += part.length;
      return Promise.resolve(ok(part));
    },
    ...change,
  };
  const { signal } = new AbortController();
  const read = await reader.readRanged(file, { picture: 'embedded', signal });
  return { read, readBytes };
}

describe('a file that is read part by part', () => {
  test.each(['mp3', 'flac', 'm4a', 'alac', 'ogg', 'opus', 'wav', 'mp4', 'mkv'] as const)(
    '%s says the same as one that is here',
    async (format) => {
      const cover = ['mp3', 'flac', 'm4a', 'alac'].includes(format);
      const path = await makeMedia({ format, seconds: 20, cover });
      const { read } = await readInParts(path);
      expect(read).toEqual(await reader.read(path, { picture: 'embedded' }));
      expect(read).toMatchObject({ ok: true });
    },
  );

  test('is read no further than its tags', async () => {
    const path = await makeMedia({ format: 'wav', seconds: 60 });
    const { readBytes } = await readInParts(path);
    expect(readBytes).toBeLessThan(statSync(path).size / 40);
  });

  test('that cannot be read any more says why', async () => {
    const path = await makeMedia({ format: 'mp3' });
    const error = { code: 'device.disconnected' } as const;
    const { read } = await readInParts(path, { readAt: () => Promise.resolve(err(error)) });
    expect(read).toEqual(err(error));
  });

  test('is copied to its worker once at most, however often that asks for more', async () => {
    const workerModule = new URL('./testing/windowCountingTagWorker.ts', import.meta.url);
    await using pool = new TagReader({ art, workerModule, workerCount: 1 });
    let readBytes = 0;
    const file: RangedFile = {
      name: 'a.mp3',
      sizeBytes: 100 * 1_048_576,
      modifiedAtMs: null,
      readAt: (_position, length) => {
        readBytes += length;
        return Promise.resolve(ok(new Uint8Array(length)));
      },
    };
    const { signal } = new AbortController();
    const read = await pool.readRanged(file, { picture: 'none', signal });
    const copiedBytes = read.ok ? (read.value.durationMs ?? 0) : expect.fail('not read');
    expect(copiedBytes).toBeLessThanOrEqual(readBytes);
  });

  test('that gives nothing where it should is given up', async () => {
    const path = await makeMedia({ format: 'mp3' });
    const readAt = () => Promise.resolve(ok(new Uint8Array()));
    const { read } = await readInParts(path, { readAt });
    expect(read).toMatchObject({ ok: false, error: { code: 'file.readFailed' } });
  });
});
