import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { systemMonotonicClock } from '../base/MonotonicClock.ts';
import { FakeMonotonicClock } from '../base/testing/FakeMonotonicClock.ts';
import { TemporaryFolder } from '../base/testing/TemporaryFolder.ts';
import type { DevicePlace } from '../contract/devices.ts';
import type { AppError } from '../contract/errors.ts';
import { DeviceId, StorageId } from '../contract/ids.ts';
import { ArtStore } from '../library/ArtStore.ts';
import { TagReader } from '../library/TagReader.ts';
import { createWebHandler, type WebHandler } from './createWebHandler.ts';
import { DeviceFileSource, waitingSignMs } from './DeviceFileSource.ts';
import { Downloads } from './Downloads.ts';
import { Grants } from './Grants.ts';
import { FakeDeviceFiles } from './testing/FakeDeviceFiles.ts';
import { makeMedia } from './testing/makeMedia.ts';

// Making media and threads take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const { signal } = new AbortController();
const place: DevicePlace = {
  deviceId: DeviceId.parse('player'),
  storageId: StorageId.parse('card'),
  path: ['Music', 'tone.flac'],
};

let content: Buffer;
let clock: FakeMonotonicClock;
let grants: Grants;
let deviceFiles: FakeDeviceFiles;
let downloads: Downloads;
let source: DeviceFileSource;
let handler: WebHandler;

beforeEach(async () => {
  const folder = new TemporaryFolder();
  const art = new ArtStore(join(folder.path, 'art'));
  const tagReader = new TagReader({ art });
  content = readFileSync(await makeMedia({ format: 'flac', seconds: 60 }));
  grants = new Grants();
  deviceFiles = new FakeDeviceFiles();
  deviceFiles.files.set('Music/tone.flac', content);
  downloads = new Downloads(systemMonotonicClock);
  clock = new FakeMonotonicClock();
  source = new DeviceFileSource({ place, grants, deviceFiles, tagReader, clock });
  handler = createWebHandler({
    rendererFolder: folder.path,
    grants,
    art,
    uploads: null,
    deviceFiles,
    downloads,
  });
  onTestFinished(async () => {
    source.shutdown();
    await tagReader[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });
});

const ask = (url: string, init: RequestInit = {}) => handler(new Request(`http://x/${url}`, init));
const askRange = (range: string) => ask(source.locator.url, { headers: { range } });

describe('a file on a player as a source', () => {
  test('is described by its tags, read part by part', async () => {
    expect(await source.createPresentationDescriptor(signal)).toMatchObject({
      ok: true,
      value: { mimeType: 'audio/flac', durationMs: 60_000 },
    });
    expect(source.description?.tags).toMatchObject({ title: 'Tone', artist: 'The Oscillators' });
    expect(await source.start(null)).toMatchObject({ ok: true });
  });

  test('is served whole and in ranges, by its content type', async () => {
    const whole = await ask(source.locator.url);
    expect(whole.status).toBe(200);
    expect(whole.headers.get('content-type')).toBe('audio/flac');
    expect(Buffer.from(await whole.arrayBuffer()).equals(content)).toBe(true);
    const part = await askRange('bytes=300000-300999');
    expect([part.status, part.headers.get('content-range')]).toEqual([
      206,
      `bytes 300000-300999/${content.length}`,
    ]);
    expect(Buffer.from(await part.arrayBuffer()).equals(content.subarray(300_000, 301_000))).toBe(
      true,
    );
    expect((await askRange(`bytes=${content.length}-`)).status).toBe(416);
  });

  test('nothing more is read when the page stops reading', async () => {
    const { body } = await ask(source.locator.url);
    const reader = body?.getReader();
    await reader?.read();
    await reader?.cancel();
    const [, last] = deviceFiles.readings.at(-1) ?? [];
    const readBytes = deviceFiles.readings.reduce((sum, [, length]) => sum + length, 0);
    expect(last).toBe(262_144);
    expect(readBytes).toBeLessThan(content.length);
  });

  test('that is not on it any more, or another, or no media, says so', async () => {
    deviceFiles.files.set('Music/tone.flac', Buffer.from('only words '.repeat(100)));
    const described = async () => await source.createPresentationDescriptor(signal);
    expect(await described()).toMatchObject({ error: { code: 'file.notMedia' } });
    deviceFiles.files.set('Music/tone.flac', content);
    expect(await described()).toMatchObject({ ok: true });
    deviceFiles.files.set('Music/tone.flac', Buffer.concat([content, content]));
    expect(await source.start(null)).toMatchObject({ error: { code: 'file.changed' } });
    deviceFiles.files.clear();
    expect(await source.start(null)).toMatchObject({ error: { code: 'device.noSuchObject' } });
  });

  test('tells as one error that the player was pulled while it was served', async () => {
    await source.createPresentationDescriptor(signal);
    const errors: AppError[] = [];
    source.events.subscribe((event) => {
      if (event.kind === 'error') errors.push(event.error);
    });
    const { body } = await ask(source.locator.url);
    const reader = body?.getReader();
    await reader?.read();
    deviceFiles.error = { code: 'device.disconnected', subject: 'tone.flac' };
    await expect(reader?.read()).rejects.toThrow();
    expect((await ask(source.locator.url)).status).toBe(500);
    expect(errors).toEqual([{ code: 'device.disconnected', subject: 'tone.flac' }]);
  });
});

describe('while a file is sent to its player', () => {
  test('it gives signs of life, until the player can be asked again or nobody wants it', () => {
    const names: string[] = [];
    source.events.subscribe((event) => {
      if (event.kind === 'other') names.push(event.name);
    });
    const holding = deviceFiles.held.hold(place.deviceId);
    expect(names).toEqual(['WaitingForPlayer']);
    clock.advance(2 * waitingSignMs);
    expect(names).toHaveLength(3);
    holding[Symbol.dispose]();
    expect(clock.pendingTimerCount).toBe(0);
    deviceFiles.held.hold(place.deviceId);
    source.shutdown();
    expect([names.length, clock.pendingTimerCount]).toEqual([4, 0]);
  });

  test('another player does not concern it', () => {
    deviceFiles.held.hold(DeviceId.parse('other'));
    expect(clock.pendingTimerCount).toBe(0);
  });
});

describe('a download', () => {
  const bytes = new Uint8Array([1, 2, 3]);
  const offer = () =>
    downloads.offer({
      fileName: 'Größe.mp3',
      sizeBytes: 3,
      stream: () => ReadableStream.from([bytes]),
    }).url;

  test('is a file to be kept, for the first who asks', async () => {
    const url = offer();
    expect((await ask(url, { method: 'HEAD' })).status).toBe(405);
    const response = await ask(url);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename="Gr__e.mp3"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.mp3`,
      'content-length': '3',
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
    });
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
    expect((await ask(url)).status).toBe(404);
    expect((await ask(`${offer()}/more`)).status).toBe(404);
  });
});
