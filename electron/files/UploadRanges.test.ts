import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeMonotonicClock } from '../base/testing/FakeMonotonicClock.ts';
import { TemporaryFolder } from '../base/testing/TemporaryFolder.ts';
import {
  maximumConcurrentUploads,
  maximumRangeBytes,
  maximumWantedRanges,
  type UploadRange,
} from '../contract/files.ts';
import { ClientId, UploadId } from '../contract/ids.ts';
import type { RangedFile } from '../library/RangedFile.ts';
import { AnnouncedUploads } from './AnnouncedUploads.ts';
import { rangeTimeoutMs, silenceMs, UploadRanges } from './UploadRanges.ts';
import { UploadSpool } from './UploadSpool.ts';

const page = ClientId.parse('page');
const other = ClientId.parse('other');
const { signal } = new AbortController();
const sizeBytes = 1_000_000;
const idOf = (name: string) => UploadId.parse(name);

let folder: TemporaryFolder;
let clock: FakeMonotonicClock;
let announced: AnnouncedUploads;
let spool: UploadSpool;
let ranges: UploadRanges;
let told: (readonly string[])[];

beforeEach(async () => {
  folder = new TemporaryFolder();
  clock = new FakeMonotonicClock();
  announced = new AnnouncedUploads();
  spool = await UploadSpool.open({ announced, folder: join(folder.path, 'spool'), clock });
  ranges = new UploadRanges({ announced, spool, clock });
  told = [];
  ranges.wantedChanges.subscribe((wanted) => told.push(wanted.map(nameOf)));
});
afterEach(async () => {
  ranges[Symbol.dispose]();
  await spool[Symbol.asyncDispose]();
  expect(clock.pendingTimerCount).toBe(0);
  folder[Symbol.dispose]();
});

/** A part of a file by its name and first byte. */
const nameOf = ({ uploadId, offsetBytes }: UploadRange) => `${uploadId} ${offsetBytes}`;
const wanted = () => ranges.wantedRanges.map(nameOf);

function announce(names: readonly string[], clientId = page): void {
  const files = names.map((name) => ({
    uploadId: idOf(name),
    relativePath: `album/${name}.mp3`,
    sizeBytes,
  }));
  expect(announced.announce(clientId, files).ok).toBe(true);
}

function fileOf(name: string): RangedFile {
  const file = ranges.open(idOf(name));
  return file.ok ? file.value : expect.fail(`${name} is not there`);
}

/** Bytes that tell where they were. */
function bytesFrom(position: number, length: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, (_, index) => (position + index) % 251);
}

function put(range: UploadRange | undefined, sentBytes?: number) {
  if (range === undefined) return expect.fail('nothing is wanted');
  const bytes = bytesFrom(range.offsetBytes, sentBytes ?? range.lengthBytes);
  return ranges.receive({ range, completeBytes: sizeBytes }, new Blob([bytes]).stream(), signal);
}

describe('reading', () => {
  test('asks the page for exactly that part, and gives it', async () => {
    announce(['a']);
    const read = fileOf('a').readAt(1_000, 500, signal);
    expect(ranges.wantedRanges).toEqual([{ uploadId: 'a', offsetBytes: 1_000, lengthBytes: 500 }]);
    expect(await put(ranges.wantedRanges[0])).toEqual({ ok: true });
    expect(await read).toEqual({ ok: true, value: bytesFrom(1_000, 500) });
    expect(wanted()).toEqual([]);
  });

  test('ends where the file ends, and asks for nothing behind it', async () => {
    announce(['a']);
    const read = fileOf('a').readAt(sizeBytes - 10, 500, signal);
    expect(ranges.wantedRanges[0]?.lengthBytes).toBe(10);
    await put(ranges.wantedRanges[0]);
    expect(await read).toEqual({ ok: true, value: bytesFrom(sizeBytes - 10, 10) });
    expect(await fileOf('a').readAt(sizeBytes + 5, 10, signal)).toMatchObject({
      value: new Uint8Array(),
    });
  });

  test('asks for long parts piece by piece', async () => {
    announce(['a']);
    const read = fileOf('a').readAt(7, maximumRangeBytes + 1, signal);
    expect(ranges.wantedRanges[0]?.lengthBytes).toBe(maximumRangeBytes);
    await put(ranges.wantedRanges[0]);
    await expect.poll(wanted).toEqual([`a ${7 + maximumRangeBytes}`]);
    await put(ranges.wantedRanges[0]);
    expect(await read).toEqual({ ok: true, value: bytesFrom(7, maximumRangeBytes + 1) });
  });

  test('asks in order, for a few at a time', async () => {
    const names = Array.from({ length: maximumWantedRanges + 2 }, (_, index) => `u${index}`);
    announce(names);
    const reads = names.map((name) => fileOf(name).readAt(0, 10, signal));
    expect(wanted()).toEqual(names.slice(0, maximumWantedRanges).map((name) => `${name} 0`));
    await put(ranges.wantedRanges[1]);
    expect(wanted()).toEqual(['u0 0', 'u2 0', 'u3 0', 'u4 0']);
    for (let left = names.length - 1; left > 0; left -= 1) await put(ranges.wantedRanges[0]);
    expect((await Promise.all(reads)).every(({ ok }) => ok)).toBe(true);
    expect(Math.max(...told.map(({ length }) => length))).toBe(maximumWantedRanges);
  });

  test('that is cancelled is asked for no more, and what still comes of it is passed over', async () => {
    announce(['a']);
    const reading = new AbortController();
    const read = fileOf('a').readAt(0, 10, reading.signal);
    const [range] = ranges.wantedRanges;
    reading.abort();
    expect(await read).toMatchObject({ error: { code: 'app.cancelled', subject: 'a.mp3' } });
    expect(told).toEqual([['a 0'], []]);
    expect(await put(range)).toEqual({ ok: true });
    expect(await fileOf('a').readAt(0, 10, reading.signal)).toMatchObject({
      error: { code: 'app.cancelled' },
    });
  });

  test('ends with the program', async () => {
    announce(['a']);
    const read = fileOf('a').readAt(0, 10, signal);
    ranges[Symbol.dispose]();
    expect(await read).toMatchObject({ error: { code: 'app.shuttingDown' } });
  });
});

describe('whole uploads', () => {
  test('to be copied keep nothing from being asked, until one of them is to be played', () => {
    announce(['a', 'b']);
    void spool.want(idOf('a'), signal, 'copying');
    void fileOf('b').readAt(0, 10, signal);
    expect(wanted()).toEqual(['b 0']);
    const playing = new AbortController();
    void spool.want(idOf('a'), playing.signal);
    expect(wanted()).toEqual([]);
    playing.abort();
    expect(wanted()).toEqual(['b 0']);
    expect(spool.wantedUploads).toEqual(['a']);
  });

  test('to be played go first: no part is asked for until they are here', async () => {
    announce(['a', 'b']);
    const read = fileOf('b').readAt(0, 10, signal);
    const whole = new AbortController();
    const upload = spool.want(idOf('a'), whole.signal);
    expect(wanted()).toEqual([]);
    // Nobody is blamed for it meanwhile.
    clock.advance(rangeTimeoutMs + 1);
    whole.abort();
    await upload;
    expect(wanted()).toEqual(['b 0']);
    expect(told).toEqual([['b 0'], [], ['b 0']]);
    await put(ranges.wantedRanges[0]);
    expect(await read).toMatchObject({ ok: true });
  });

  test('that are here are read from where they are, also when they came meanwhile', async () => {
    announce(['a']);
    const whole = spool.want(idOf('a'), signal);
    const before = fileOf('a').readAt(100, 10, signal);
    const body = new Blob([bytesFrom(0, sizeBytes)]).stream();
    await spool.receive(idOf('a'), body, signal);
    const hold = await whole;
    expect(await before).toEqual({ ok: true, value: bytesFrom(100, 10) });
    expect(await fileOf('a').readAt(300, 10, signal)).toEqual({
      ok: true,
      value: bytesFrom(300, 10),
    });
    if (hold.ok) hold.value[Symbol.dispose]();
    // Also when nobody could send them any more.
    spool.clientGone(page);
    expect(await fileOf('a').readAt(300, 10, signal)).toMatchObject({ ok: true });
  });
});

describe('pages', () => {
  test('that are gone end what is asked of them, and are asked again when they are back', async () => {
    announce(['a']);
    announce(['b'], other);
    const reads = [fileOf('a').readAt(0, 10, signal), fileOf('b').readAt(0, 10, signal)];
    spool.clientGone(page);
    expect(await reads[0]).toMatchObject({ error: { code: 'upload.gone' } });
    expect(wanted()).toEqual(['b 0']);
    expect(ranges.open(idOf('a'))).toEqual({ ok: false, error: { code: 'upload.gone' } });
    announced.announceAgain(other, [
      { uploadId: idOf('a'), relativePath: 'album/a.mp3', sizeBytes },
    ]);
    void fileOf('a').readAt(20, 10, signal);
    expect(wanted()).toEqual(['b 0', 'a 20']);
  });

  test('that say nothing are let alone for a while, and others answer', async () => {
    announce(['a', 'c']);
    announce(['b'], other);
    let reachableCount = 0;
    ranges.reachable.subscribe(() => (reachableCount += 1));
    const silent = fileOf('a').readAt(0, 10, signal);
    clock.advance(rangeTimeoutMs - 1);
    const answered = fileOf('b').readAt(0, 10, signal);
    clock.advance(1);
    expect(await silent).toMatchObject({ error: { code: 'upload.gone' } });
    expect(await fileOf('c').readAt(0, 10, signal)).toMatchObject({
      error: { code: 'upload.gone' },
    });
    expect(wanted()).toEqual(['b 0']);
    await put(ranges.wantedRanges[0]);
    expect(await answered).toMatchObject({ ok: true });
    expect(reachableCount).toBe(0);
    clock.advance(silenceMs);
    expect(reachableCount).toBe(1);
    void fileOf('c').readAt(0, 10, signal);
    expect(wanted()).toEqual(['c 0']);
  });

  test('are not blamed for what waits behind the few they send at a time', async () => {
    const names = Array.from({ length: maximumConcurrentUploads + 1 }, (_, index) => `u${index}`);
    announce(names);
    const reads = names.map((name) => fileOf(name).readAt(0, 10, signal));
    clock.advance(rangeTimeoutMs - 1);
    for (let sent = 0; sent < maximumConcurrentUploads; sent += 1) {
      await put(ranges.wantedRanges[0]);
    }
    clock.advance(rangeTimeoutMs - 1);
    await put(ranges.wantedRanges[0]);
    expect((await Promise.all(reads)).map(({ ok }) => ok)).toEqual(names.map(() => true));
  });

  test('that cannot read a file say so', async () => {
    announce(['a']);
    const read = fileOf('a').readAt(0, 10, signal);
    ranges.fail(idOf('a'));
    expect(await read).toMatchObject({ error: { code: 'file.readFailed', subject: 'a.mp3' } });
  });
});

describe('what a page sends', () => {
  test.each([
    [9, 'file.truncated'],
    [11, 'upload.gone'],
  ])('of %i bytes instead of ten is refused, and the file not read', async (sentBytes, code) => {
    announce(['a']);
    const read = fileOf('a').readAt(0, 10, signal);
    expect(await put(ranges.wantedRanges[0], sentBytes)).toEqual({ ok: false, error: { code } });
    expect(await read).toMatchObject({ error: { code: 'file.readFailed' } });
    expect(wanted()).toEqual([]);
  });

  test('counts only where it was asked for, and what was sent last; of another file it is refused', async () => {
    announce(['a']);
    const read = fileOf('a').readAt(0, 10, signal);
    const passedOver = { ok: true };
    const refused = { ok: false, error: { code: 'upload.gone' } };
    const [range] = ranges.wantedRanges;
    if (range === undefined) return expect.fail('nothing is wanted');
    const body = () => new Blob([bytesFrom(0, 10)]).stream();
    const receive = (sent: Partial<UploadRange>, completeBytes = sizeBytes) =>
      ranges.receive({ range: { ...range, ...sent }, completeBytes }, body(), signal);
    expect(await receive({ offsetBytes: 1 })).toEqual(passedOver);
    expect(await receive({ lengthBytes: 9 })).toEqual(passedOver);
    expect(wanted()).toEqual(['a 0']);
    expect(await receive({ uploadId: idOf('b') })).toEqual(refused);
    expect(await receive({}, sizeBytes + 1)).toEqual(refused);
    const broken = receive({});
    expect(await receive({})).toEqual({ ok: true });
    expect(await broken).toMatchObject({ error: { code: 'app.cancelled' } });
    expect(await read).toEqual({ ok: true, value: bytesFrom(0, 10) });
  });

  test('stays wanted when it breaks off', async () => {
    announce(['a']);
    const read = fileOf('a').readAt(0, 10, signal);
    const [range] = ranges.wantedRanges;
    if (range === undefined) return expect.fail('nothing is wanted');
    const broken = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(new Uint8Array(4));
        controller.error(new Error('connection reset'));
      },
    });
    const received = await ranges.receive({ range, completeBytes: sizeBytes }, broken, signal);
    expect(received).toEqual({ ok: false, error: { code: 'app.cancelled' } });
    expect(wanted()).toEqual(['a 0']);
    await put(range);
    expect(await read).toEqual({ ok: true, value: bytesFrom(0, 10) });
  });

  test('may take its time while it comes, and is broken off when it does not go on', async () => {
    announce(['a']);
    const read = fileOf('a').readAt(0, 10, signal);
    const [range] = ranges.wantedRanges;
    if (range === undefined) return expect.fail('nothing is wanted');
    let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
    let pulls = 0;
    const body = new ReadableStream<Uint8Array>(
      { start: (given) => void (controller = given), pull: () => void (pulls += 1) },
      { highWaterMark: 0 },
    );
    const received = ranges.receive({ range, completeBytes: sizeBytes }, body, signal);
    for (let count = 1; count <= 2; count += 1) {
      await expect.poll(() => pulls).toBe(count);
      clock.advance(rangeTimeoutMs - 1);
      controller?.enqueue(new Uint8Array(4));
    }
    await expect.poll(() => pulls).toBe(3);
    clock.advance(rangeTimeoutMs);
    expect(await read).toMatchObject({ error: { code: 'upload.gone' } });
    expect(await received).toEqual({ ok: true });
  });
});
