import { once } from 'node:events';
import { access, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Application } from './application.ts';
import { PlayingPage } from './application/testing/PlayingPage.ts';
import type { MonotonicClock } from './base/MonotonicClock.ts';
import { FakeMonotonicClock } from './base/testing/FakeMonotonicClock.ts';
import { TemporaryFolder } from './base/testing/TemporaryFolder.ts';
import { makeMedia } from './files/testing/makeMedia.ts';
import { LogFile } from './state/LogFile.ts';
import { Profile } from './state/Profile.ts';

// A start loads every room; beside other tests on a small machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

let folder: TemporaryFolder;
let musicFolder: string;
let music: string[];

beforeEach(async () => {
  folder = new TemporaryFolder();
  const made = await makeMedia({ format: 'mp3', seconds: 2 });
  musicFolder = join(folder.path, 'music');
  await mkdir(musicFolder);
  music = ['1 first.mp3', '2 second.mp3', '3 third.mp3'].map((name) => join(musicFolder, name));
  for (const path of music) await copyFile(made, path);
  await writeFile(join(musicFolder, 'notes.txt'), 'no music');
});

afterEach(() => folder[Symbol.dispose]());

async function startApplication(host: 'desktop' | 'headless' = 'headless', clock?: MonotonicClock) {
  const profile = await Profile.open({ dataFolder: join(folder.path, 'profile') });
  if (!profile.ok || profile.value.kind !== 'owner') throw new Error('The profile is not free');
  const log = new LogFile({ folder: join(folder.path, 'log') });
  const application = await Application.start({
    host,
    profile: profile.value,
    log,
    version: '1.2.3',
    roots: host === 'headless' ? [musicFolder] : [],
    rendererFolder: folder.path,
    validateContract: true,
    dialogs: null,
    showFolder: null,
    ...(clock !== undefined && { clock }),
  });
  return {
    application,
    async [Symbol.asyncDispose]() {
      await application[Symbol.asyncDispose]();
      const text = await log.readTail(1e6);
      log[Symbol.dispose]();
      expect(text).not.toContain('"level":"error"');
    },
  };
}

/** The page was told what follows what it plays. */
async function waitForNext(page: PlayingPage): Promise<void> {
  await page.client.waitFor((message) => {
    if (message.kind !== 'order' || message.order.kind !== 'setNext') return undefined;
    const { loadId, nextLoadId } = message.order;
    return loadId === page.engine.playingLoadId && nextLoadId !== null ? true : undefined;
  });
}

describe('Application', () => {
  test('plays what a page opened, through the router, to its end', async () => {
    await using running = await startApplication();
    const { application } = running;
    const page = await PlayingPage.open(application);
    expect(await page.acquire()).toMatchObject({ ok: true });

    const roots = await page.client.invoke('files.browse', { folderId: null });
    expect(roots).toMatchObject({ ok: true, value: { folders: [{}] } });
    const { folders } = (roots as { value: { folders: { folderId: string }[] } }).value;
    const listing = await page.client.invoke('files.browse', { folderId: folders[0]?.folderId });
    const { files } = (listing as { value: { files: { grantId: string; name: string }[] } }).value;
    const grantIds = files
      .filter(({ name }) => name.endsWith('.mp3'))
      .map(({ grantId }) => grantId);
    const opened = await page.client.invoke('files.open', {
      callId: 'open1',
      grantIds,
      folderIds: [],
      target: { kind: 'queue', placement: { kind: 'playNow' } },
    });
    expect(opened).toMatchObject({ ok: true, value: { addedCount: 3, failedCount: 0 } });

    const first = await page.playback(({ moving }) => moving);
    expect(first).toMatchObject({ status: 'playing', intent: 'play', suppression: null });
    const prepared = page.engine.orders.find((order) => order.kind === 'prepare');
    if (prepared?.kind !== 'prepare') throw new Error('Nothing was prepared');
    const bytes = await application.webHandler(new Request(`http://localhost/${prepared.url}`));
    expect(bytes.status).toBe(200);
    expect((await bytes.arrayBuffer()).byteLength).toBeGreaterThan(1_000);

    for (const index of [0, 1, 2]) {
      await page.queue(({ currentIndex }) => currentIndex === index);
      if (index < 2) await waitForNext(page);
      page.engine.playToEnd();
    }
    const last = await page.playback(
      ({ status, intent }) => status === 'stopped' && intent === 'pause',
    );
    expect(last.positionMs).toBe(0);
    // Tags are read in the background and reach the rows.
    const known = await page.queue(({ durationMs }) => durationMs > 5_000);
    expect(known.count).toBe(3);
  });

  test('keeps queue and place over a restart, and never plays by itself', async () => {
    const first = await startApplication('desktop');
    await first.application.openPaths([musicFolder], { kind: 'playNow' });
    const player = await PlayingPage.open(first.application);
    await player.acquire();
    await player.playback(({ moving }) => moving);
    player.engine.playTo(1_200);
    await player.playback(({ positionMs }) => positionMs >= 1_200);
    await first.application.player.pause();
    await first[Symbol.asyncDispose]();

    await using second = await startApplication('desktop');
    const page = await PlayingPage.open(second.application);
    const restored = await page.playback(({ entryId }) => entryId !== null);
    expect(restored).toMatchObject({ status: 'paused', intent: 'pause' });
    expect(restored.positionMs).toBeGreaterThanOrEqual(1_200);
    expect(restored.positionMs).toBeLessThan(1_300);
    await page.acquire();
    const { count } = await page.queue(() => true);
    expect(count).toBe(3);
    expect(page.engine.playingLoadId).toBeNull();
  });

  test('opens a folder as one step of undo', async () => {
    await using running = await startApplication('desktop');
    const page = await PlayingPage.open(running.application);
    const opened = await running.application.openPaths([musicFolder], { kind: 'append' });
    expect(opened).toMatchObject({ ok: true, value: { addedCount: 3, ignoredCount: 1 } });
    expect(await page.client.invoke('queue.undo', {})).toMatchObject({ ok: true });
    await page.queue(({ count, undo }) => count === 0 && undo === null);
  });

  test('leaves no thread behind, and the profile free', async () => {
    const workers: Worker[] = [];
    const note = (worker: Worker) => void workers.push(worker);
    process.on('worker', note);
    const running = await startApplication();
    await running.application.openPaths([musicFolder], { kind: 'append' });
    const page = await PlayingPage.open(running.application);
    await page.queue(({ durationMs }) => durationMs > 5_000);
    await running[Symbol.asyncDispose]();
    process.off('worker', note);
    expect(workers.length).toBeGreaterThanOrEqual(3);
    const alive = workers.filter(({ threadId }) => threadId !== -1);
    await Promise.all(alive.map((worker) => once(worker, 'exit')));
    const again = await startApplication();
    await again[Symbol.asyncDispose]();
  });

  test('what a start names in vain becomes a notice', async () => {
    await using running = await startApplication('desktop');
    await running.application.openPaths([join(musicFolder, 'gone.mp3')], { kind: 'playNow' });
    expect(running.application.notices.list.map(({ error }) => error)).toMatchObject([
      { code: 'file.notFound', subject: 'gone.mp3' },
    ]);
  });

  test('says that damaged data was set aside, and starts all the same', async () => {
    const profileFolder = join(folder.path, 'profile');
    await mkdir(profileFolder);
    await writeFile(join(profileFolder, 'lock.sqlite'), '');
    await writeFile(join(profileFolder, 'settings.json'), '{"theme":');
    await writeFile(join(profileFolder, 'player.json'), '{"volume":7}');
    await writeFile(join(profileFolder, 'devices.json'), '{"devices":[{}]}');
    await writeFile(join(profileFolder, 'queue.sqlite'), 'no database '.repeat(1_000));
    await writeFile(join(profileFolder, 'transfers.sqlite'), 'no database '.repeat(1_000));
    await using running = await startApplication();
    const [notice, ...others] = running.application.notices.list;
    expect(others).toEqual([]);
    expect(notice?.error.code).toBe('profile.damaged');
    const keptAs = notice?.error.subject?.split(', ') ?? [];
    expect(keptAs.map((name) => name.replace(/damaged-[^.]+\.\d+Z/, '*'))).toEqual([
      'settings.*.json',
      'player.*.json',
      'devices.*.json',
      'queue.*.sqlite',
      'transfers.*.sqlite',
    ]);
    for (const name of keptAs) await access(join(profileFolder, name));
  });

  test('saves the queue as a playlist into a folder that was browsed', async () => {
    await using running = await startApplication();
    const page = await PlayingPage.open(running.application);
    await running.application.openPaths(music, { kind: 'append' });
    const roots = await page.client.invoke('files.browse', { folderId: null });
    const { folders } = (roots as { value: { folders: { folderId: string }[] } }).value;
    const request = {
      callId: 'save1',
      folderId: folders[0]?.folderId,
      name: 'Mix',
      format: 'm3u8',
      overwrite: false,
    };
    expect(await page.client.invoke('queue.saveToFolder', request)).toEqual({
      ok: true,
      value: { fileName: 'Mix.m3u8', leftOutCount: 0 },
    });
    expect(await page.client.invoke('queue.saveToFolder', request)).toMatchObject({
      ok: false,
      error: { code: 'file.exists' },
    });
    expect(
      await page.client.invoke('queue.saveToFolder', { ...request, name: '../Mix' }),
    ).toMatchObject({ ok: false, error: { code: 'ipc.invalidInput' } });
    expect(
      await page.client.invoke('queue.saveWithDialog', { callId: 's', format: 'pls' }),
    ).toMatchObject({ ok: false, error: { code: 'app.unsupportedHere' } });
    const reopened = await running.application.openPaths([join(musicFolder, 'Mix.m3u8')], {
      kind: 'replace',
    });
    expect(reopened).toMatchObject({ ok: true, value: { addedCount: 3 } });
  });

  test('rows of a dropped file play when their bytes were uploaded, and are gone with the page', async () => {
    await using running = await startApplication();
    const page = await PlayingPage.open(running.application);
    await page.acquire();
    const [song = ''] = music;
    const bytes = await readFile(song);
    const announced = await page.client.invoke('files.announce', {
      callId: 'drop1',
      target: { kind: 'queue', placement: { kind: 'playNow' } },
      files: [
        { uploadId: 'u1', relativePath: 'Album/a.mp3', sizeBytes: bytes.byteLength },
        { uploadId: 'u2', relativePath: 'Album/b.mp3', sizeBytes: bytes.byteLength },
        { uploadId: 'u3', relativePath: 'Album/cover.jpg', sizeBytes: 10 },
      ],
      last: true,
    });
    expect(announced).toMatchObject({ ok: true, value: { addedCount: 2, ignoredCount: 1 } });
    await page.playback(({ suppression }) => suppression === 'uploading');
    const put = new Request('http://localhost/upload/u1', { method: 'PUT', body: bytes });
    expect((await running.application.webHandler(put)).status).toBeLessThan(300);
    await page.playback(({ moving }) => moving);

    page.client.leave();
    const other = await PlayingPage.open(running.application);
    expect(await other.client.invoke('queue.page', { offset: 0, limit: 10 })).toMatchObject({
      ok: true,
      value: { rows: [{ errorCode: null }, { errorCode: 'upload.gone' }] },
    });
  });

  test('what dropped files say is read from their page part by part, and on when it is back', async () => {
    await using running = await startApplication();
    const { application } = running;
    const bytes = await readFile(await makeMedia({ format: 'flac', seconds: 2, cover: true }));
    const page = await PlayingPage.open(application);
    page.files.set('u1', bytes);
    const files = ['u1', 'u2', 'u3'].map((uploadId) => ({
      uploadId,
      relativePath: `${uploadId}.flac`,
      sizeBytes: bytes.length,
    }));
    const target = { kind: 'queue', placement: { kind: 'append' } };
    await page.client.invoke('files.announce', { callId: 'drop1', target, files, last: true });
    await page.queue(({ untimedCount, count }) => count === 3 && untimedCount === 2);
    page.client.leave();

    const back = await PlayingPage.open(application);
    const rows = () => back.client.invoke('queue.page', { offset: 0, limit: 10 });
    const artId = expect.stringMatching(/^[0-9a-f]{40}$/) as string;
    const read = { title: 'Tone', durationMs: 2_000, artId };
    expect(await rows()).toMatchObject({
      value: { rows: [read, { errorCode: 'upload.gone' }, { errorCode: 'upload.gone' }] },
    });
    for (const uploadId of ['u2', 'u3']) back.files.set(uploadId, bytes);
    await back.client.invoke('files.offer', { files });
    await back.queue(({ untimedCount }) => untimedCount === 0);
    expect(await rows()).toMatchObject({ value: { rows: [read, read, read] } });
  });

  test('a dropped playlist is fetched from its page and puts the files dropped with it in order', async () => {
    await using running = await startApplication();
    const page = await PlayingPage.open(running.application);
    const list = '#EXTM3U\n#EXTINF:61,The second\nb.mp3\na.mp3\n';
    const announcing = page.client.invoke('files.announce', {
      callId: 'drop1',
      target: { kind: 'queue', placement: { kind: 'append' } },
      files: [
        { uploadId: 'u1', relativePath: 'list.m3u8', sizeBytes: list.length },
        { uploadId: 'u2', relativePath: 'a.mp3', sizeBytes: 10 },
        { uploadId: 'u3', relativePath: 'b.mp3', sizeBytes: 10 },
      ],
      last: true,
    });
    await page.isWanted('u1');
    const put = new Request('http://localhost/upload/u1', { method: 'PUT', body: list });
    expect((await running.application.webHandler(put)).status).toBeLessThan(300);
    expect(await announcing).toMatchObject({ ok: true, value: { addedCount: 2, failedCount: 0 } });
    expect(await page.client.invoke('queue.page', { offset: 0, limit: 10 })).toMatchObject({
      ok: true,
      value: {
        rows: [
          { fileName: 'b.mp3', title: 'The second', durationMs: 61_000 },
          { fileName: 'a.mp3', title: null },
        ],
      },
    });
  });

  test('keeps every time by the clock it was given', async () => {
    const clock = new FakeMonotonicClock();
    await using running = await startApplication('headless', clock);
    const { application } = running;
    const page = await PlayingPage.open(application);
    await page.acquire();
    const target = { kind: 'queue', placement: { kind: 'playNow' } };
    const files = [{ uploadId: 'u1', relativePath: 'a.mp3', sizeBytes: 1_000 }];
    await page.client.invoke('files.announce', { callId: 'd', target, files, last: true });
    await page.playback(({ suppression }) => suppression === 'uploading');
    clock.advance(60_000);
    await vi.waitFor(() =>
      expect(application.player.nowPlaying?.error).toMatchObject({ subject: 'a.mp3' }),
    );

    const saved = () => readFile(join(folder.path, 'profile', 'player.json'), 'utf8');
    await application.player.setVolume(0.25);
    await application.player.setVolume(0.5);
    // The first save may still be on its way to the disk.
    expect(await vi.waitFor(saved)).not.toContain('"volume": 0.5,');
    clock.advance(1_000);
    await vi.waitFor(async () => expect(await saved()).toContain('"volume": 0.5,'));
  });

  test('tells what it is and what it can do here', async () => {
    await using running = await startApplication('desktop');
    const page = await PlayingPage.open(running.application);
    expect(await page.client.invoke('app.getInfo', {})).toMatchObject({
      ok: true,
      value: {
        version: '1.2.3',
        host: 'desktop',
        features: { nativeDialogs: false, browseFolders: false, uploads: false, tray: true },
      },
    });
    expect(await page.client.invoke('app.showDataFolder', {})).toMatchObject({
      ok: false,
      error: { code: 'app.unsupportedHere' },
    });
    expect(await page.client.invoke('files.browse', { folderId: null })).toMatchObject({
      ok: false,
      error: { code: 'app.unsupportedHere' },
    });
  });
});
