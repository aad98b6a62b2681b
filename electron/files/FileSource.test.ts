import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { err } from '../base/Result.ts';
import type { ErrorCode } from '../contract/errors.ts';
import { ClientId, UploadId } from '../contract/ids.ts';
import { ArtStore } from '../library/ArtStore.ts';
import { TagReader, type TagReading } from '../library/TagReader.ts';
import type { MediaSourceEvent } from '../media/MediaSource.ts';
import { systemMonotonicClock } from '../base/MonotonicClock.ts';
import { AnnouncedUploads } from './AnnouncedUploads.ts';
import { createWebHandler, type WebHandler } from './createWebHandler.ts';
import { Downloads } from './Downloads.ts';
import { FileSource } from './FileSource.ts';
import { Grants } from './Grants.ts';
import { FakeDeviceFiles } from './testing/FakeDeviceFiles.ts';
import { makeMedia } from './testing/makeMedia.ts';
import { TemporaryFolder } from '../base/testing/TemporaryFolder.ts';
import { UploadRanges } from './UploadRanges.ts';
import { UploadSource } from './UploadSource.ts';
import { UploadSpool } from './UploadSpool.ts';

// Making media, threads and thousands of files take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: TemporaryFolder;
let grants: Grants;
let tagReader: TagReader;
let announced: AnnouncedUploads;
let spool: UploadSpool;
let handler: WebHandler;
let path: string;
const { signal } = new AbortController();

beforeEach(async () => {
  folder = new TemporaryFolder();
  grants = new Grants();
  const art = new ArtStore(join(folder.path, 'art'));
  tagReader = new TagReader({ art, workerCount: 1 });
  announced = new AnnouncedUploads();
  spool = await UploadSpool.open({ announced, folder: join(folder.path, 'spool') });
  const ranges = new UploadRanges({ announced, spool, clock: systemMonotonicClock });
  handler = createWebHandler({
    rendererFolder: folder.path,
    grants,
    art,
    uploads: { spool, ranges },
    deviceFiles: new FakeDeviceFiles(),
    downloads: new Downloads(systemMonotonicClock),
  });
  path = join(folder.path, 'film.mp4');
  copyFileSync(await makeMedia({ format: 'mp4' }), path);
});
afterEach(async () => {
  await tagReader[Symbol.asyncDispose]();
  await spool[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const sourceOf = (file = path, reading: TagReading = tagReader) =>
  new FileSource({ path: file, grants, tagReader: reading });
const codeOf = (result: { ok: true } | { ok: false; error: { code: ErrorCode } }) =>
  result.ok ? 'ok' : result.error.code;
const fetchBytes = (url: string) => handler(new Request(`http://x/${url}`));

describe('a file as a source', () => {
  test('cannot be opened when it leads out of the folder pages may browse', async () => {
    const root = join(folder.path, 'music');
    mkdirSync(root);
    symlinkSync(path, join(root, 'film.mp4'));
    grants = new Grants({ roots: [root] });
    const opened = await sourceOf(join(root, 'film.mp4')).createPresentationDescriptor(signal);
    expect(codeOf(opened)).toBe('file.notGranted');
  });

  test('describes its streams, its length and its type with codecs', async () => {
    const source = sourceOf();
    const descriptor = await source.createPresentationDescriptor(signal);
    expect(descriptor).toMatchObject({
      ok: true,
      value: {
        mimeType: 'video/mp4; codecs="avc1.42c00b, mp4a.40.2"',
        streams: [
          { streamId: 0, selected: true, format: { major: 'video', name: 'H.264', widthPx: 160 } },
          {
            streamId: 1,
            selected: true,
            format: { major: 'audio', name: 'AAC', sampleRateHz: 44_100 },
          },
        ],
      },
    });
    expect(source.description?.tags.title).toBe('Tone');
    expect(source.characteristics).toMatchObject({ seekable: true, pausable: true, live: false });
  });

  test('its bytes are at its address', async () => {
    const source = sourceOf();
    const response = await fetchBytes(source.locator.url);
    expect(Buffer.from(await response.arrayBuffer()).equals(readFileSync(path))).toBe(true);
  });

  test('bad input is refused with its own code, before anything plays', async () => {
    writeFileSync(join(folder.path, 'text.mp3'), 'only words '.repeat(100));
    writeFileSync(join(folder.path, 'empty.mp3'), '');
    const opened = async (name: string) =>
      codeOf(await sourceOf(join(folder.path, name)).createPresentationDescriptor(signal));
    expect(await opened('gone.mp3')).toBe('file.notFound');
    expect(await opened('text.mp3')).toBe('file.notMedia');
    expect(await opened('empty.mp3')).toBe('file.empty');
    expect(await opened('spool')).toBe('file.isDirectory');
  });

  test('tags that nobody can read do not keep it from playing', async () => {
    const stubborn: TagReading = { read: () => Promise.resolve(err({ code: 'file.readFailed' })) };
    const source = sourceOf(path, stubborn);
    expect(await source.createPresentationDescriptor(signal)).toMatchObject({
      ok: true,
      value: { mimeType: 'video/mp4', durationMs: null, streams: [{ selected: true }] },
    });
    expect(source.description?.tags).toEqual({});
  });

  test('an abort is answered with app.cancelled', async () => {
    const opened = await sourceOf().createPresentationDescriptor(AbortSignal.abort());
    expect(codeOf(opened)).toBe('app.cancelled');
  });
});

describe('starting', () => {
  test('is refused before the source was described', async () => {
    expect(codeOf(await sourceOf().start(0))).toBe('media.invalidRequest');
  });

  test('checks that the file is still there, still the same, and still granted', async () => {
    const source = sourceOf();
    await source.createPresentationDescriptor(signal);
    expect(codeOf(await source.start(0))).toBe('ok');
    expect([codeOf(await source.pause()), codeOf(await source.stop())]).toEqual(['ok', 'ok']);
    appendFileSync(path, 'x');
    expect(codeOf(await source.start(0))).toBe('file.changed');
    rmSync(path);
    expect(codeOf(await source.start(null))).toBe('file.notFound');
    grants.revoke(source.locator.grantId);
    expect(codeOf(await source.start(null))).toBe('file.notGranted');
  });
});

describe('removed while playing', () => {
  test('is told as one error event', async () => {
    const source = sourceOf();
    const events: MediaSourceEvent[] = [];
    using _listening = source.events.subscribe((event) => events.push(event));
    await source.createPresentationDescriptor(signal);
    await source.start(0);
    rmSync(path);
    expect((await fetchBytes(source.locator.url)).status).toBe(404);
    expect((await fetchBytes(source.locator.url)).status).toBe(404);
    expect(events).toMatchObject([
      { kind: 'error', error: { code: 'file.notFound', subject: 'film.mp4' } },
    ]);
  });

  test('is not told of another source’s file, nor after shutdown', async () => {
    const source = sourceOf();
    const events: MediaSourceEvent[] = [];
    using _listening = source.events.subscribe((event) => events.push(event));
    await fetchBytes(`media/${grants.grantFile(join(folder.path, 'gone.mp3'))}`);
    source.shutdown();
    rmSync(path);
    await fetchBytes(source.locator.url);
    expect(events).toEqual([]);
  });
});

describe('shutdown', () => {
  test('every later call is answered with media.shutdown', async () => {
    const source = sourceOf();
    await source.createPresentationDescriptor(signal);
    source.shutdown();
    source.shutdown();
    expect(source.isShutdown).toBe(true);
    const answers = [
      await source.createPresentationDescriptor(signal),
      await source.start(0),
      await source.pause(),
      await source.stop(),
    ];
    expect(answers.map(codeOf)).toEqual(Array(4).fill('media.shutdown'));
  });

  test('while it is being described ends the description', async () => {
    const source = sourceOf();
    const describing = source.createPresentationDescriptor(signal);
    source.shutdown();
    expect(codeOf(await describing)).toBe('media.shutdown');
  });
});

describe('an upload as a source', () => {
  const uploadId = UploadId.parse('one');
  const page = ClientId.parse('page');

  test('waits for its bytes, and keeps them until it is shut down', async () => {
    const bytes = readFileSync(path);
    announced.announce(page, [{ uploadId, relativePath: 'film.mp4', sizeBytes: bytes.length }]);
    const source = new UploadSource({ uploadId, grants, spool, tagReader });
    const describing = source.createPresentationDescriptor(signal);
    expect(spool.wantedUploads).toEqual([uploadId]);
    await spool.receive(uploadId, new Blob([bytes]).stream(), signal);
    expect(codeOf(await describing)).toBe('ok');
    expect(codeOf(await source.start(0))).toBe('ok');
    const response = await fetchBytes(source.locator.url);
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    expect(source.description?.tags.title).toBe('Tone');
  });

  test('that is gone says so', async () => {
    announced.announce(page, [{ uploadId, relativePath: 'film.mp4', sizeBytes: 10 }]);
    const source = new UploadSource({ uploadId, grants, spool, tagReader });
    const describing = source.createPresentationDescriptor(signal);
    spool.clientGone(page);
    expect(await describing).toMatchObject({ error: { code: 'upload.gone', subject: 'film.mp4' } });
  });
});
