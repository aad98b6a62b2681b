import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AppError } from '../contract/errors.ts';
import { parseByteRange } from './byteRange.ts';
import { fileMedia } from './fileMedia.ts';
import { serveMedia } from './serveMedia.ts';
import { makeMedia } from './testing/makeMedia.ts';
import { TemporaryFolder } from '../base/testing/TemporaryFolder.ts';

// Making media, threads and thousands of files take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: TemporaryFolder;
let path: string;
let content: Buffer;
let failures: AppError[];

beforeEach(async () => {
  folder = new TemporaryFolder();
  path = join(folder.path, 'tone.wav');
  copyFileSync(await makeMedia({ format: 'wav', seconds: 20 }), path);
  content = readFileSync(path);
  failures = [];
});
afterEach(() => folder[Symbol.dispose]());

function serve(headers: Record<string, string> = {}, init: RequestInit = {}): Promise<Response> {
  const request = new Request('http://x/media/y', { headers, ...init });
  return serveMedia(
    request,
    fileMedia({ path, confineTo: null }, (error) => failures.push(error)),
  );
}

const bodyOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

/** Descriptors of this process that are open on `target`. */
async function openCount(target: string): Promise<number> {
  const links = await Promise.all(
    (await readdir('/proc/self/fd')).map((name) =>
      readlink(`/proc/self/fd/${name}`).catch(() => ''),
    ),
  );
  return links.filter((link) => link === target).length;
}

describe('whole and in parts', () => {
  test('without a range: 200, all of it, by its content type', async () => {
    const response = await serve();
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'accept-ranges': 'bytes',
      'content-length': String(content.length),
      'content-type': 'audio/wav',
    });
    expect((await bodyOf(response)).equals(content)).toBe(true);
    expect(await openCount(path)).toBe(0);
  });

  test.each([
    ['bytes=0-99', 0, 99],
    ['bytes=1000000-1000000', 1_000_000, 1_000_000],
    ['bytes=1000-', 1_000, -1],
    ['bytes=-500', -500, -1],
    ['bytes=0-99999999', 0, -1],
    ['bytes=-99999999', 0, -1],
  ])('%s: 206', async (range, first, last) => {
    const from = first < 0 ? content.length + first : first;
    const to = last < 0 ? content.length + last : last;
    const response = await serve({ range });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes ${from}-${to}/${content.length}`);
    expect(response.headers.get('content-length')).toBe(String(to - from + 1));
    expect((await bodyOf(response)).equals(content.subarray(from, to + 1))).toBe(true);
  });

  test.each(['bytes=99999999-', 'bytes=-0'])('%s: 416', async (range) => {
    const response = await serve({ range });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe(`bytes */${content.length}`);
    expect(await openCount(path)).toBe(0);
  });

  test.each(['bytes=0-1,5-6', 'items=0-1', 'bytes=x-y', 'bytes=5-1', 'bytes=-', 'bytes=0-1-2'])(
    '%s is ignored: 200',
    async (range) => {
      const response = await serve({ range });
      expect(response.status).toBe(200);
      await response.body?.cancel();
    },
  );

  test('HEAD says the same without the bytes', async () => {
    const response = await serve({ range: 'bytes=0-9' }, { method: 'HEAD' });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-length')).toBe('10');
    expect(response.body).toBeNull();
    expect(await openCount(path)).toBe(0);
  });

  test('If-Range: the part of this version, the whole of another', async () => {
    const etag = (await serve({}, { method: 'HEAD' })).headers.get('etag') ?? '';
    const part = await serve({ range: 'bytes=0-9', 'if-range': etag });
    expect(part.status).toBe(206);
    expect(await bodyOf(part)).toHaveLength(10);
    appendFileSync(path, 'more');
    const changed = await serve({ range: 'bytes=0-9', 'if-range': etag });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('content-length')).toBe(String(content.length + 4));
    await changed.body?.cancel();
  });

  test('If-None-Match of this version: 304', async () => {
    const etag = (await serve({}, { method: 'HEAD' })).headers.get('etag') ?? '';
    expect((await serve({ 'if-none-match': etag })).status).toBe(304);
  });

  test('any range header gives a range inside the file, or is refused', () => {
    const header = fc.oneof(
      fc.string(),
      fc.tuple(fc.nat(), fc.nat()).map(([a, b]) => `bytes=${a}-${b}`),
    );
    fc.assert(
      fc.property(header, fc.integer({ min: 1, max: 1e6 }), (value, sizeBytes) => {
        const range = parseByteRange(value, sizeBytes);
        if (typeof range === 'string') return;
        expect(range.first).toBeGreaterThanOrEqual(0);
        expect(range.last).toBeGreaterThanOrEqual(range.first);
        expect(range.last).toBeLessThan(sizeBytes);
      }),
    );
  });
});

describe('while it is read', () => {
  test('cancelling closes the file', async () => {
    const response = await serve();
    const reader = response.body?.getReader();
    await reader?.read();
    expect(await openCount(path)).toBe(1);
    await reader?.cancel();
    expect(await openCount(path)).toBe(0);
    expect(failures).toEqual([]);
  });

  test('an aborted request closes the file and breaks the body off', async () => {
    const controller = new AbortController();
    const response = await serve({}, { signal: controller.signal });
    controller.abort();
    await expect(response.arrayBuffer()).rejects.toThrow();
    await expect.poll(() => openCount(path)).toBe(0);
    expect(failures).toEqual([]);
  });

  test('it is not read ahead of who reads it', async () => {
    const before = process.memoryUsage().arrayBuffers;
    const response = await serve();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(content.length / 2);
    await response.body?.cancel();
  });

  test('a file that grows is served as long as it was', async () => {
    const response = await serve();
    appendFileSync(path, Buffer.alloc(100_000));
    expect((await bodyOf(response)).equals(content)).toBe(true);
  });

  test('a file that shrinks breaks off, and is reported as changed', async () => {
    const response = await serve();
    truncateSync(path, 300_000);
    await expect(response.arrayBuffer()).rejects.toThrow();
    expect(failures).toEqual([{ code: 'file.changed', subject: 'tone.wav' }]);
    expect(await openCount(path)).toBe(0);
  });
});

describe('what is not served', () => {
  test('a file that was removed: 404, reported', async () => {
    rmSync(path);
    expect((await serve()).status).toBe(404);
    expect(failures).toMatchObject([{ code: 'file.notFound', subject: 'tone.wav' }]);
  });

  test('a text, however it is called: 415 and not a byte of it', async () => {
    writeFileSync(path, 'root:x:0:0:root:/root:/bin/bash\n');
    const response = await serve();
    expect(response.status).toBe(415);
    expect(await response.json()).toEqual({ code: 'file.notMedia' });
    expect(await openCount(path)).toBe(0);
  });

  test('a FIFO in the file’s place: 404 at once', async () => {
    rmSync(path);
    execFileSync('mkfifo', [path]);
    expect((await serve()).status).toBe(404);
    expect(failures).toMatchObject([{ code: 'file.notRegular' }]);
  });
});
