import { execFile } from 'node:child_process';
import { createReadStream, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, type Page } from '@playwright/test';
import { rolldown } from 'rolldown';
import { GrantId, LoadId } from '../electron/contract/ids.ts';
import type { SinkFact, SinkOrder } from '../electron/contract/sink.ts';

/*
 * The media element engine alone, in a real browser, with real files: every kind of order is answered
 * with the facts the contract promises.
 */

const tone = ['-f', 'lavfi', '-i', 'sine=frequency=440:duration=3'];
const picture = ['-f', 'lavfi', '-i', 'testsrc=size=320x180:rate=25:duration=3'];
const both = [...picture, ...tone, '-shortest'];
const h264 = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'aac'];

/** How each file is made, and whether it has a picture. */
const media = {
  'tone.mp3': { hasVideo: false, arguments: tone },
  'tone.flac': { hasVideo: false, arguments: tone },
  'tone.m4a': { hasVideo: false, arguments: [...tone, '-c:a', 'aac'] },
  'tone.aac': { hasVideo: false, arguments: [...tone, '-c:a', 'aac'] },
  'tone.ogg': { hasVideo: false, arguments: [...tone, '-c:a', 'libvorbis'] },
  'tone.opus': { hasVideo: false, arguments: [...tone, '-c:a', 'libopus'] },
  'tone.wav': { hasVideo: false, arguments: tone },
  'film.webm': { hasVideo: true, arguments: [...both, '-c:v', 'libvpx', '-c:a', 'libopus'] },
  'film.mp4': { hasVideo: true, arguments: [...both, ...h264] },
  'film.mkv': { hasVideo: true, arguments: [...both, ...h264] },
  'film.mov': { hasVideo: true, arguments: [...both, ...h264] },
  'silent.mp4': { hasVideo: true, arguments: [...picture, ...h264] },
  'hevc.mp4': {
    hasVideo: true,
    arguments: [...both, '-c:v', 'libx265', '-tag:v', 'hvc1', '-c:a', 'aac'],
  },
} as const;
type MediaName = keyof typeof media;

let folder: string;
let bundle: string;
let server: Server;
let origin: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portamento-engine-'));
  for (const [name, { arguments: making }] of Object.entries(media)) {
    const target = join(folder, name);
    await promisify(execFile)('ffmpeg', ['-v', 'error', '-y', ...making, target]);
  }
  const build = await rolldown({
    input: join(import.meta.dirname, '../renderer/playback/MediaElementEngine.ts'),
  });
  const { output } = await build.generate({ format: 'iife', name: 'playback' });
  bundle = output[0].code;
  server = createServer(serve).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  origin = `http://127.0.0.1:${address.port}`;
});

test.afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

test.beforeEach(async ({ page }) => {
  await page.goto(origin);
  await page.addScriptTag({ content: bundle });
  await page.evaluate(() => {
    const engine = new playback.MediaElementEngine();
    const facts: SinkFact[] = [];
    engine.subscribeFacts((fact) => facts.push(fact));
    Object.assign(window, { engine, facts });
  });
});

for (const name of Object.keys(media).filter((each) => each !== 'hevc.mp4') as MediaName[]) {
  test(`plays ${name} and tells the truth about it`, async ({ page }) => {
    await prepare(page, 1, name);
    const prepared = await waitForFact(page, 'prepared');
    expect(prepared).toMatchObject({
      loadId: loadIdOf(1),
      hasVideo: media[name].hasVideo,
      seekable: true,
    });
    expect(prepared).toMatchObject({ hasAudio: name !== 'silent.mp4' });
    if (name !== 'tone.aac') expect(prepared.durationMs).toBeGreaterThan(2_900);
    if (name !== 'tone.aac') expect(prepared.durationMs).toBeLessThan(3_200);

    await order(page, { kind: 'start', loadId: loadIdOf(1), positionMs: 1_000, rate: 1 });
    const started = await waitForFact(page, 'started');
    expect(started.positionMs).toBeGreaterThanOrEqual(990);
    expect(started.positionMs).toBeLessThan(1_500);
    await page.waitForFunction(() =>
      facts.some((fact) => fact.kind === 'position' && fact.positionMs > 1_500),
    );

    await order(page, { kind: 'pause', loadId: loadIdOf(1) });
    const paused = await waitForFact(page, 'paused');
    expect(paused.positionMs).toBeGreaterThan(1_500);

    await order(page, { kind: 'scrub', loadId: loadIdOf(1), positionMs: 500 });
    const scrubbed = await waitForFact(page, 'scrubbed');
    expect(Math.abs(scrubbed.positionMs - 500)).toBeLessThan(60);

    await order(page, { kind: 'start', loadId: loadIdOf(1), positionMs: 2_600, rate: 2 });
    const ended = await waitForFact(page, 'ended');
    expect(ended.positionMs).toBeGreaterThan(2_900);
    expect(await page.evaluate(() => facts.filter(({ kind }) => kind === 'failed'))).toEqual([]);
  });
}

test('goes from one file to the next by itself', async ({ page }) => {
  await prepare(page, 1, 'tone.flac');
  await prepare(page, 2, 'film.mp4');
  await page.waitForFunction(() => facts.filter(({ kind }) => kind === 'prepared').length === 2);
  await order(page, { kind: 'setNext', loadId: loadIdOf(1), nextLoadId: loadIdOf(2) });
  await order(page, { kind: 'start', loadId: loadIdOf(1), positionMs: 2_500, rate: 1 });
  expect(await waitForFact(page, 'switched')).toMatchObject({
    loadId: loadIdOf(1),
    nextLoadId: loadIdOf(2),
  });
  await page.waitForFunction(() =>
    facts.some(
      (fact) => fact.kind === 'position' && Number(fact.loadId) === 2 && fact.positionMs > 200,
    ),
  );
  expect(await page.evaluate(() => facts.some(({ kind }) => kind === 'ended'))).toBe(false);
});

test('tells of a pause that nobody ordered, and of none that was', async ({ page }) => {
  await prepare(page, 1, 'tone.flac');
  await order(page, { kind: 'start', loadId: loadIdOf(1), positionMs: 500, rate: 1 });
  await waitForFact(page, 'started');
  await order(page, { kind: 'pause', loadId: loadIdOf(1) });
  await order(page, { kind: 'start', loadId: loadIdOf(1), positionMs: 500, rate: 1 });
  await page.waitForFunction(() =>
    facts.some((fact) => fact.kind === 'position' && fact.positionMs > 700),
  );
  expect(await page.evaluate(() => facts.some(({ kind }) => kind === 'interrupted'))).toBe(false);
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('video')) element.pause();
  });
  const interrupted = await waitForFact(page, 'interrupted');
  expect(interrupted.positionMs).toBeGreaterThan(700);
});

test('reports a picture that cannot be decoded, and a file that is not there', async ({ page }) => {
  await prepare(page, 1, 'hevc.mp4');
  expect(await waitForFact(page, 'failed')).toMatchObject({
    loadId: loadIdOf(1),
    reason: 'unsupported',
  });
  await page.evaluate(() => void (facts.length = 0));
  await prepare(page, 2, 'missing.mp3');
  expect(await waitForFact(page, 'failed')).toMatchObject({
    loadId: loadIdOf(2),
    reason: 'network',
  });
});

test('moves the picture into a view and out of it without a break', async ({ page }) => {
  await prepare(page, 1, 'film.webm');
  await waitForFact(page, 'prepared');
  await order(page, { kind: 'start', loadId: loadIdOf(1), positionMs: null, rate: 1 });
  await waitForFact(page, 'started');
  const wasPaused = await page.evaluate(async () => {
    const pauses: Event[] = [];
    const video = document.querySelector('video');
    video?.addEventListener('pause', (event) => pauses.push(event));
    const host = document.body.appendChild(document.createElement('div'));
    const shownFrames = async () => {
      for (let frame = 0; frame < 5; frame++) {
        await new Promise((resolve) => video?.requestVideoFrameCallback(resolve));
      }
    };
    const detach = engine.attachVideo(host);
    await shownFrames();
    if (host.firstElementChild !== video) throw new Error('The picture is not in the view');
    detach();
    host.remove();
    await shownFrames();
    return pauses.length > 0 || video?.paused;
  });
  expect(wasPaused).toBe(false);
});

/** What the page of this spec has on its `window`. */
interface EngineInPage {
  execute(order: SinkOrder): void;
  subscribeFacts(listener: (fact: SinkFact) => void): () => void;
  attachVideo(host: HTMLElement): () => void;
}
declare const playback: { readonly MediaElementEngine: new () => EngineInPage };
declare const engine: EngineInPage;
declare const facts: SinkFact[];

type FactOf<Kind extends SinkFact['kind']> = Extract<SinkFact, { kind: Kind }>;

/** The newest fact of this kind, as soon as there is one. */
async function waitForFact<Kind extends SinkFact['kind']>(
  page: Page,
  kind: Kind,
): Promise<FactOf<Kind>> {
  const found = await page.waitForFunction(
    (wanted) => facts.findLast((fact): fact is FactOf<Kind> => fact.kind === wanted),
    kind,
  );
  const fact = await found.jsonValue();
  if (fact === undefined) throw new Error(`No fact ${kind}`);
  return fact;
}

function loadIdOf(value: number): LoadId {
  return LoadId.parse(value);
}

async function order(page: Page, given: SinkOrder): Promise<void> {
  await page.evaluate((each) => engine.execute(each), given);
}

async function prepare(page: Page, loadId: number, name: string): Promise<void> {
  await order(page, {
    kind: 'prepare',
    loadId: loadIdOf(loadId),
    grantId: GrantId.parse('grant'),
    url: name,
    mimeType: null,
    hasVideo: Object.entries(media).some(([each, { hasVideo }]) => each === name && hasVideo),
  });
}

/** The page, and the files with byte ranges, as the application serves them. */
function serve(request: IncomingMessage, response: ServerResponse): void {
  const name = new URL(request.url ?? '/', origin).pathname.slice(1);
  if (name === '') {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>engine</title>');
    return;
  }
  const path = join(folder, name);
  const sizeBytes = statSync(path, { throwIfNoEntry: false })?.size;
  if (sizeBytes === undefined) {
    response.writeHead(404).end();
    return;
  }
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const start = Number(range?.[1] ?? 0);
  const end = range?.[2] === undefined || range[2] === '' ? sizeBytes - 1 : Number(range[2]);
  response.writeHead(range === null ? 200 : 206, {
    'accept-ranges': 'bytes',
    'content-length': end - start + 1,
    ...(range === null ? {} : { 'content-range': `bytes ${start}-${end}/${sizeBytes}` }),
  });
  createReadStream(path, { start, end }).pipe(response);
}
