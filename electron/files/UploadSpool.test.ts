import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLogger, type Logger } from '../base/Logger.ts';
import { FakeMonotonicClock } from '../base/testing/FakeMonotonicClock.ts';
import { ClientId, UploadId } from '../contract/ids.ts';
import { TemporaryFolder } from '../base/testing/TemporaryFolder.ts';
import { AnnouncedUploads } from './AnnouncedUploads.ts';
import { reservedBytes, UploadSpool } from './UploadSpool.ts';
import type { UploadHold } from './UploadWaiters.ts';

let folder: TemporaryFolder;
let announced: AnnouncedUploads;
let spool: UploadSpool;
let clock: FakeMonotonicClock;
/** Beside what has to stay free. */
let freeDiskBytes: number;
/** What asking for it rejects with. */
let diskFailure: Error | null;
let warnings: string[];
const page = ClientId.parse('page');
const { signal } = new AbortController();
const idOf = (name: string) => UploadId.parse(name);
const spoolFolder = () => join(folder.path, 'spool');

beforeEach(async () => {
  folder = new TemporaryFolder();
  clock = new FakeMonotonicClock();
  freeDiskBytes = 0;
  diskFailure = null;
  warnings = [];
  const logger: Logger = { ...silentLogger, warn: (message) => void warnings.push(message) };
  announced = new AnnouncedUploads();
  spool = await UploadSpool.open({
    announced,
    folder: spoolFolder(),
    maximumBytes: 100,
    freeDiskBytes: () =>
      diskFailure === null
        ? Promise.resolve(reservedBytes + freeDiskBytes)
        : Promise.reject(diskFailure),
    idleTimeoutMs: 60_000,
    clock,
    logger,
  });
});
afterEach(async () => {
  await spool[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

function announce(sizes: Readonly<Record<string, number>>, clientId = page) {
  const files = Object.entries(sizes).map(([name, sizeBytes]) => ({
    uploadId: idOf(name),
    relativePath: `album/${name}.mp3`,
    sizeBytes,
  }));
  return announced.announce(clientId, files);
}

const bodyOf = (sizeBytes: number) => new Blob(['x'.repeat(sizeBytes)]).stream();
const send = (name: string, sizeBytes: number) =>
  spool.receive(idOf(name), bodyOf(sizeBytes), signal);

/** Can its bytes still be had? */
async function isAvailable(name: string): Promise<boolean> {
  const wanted = await spool.want(idOf(name), AbortSignal.abort());
  return !wanted.ok && wanted.error.code === 'app.cancelled';
}

async function fetch(name: string, sizeBytes: number): Promise<UploadHold> {
  const wanted = spool.want(idOf(name), signal);
  await send(name, sizeBytes);
  const hold = await wanted;
  if (!hold.ok) throw new Error(hold.error.code);
  return hold.value;
}

/** A body that is sent piece by piece. */
function bodyInPieces() {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let askForMore = Promise.withResolvers<void>();
  const body = new ReadableStream<Uint8Array>(
    { start: (given) => void (controller = given), pull: () => askForMore.resolve() },
    { highWaterMark: 0 },
  );
  return {
    body,
    /** Resolves when the piece was taken and the next one is asked for. */
    send: async (sizeBytes: number): Promise<void> => {
      await askForMore.promise;
      askForMore = Promise.withResolvers();
      controller?.enqueue(new Uint8Array(sizeBytes));
      await askForMore.promise;
    },
    end: () => controller?.close(),
    breakOff: () => controller?.error(new Error('connection reset')),
  };
}

describe('wanting', () => {
  test('asks the page, and gives the bytes once they are here', async () => {
    announce({ a: 10, b: 20 });
    const told: (readonly UploadId[])[] = [];
    using _listening = spool.wantedChanges.subscribe((wanted) => told.push(wanted));
    const wanted = spool.want(idOf('a'), signal);
    expect(spool.wantedUploads).toEqual(['a']);
    expect(spool.pathOf(idOf('a'))).toBeNull();
    expect(await send('a', 10)).toEqual({ ok: true });
    const hold = await wanted;
    expect(hold).toMatchObject({ ok: true, value: { fileName: 'a.mp3' } });
    expect(hold.ok && readFileSync(hold.value.path, 'utf8')).toBe('x'.repeat(10));
    expect(hold.ok && hold.value.path).toBe(spool.pathOf(idOf('a')));
    expect(told).toEqual([['a'], []]);
  });

  test('what is here already is not asked for again', async () => {
    announce({ a: 10 });
    await fetch('a', 10);
    expect((await spool.want(idOf('a'), signal)).ok).toBe(true);
    expect(spool.wantedUploads).toEqual([]);
  });

  test('in the order it was asked for, once for all who wait', async () => {
    announce({ a: 1, b: 1 });
    const waiting = [
      spool.want(idOf('b'), signal),
      spool.want(idOf('a'), signal),
      spool.want(idOf('b'), signal),
    ];
    expect(spool.wantedUploads).toEqual(['b', 'a']);
    await send('b', 1);
    await send('a', 1);
    expect((await Promise.all(waiting)).every(({ ok }) => ok)).toBe(true);
  });

  test('an abort takes the wish back', async () => {
    announce({ a: 10 });
    const controller = new AbortController();
    const wanted = spool.want(idOf('a'), controller.signal);
    controller.abort();
    expect(await wanted).toMatchObject({ ok: false, error: { code: 'app.cancelled' } });
    expect(spool.wantedUploads).toEqual([]);
    expect(await send('a', 10)).toMatchObject({ error: { code: 'upload.gone' } });
  });

  test('an id that was never announced: upload.gone', async () => {
    expect(await spool.want(idOf('x'), signal)).toEqual({
      ok: false,
      error: { code: 'upload.gone' },
    });
    expect(await isAvailable('x')).toBe(false);
  });

  test('a file larger than the spool and the disk: upload.spoolFull, without asking for it', async () => {
    announce({ a: 101 });
    expect(await spool.want(idOf('a'), signal)).toMatchObject({
      error: { code: 'upload.spoolFull', subject: 'a.mp3' },
    });
    expect(spool.wantedUploads).toEqual([]);
  });

  test('bytes that do not come: upload.gone after a while, counted from the last piece', async () => {
    announce({ a: 10, b: 10 });
    const { body, send: sendPiece } = bodyInPieces();
    const waiting = Promise.all([spool.want(idOf('a'), signal), spool.want(idOf('b'), signal)]);
    const receiving = spool.receive(idOf('a'), body, signal);
    clock.advance(59_999);
    await sendPiece(5);
    clock.advance(59_999);
    expect(spool.wantedUploads).toEqual(['a', 'b']);
    clock.advance(1);
    expect(await waiting).toMatchObject([
      { error: { code: 'upload.gone', subject: 'a.mp3' } },
      { error: { code: 'upload.gone', subject: 'b.mp3' } },
    ]);
    expect((await receiving).ok).toBe(false);
    expect(readdirSync(spoolFolder())).toEqual([]);
  });
});

describe('bytes that are not what was announced', () => {
  test('fewer: file.truncated, more: upload.gone; nothing is kept', async () => {
    announce({ short: 10, long: 10 });
    const waiting = Promise.all([
      spool.want(idOf('short'), signal),
      spool.want(idOf('long'), signal),
    ]);
    expect(await send('short', 9)).toMatchObject({ error: { code: 'file.truncated' } });
    expect(await send('long', 11)).toMatchObject({ error: { code: 'upload.gone' } });
    expect(await waiting).toMatchObject([
      { error: { code: 'file.truncated', subject: 'short.mp3' } },
      { error: { code: 'upload.gone', subject: 'long.mp3' } },
    ]);
    expect(readdirSync(spoolFolder())).toEqual([]);
  });

  test('an upload that breaks off stays wanted, and may be sent again', async () => {
    announce({ a: 10 });
    const wanted = spool.want(idOf('a'), signal);
    const { body, send: sendPiece, breakOff } = bodyInPieces();
    const receiving = spool.receive(idOf('a'), body, signal);
    await sendPiece(5);
    breakOff();
    expect(await receiving).toMatchObject({ error: { code: 'app.cancelled' } });
    expect(spool.wantedUploads).toEqual(['a']);
    expect(await send('a', 10)).toEqual({ ok: true });
    expect((await wanted).ok).toBe(true);
  });

  test('a request that is aborted ends its upload', async () => {
    announce({ a: 10 });
    void spool.want(idOf('a'), signal);
    const controller = new AbortController();
    const receiving = spool.receive(idOf('a'), bodyInPieces().body, controller.signal);
    controller.abort();
    expect(await receiving).toMatchObject({ error: { code: 'app.cancelled' } });
    expect(readdirSync(spoolFolder())).toEqual([]);
  });

  test('a page that sends again is heard, also while what it broke off still seems to come', async () => {
    announce({ a: 10 });
    const wanted = spool.want(idOf('a'), signal);
    const { body, send: sendPiece } = bodyInPieces();
    const receiving = spool.receive(idOf('a'), body, signal);
    await sendPiece(5);
    expect(await send('a', 10)).toEqual({ ok: true });
    expect(await receiving).toMatchObject({ error: { code: 'app.cancelled' } });
    const hold = await wanted;
    expect(hold.ok && readFileSync(hold.value.path, 'utf8')).toBe('x'.repeat(10));
    // Nor is it refused when it was here before.
    expect(await send('a', 10)).toEqual({ ok: true });
    expect(readdirSync(spoolFolder())).toHaveLength(1);
  });
});

describe('the cap', () => {
  test('the least recently used that nobody holds goes, and can be fetched again', async () => {
    announce({ a: 40, b: 40, c: 40 });
    const first = await fetch('a', 40);
    const second = await fetch('b', 40);
    second[Symbol.dispose]();
    first[Symbol.dispose]();
    (await fetch('a', 40))[Symbol.dispose]();
    await fetch('c', 40);
    expect(['a', 'b', 'c'].map((name) => spool.pathOf(idOf(name)) !== null)).toEqual([
      true,
      false,
      true,
    ]);
    expect(existsSync(second.path)).toBe(false);
    expect(await isAvailable('b')).toBe(true);
    await fetch('b', 40);
    expect(spool.pathOf(idOf('a'))).toBeNull();
  });

  test('what is held stays; when all is held and the disk is full the next is refused', async () => {
    announce({ a: 60, b: 60 });
    const hold = await fetch('a', 60);
    const wanted = spool.want(idOf('b'), signal);
    expect(await send('b', 60)).toMatchObject({ error: { code: 'upload.spoolFull' } });
    expect(await wanted).toMatchObject({ error: { code: 'upload.spoolFull', subject: 'b.mp3' } });
    expect(existsSync(hold.path)).toBe(true);
    hold[Symbol.dispose]();
    hold[Symbol.dispose]();
    await fetch('b', 60);
    expect(existsSync(hold.path)).toBe(false);
  });
});

describe('beyond the cap', () => {
  test('a file is taken when the disk has room, and goes when nobody holds it', async () => {
    freeDiskBytes = 300;
    announce({ small: 50, large: 300 });
    (await fetch('small', 50))[Symbol.dispose]();
    expect(await spool.roomFor(300)).toBe('passing');
    expect(await spool.roomFor(301)).toBe('none');
    const wanted = spool.want(idOf('large'), signal);
    await expect.poll(() => spool.wantedUploads).toEqual([idOf('large')]);
    expect(await send('large', 300)).toEqual({ ok: true, value: undefined });
    const hold = await wanted;
    if (!hold.ok) throw new Error(hold.error.code);
    expect(readFileSync(hold.value.path)).toHaveLength(300);
    expect(readdirSync(spoolFolder())).toHaveLength(1);
    hold.value[Symbol.dispose]();
    await expect.poll(() => readdirSync(spoolFolder())).toEqual([]);
    expect(await isAvailable('large')).toBe(true);
  });

  test('a page that goes meanwhile takes the file with it', async () => {
    freeDiskBytes = 300;
    announce({ large: 300 });
    const wanted = spool.want(idOf('large'), signal);
    spool.clientGone(page);
    expect(await wanted).toMatchObject({ error: { code: 'upload.gone' } });
  });
});

describe('a disk that fails', () => {
  const ioError = () => Object.assign(new Error('i/o error'), { code: 'EIO' });
  /** Puts what `rm` refuses in the place of a file. */
  const makeUnremovable = (path: string) => {
    rmSync(path);
    mkdirSync(path);
  };

  test('when asked for its room fails the upload alone, and it can be sent another time', async () => {
    announce({ held: 60, next: 60 });
    const hold = await fetch('held', 60);
    diskFailure = ioError();
    const wanted = spool.want(idOf('next'), signal);
    expect(await send('next', 60)).toEqual({ ok: false, error: { code: 'file.writeFailed' } });
    expect(await wanted).toMatchObject({ error: { code: 'file.writeFailed' } });
    diskFailure = null;
    hold[Symbol.dispose]();
    const next = await fetch('next', 60);
    expect(readFileSync(next.path)).toHaveLength(60);
    expect(readdirSync(spoolFolder())).toHaveLength(1);
  });

  test('when asked for a file beyond the cap has no room', async () => {
    announce({ large: 300 });
    diskFailure = ioError();
    expect(await spool.want(idOf('large'), signal)).toMatchObject({
      error: { code: 'upload.spoolFull' },
    });
    expect(warnings).toHaveLength(1);
  });

  test('when it should make room fails the upload alone, and it can be sent another time', async () => {
    announce({ before: 60, next: 60 });
    const before = await fetch('before', 60);
    before[Symbol.dispose]();
    makeUnremovable(before.path);
    const wanted = spool.want(idOf('next'), signal);
    expect(await send('next', 60)).toMatchObject({ error: { code: 'file.writeFailed' } });
    expect((await wanted).ok).toBe(false);
    expect(readFileSync((await fetch('next', 60)).path)).toHaveLength(60);
  });

  test('when it should drop what was more than the cap is only logged', async () => {
    freeDiskBytes = 300;
    announce({ large: 300 });
    const wanted = spool.want(idOf('large'), signal);
    await expect.poll(() => spool.wantedUploads).toEqual([idOf('large')]);
    await send('large', 300);
    const hold = await wanted;
    if (!hold.ok) throw new Error(hold.error.code);
    makeUnremovable(hold.value.path);
    hold.value[Symbol.dispose]();
    await expect.poll(() => warnings).toHaveLength(1);
  });
});

describe('pages', () => {
  test('that go take with them what they have not sent', async () => {
    announce({ here: 10, coming: 10, later: 10 });
    announce({ other: 10 }, ClientId.parse('other'));
    const hold = await fetch('here', 10);
    const coming = spool.want(idOf('coming'), signal);
    const receiving = spool.receive(idOf('coming'), bodyInPieces().body, signal);
    spool.clientGone(page);
    expect(await coming).toMatchObject({ error: { code: 'upload.gone' } });
    expect((await receiving).ok).toBe(false);
    expect(await spool.want(idOf('later'), signal)).toMatchObject({
      error: { code: 'upload.gone' },
    });
    expect(existsSync(hold.path)).toBe(true);
    expect(
      await Promise.all(['here', 'coming', 'later', 'other'].map((name) => isAvailable(name))),
    ).toEqual([true, false, false, true]);
    expect(spool.wantedUploads).toEqual([]);
  });

  test('that are gone cannot send again what had to make room', async () => {
    const other = ClientId.parse('other');
    announce({ a: 60 });
    announce({ b: 60 }, other);
    (await fetch('a', 60))[Symbol.dispose]();
    spool.clientGone(page);
    expect(await isAvailable('a')).toBe(true);
    await fetch('b', 60);
    expect(await isAvailable('a')).toBe(false);
    expect(await spool.want(idOf('a'), signal)).toMatchObject({ error: { code: 'upload.gone' } });
  });

  test('that are gone take with them what is not here, and give it again when they are back', async () => {
    announce({ a: 10, b: 10 });
    const other = ClientId.parse('other');
    announce({ c: 10 }, other);
    (await fetch('a', 10))[Symbol.dispose]();
    expect(spool.clientGone(page)).toEqual(['b']);
    const files = ['a', 'b', 'c'].map((name) => ({
      uploadId: idOf(name),
      relativePath: `album/${name}.mp3`,
      sizeBytes: 10,
    }));
    const again = ClientId.parse('again');
    expect(announced.announceAgain(again, files)).toEqual({ ok: true });
    expect(announced.announceAgain(again, files)).toEqual({ ok: true });
    (await fetch('b', 10))[Symbol.dispose]();
    // The page that is there keeps what is its own.
    expect(spool.clientGone(other)).toEqual(['c']);
    expect(spool.clientGone(again)).toEqual([]);
    expect(spool.pathOf(idOf('b'))).not.toBeNull();
  });

  test('that cannot give a file say so', async () => {
    announce({ a: 10, b: 10 });
    const waiting = Promise.all([spool.want(idOf('a'), signal), spool.want(idOf('b'), signal)]);
    spool.fail(idOf('a'), 'gone');
    spool.fail(idOf('b'), 'unreadable');
    expect(await waiting).toMatchObject([
      { error: { code: 'upload.gone' } },
      { error: { code: 'file.readFailed' } },
    ]);
  });

  test('cannot announce an id twice, and then none of the batch counts', async () => {
    expect(announce({ a: 10 })).toEqual({ ok: true });
    expect(announce({ b: 10, a: 99 })).toEqual({ ok: false, error: { code: 'ipc.invalidInput' } });
    expect(await isAvailable('b')).toBe(false);
  });
});

test('a start finds nothing of the run before; the end leaves nothing', async () => {
  const other = join(folder.path, 'other');
  mkdirSync(other);
  writeFileSync(join(other, 'left over'), 'x');
  const opened = await UploadSpool.open({ announced, folder: other });
  expect(readdirSync(other)).toEqual([]);
  const wanted = spool.want(idOf('x'), signal);
  await opened[Symbol.asyncDispose]();
  expect(existsSync(other)).toBe(false);
  expect((await wanted).ok).toBe(false);
});
