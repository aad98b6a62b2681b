import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FetchDownloader } from '@electron/get';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeMonotonicClock } from '../../electron/base/testing/FakeMonotonicClock.ts';
import { downloadWhileItAdvances, idleLimitMs } from './downloadWhileItAdvances.ts';

/** Pieces of a download that takes several times the idle limit in all. */
const pieceCount = 8;

let folder: string;
let clock: FakeMonotonicClock;
let server: Server | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portamento-download-'));
  clock = new FakeMonotonicClock();
});

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
  rmSync(folder, { recursive: true });
});

async function serve(answer: RequestListener): Promise<string> {
  server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/electron.zip`;
}

/** Downloads with the downloader that fetches Electron; `onBytes` is told what has arrived. */
function download(url: string, onBytes: (receivedBytes: number) => void = () => undefined) {
  const target = join(folder, 'electron.zip');
  return downloadWhileItAdvances(clock, async ({ signal, tell }) => {
    await new FetchDownloader().download(url, target, {
      quiet: true,
      signal,
      getProgressCallback: ({ transferred }) => {
        tell(transferred);
        onBytes(transferred);
        return Promise.resolve();
      },
    });
    return readFileSync(target, 'utf8');
  });
}

test('a download that dribbles is never cut off', async () => {
  let response: ServerResponse | undefined;
  const url = await serve((_request, answer) => {
    response = answer;
    answer.write('x');
  });
  const outcome = await download(url, (receivedBytes) => {
    clock.advance(idleLimitMs - 1);
    if (receivedBytes < pieceCount) response?.write('x');
    else response?.end();
  });
  expect(outcome).toEqual({ ok: true, value: 'x'.repeat(pieceCount) });
  expect(clock.nowMs()).toBeGreaterThan(idleLimitMs * 5);
  expect(clock.pendingTimerCount).toBe(0);
});

test('one that stands still gives way; the next start tries again', async () => {
  const url = await serve((_request, answer) => void answer.write('x'));
  const outcome = await download(url, () => clock.advance(idleLimitMs));
  expect(outcome).toEqual({
    ok: false,
    error: { reason: 'nothing arrived for 30 s', remember: false },
  });
});

test('one where nothing ever comes gives way, and is remembered', async () => {
  const url = await serve(() => clock.advance(idleLimitMs));
  const outcome = await download(url);
  expect(outcome).toEqual({
    ok: false,
    error: { reason: 'nothing arrived for 30 s', remember: true },
  });
});

test('a refused connection gives way at once, and is remembered', async () => {
  const url = await serve(() => undefined);
  server?.close();
  const outcome = await download(url);
  expect(outcome).toEqual({ ok: false, error: { reason: 'ECONNREFUSED', remember: true } });
  expect(clock.nowMs()).toBe(0);
});

test('a host that does not exist likewise', async () => {
  const outcome = await download('http://electron.invalid/electron.zip');
  expect(outcome).toMatchObject({ ok: false, error: { remember: true } });
});

test.each([403, 404, 503])('an answer of %i likewise', async (status) => {
  const url = await serve((_request, answer) => void answer.writeHead(status).end('no'));
  const outcome = await download(url);
  expect(outcome).toMatchObject({ ok: false, error: { remember: true } });
  if (!outcome.ok) expect(outcome.error.reason).toContain(String(status));
});

test('a connection that breaks midway is not remembered', async () => {
  let response: ServerResponse | undefined;
  const url = await serve((_request, answer) => {
    response = answer;
    answer.write('x');
  });
  const outcome = await download(url, () => response?.destroy());
  expect(outcome).toMatchObject({ ok: false, error: { remember: false } });
});
