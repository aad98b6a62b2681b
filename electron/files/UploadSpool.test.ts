import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UploadId } from '../contract/ids.ts';
import { bodyInPieces } from './testing/bodyInPieces.ts';
import { openSpoolFixture, type SpoolFixture } from './testing/openSpoolFixture.ts';
import { UploadSpool } from './UploadSpool.ts';

let fixture: SpoolFixture;
let spool: UploadSpool;
const { signal } = new AbortController();
const idOf = (name: string) => UploadId.parse(name);

beforeEach(async () => {
  fixture = await openSpoolFixture();
  ({ spool } = fixture);
});
afterEach(() => fixture[Symbol.asyncDispose]());

describe('wanting', () => {
  test('asks the page, and gives the bytes once they are here', async () => {
    fixture.announce({ a: 10, b: 20 });
    const told: (readonly UploadId[])[] = [];
    using _listening = spool.wantedChanges.subscribe((wanted) => told.push(wanted));
    const wanted = spool.want(idOf('a'), signal);
    expect(spool.wantedUploads).toEqual(['a']);
    expect(spool.pathOf(idOf('a'))).toBeNull();
    expect(await fixture.send('a', 10)).toEqual({ ok: true });
    const hold = await wanted;
    expect(hold).toMatchObject({ ok: true, value: { fileName: 'a.mp3' } });
    expect(hold.ok && readFileSync(hold.value.path, 'utf8')).toBe('x'.repeat(10));
    expect(hold.ok && hold.value.path).toBe(spool.pathOf(idOf('a')));
    expect(told).toEqual([['a'], []]);
  });

  test('what is here already is not asked for again', async () => {
    fixture.announce({ a: 10 });
    await fixture.fetch('a', 10);
    expect((await spool.want(idOf('a'), signal)).ok).toBe(true);
    expect(spool.wantedUploads).toEqual([]);
  });

  test('in the order it was asked for, once for all who wait', async () => {
    fixture.announce({ a: 1, b: 1 });
    const waiting = [
      spool.want(idOf('b'), signal),
      spool.want(idOf('a'), signal),
      spool.want(idOf('b'), signal),
    ];
    expect(spool.wantedUploads).toEqual(['b', 'a']);
    await fixture.send('b', 1);
    await fixture.send('a', 1);
    expect((await Promise.all(waiting)).every(({ ok }) => ok)).toBe(true);
  });

  test('an abort takes the wish back', async () => {
    fixture.announce({ a: 10 });
    const controller = new AbortController();
    const wanted = spool.want(idOf('a'), controller.signal);
    controller.abort();
    expect(await wanted).toMatchObject({ ok: false, error: { code: 'app.cancelled' } });
    expect(spool.wantedUploads).toEqual([]);
    // The page may not have heard of it.
    expect(await fixture.send('a', 10)).toEqual({ ok: true });
    expect([spool.pathOf(idOf('a')), readdirSync(fixture.spoolFolder)]).toEqual([null, []]);
    expect(await fixture.send('x', 10)).toMatchObject({ error: { code: 'upload.gone' } });
  });

  test('an id that was never announced: upload.gone', async () => {
    expect(await spool.want(idOf('x'), signal)).toEqual({
      ok: false,
      error: { code: 'upload.gone' },
    });
    expect(await fixture.isAvailable('x')).toBe(false);
  });

  test('a file larger than the spool and the disk: upload.spoolFull, without asking for it', async () => {
    fixture.announce({ a: 101 });
    expect(await spool.want(idOf('a'), signal)).toMatchObject({
      error: { code: 'upload.spoolFull', subject: 'a.mp3' },
    });
    expect(spool.wantedUploads).toEqual([]);
  });

  test('bytes that do not come: upload.gone after a while, counted from the last piece', async () => {
    fixture.announce({ a: 10, b: 10 });
    const { body, send: sendPiece } = bodyInPieces();
    const waiting = Promise.all([spool.want(idOf('a'), signal), spool.want(idOf('b'), signal)]);
    const receiving = spool.receive(idOf('a'), body, signal);
    fixture.clock.advance(59_999);
    await sendPiece(5);
    fixture.clock.advance(59_999);
    expect(spool.wantedUploads).toEqual(['a', 'b']);
    fixture.clock.advance(1);
    expect(await waiting).toMatchObject([
      { error: { code: 'upload.gone', subject: 'a.mp3' } },
      { error: { code: 'upload.gone', subject: 'b.mp3' } },
    ]);
    expect((await receiving).ok).toBe(false);
    expect(readdirSync(fixture.spoolFolder)).toEqual([]);
  });
});

describe('bytes that are not what was announced', () => {
  test('fewer: file.truncated, more: upload.gone; nothing is kept', async () => {
    fixture.announce({ short: 10, long: 10 });
    const waiting = Promise.all([
      spool.want(idOf('short'), signal),
      spool.want(idOf('long'), signal),
    ]);
    expect(await fixture.send('short', 9)).toMatchObject({ error: { code: 'file.truncated' } });
    expect(await fixture.send('long', 11)).toMatchObject({ error: { code: 'upload.gone' } });
    expect(await waiting).toMatchObject([
      { error: { code: 'file.truncated', subject: 'short.mp3' } },
      { error: { code: 'upload.gone', subject: 'long.mp3' } },
    ]);
    expect(readdirSync(fixture.spoolFolder)).toEqual([]);
  });

  test('an upload that breaks off stays wanted, and may be sent again', async () => {
    fixture.announce({ a: 10 });
    const wanted = spool.want(idOf('a'), signal);
    const { body, send: sendPiece, breakOff } = bodyInPieces();
    const receiving = spool.receive(idOf('a'), body, signal);
    await sendPiece(5);
    breakOff();
    expect(await receiving).toMatchObject({ error: { code: 'app.cancelled' } });
    expect(spool.wantedUploads).toEqual(['a']);
    expect(await fixture.send('a', 10)).toEqual({ ok: true });
    expect((await wanted).ok).toBe(true);
  });

  test('a request that is aborted ends its upload', async () => {
    fixture.announce({ a: 10 });
    void spool.want(idOf('a'), signal);
    const controller = new AbortController();
    const receiving = spool.receive(idOf('a'), bodyInPieces().body, controller.signal);
    controller.abort();
    expect(await receiving).toMatchObject({ error: { code: 'app.cancelled' } });
    expect(readdirSync(fixture.spoolFolder)).toEqual([]);
  });

  test('a page that sends again is heard, also while what it broke off still seems to come', async () => {
    fixture.announce({ a: 10 });
    const wanted = spool.want(idOf('a'), signal);
    const { body, send: sendPiece } = bodyInPieces();
    const receiving = spool.receive(idOf('a'), body, signal);
    await sendPiece(5);
    expect(await fixture.send('a', 10)).toEqual({ ok: true });
    expect(await receiving).toMatchObject({ error: { code: 'app.cancelled' } });
    const hold = await wanted;
    expect(hold.ok && readFileSync(hold.value.path, 'utf8')).toBe('x'.repeat(10));
    // Nor is it refused when it was here before.
    expect(await fixture.send('a', 10)).toEqual({ ok: true });
    expect(readdirSync(fixture.spoolFolder)).toHaveLength(1);
  });
});

describe('the cap', () => {
  test('the least recently used that nobody holds goes, and can be fetched again', async () => {
    fixture.announce({ a: 40, b: 40, c: 40 });
    const first = await fixture.fetch('a', 40);
    const second = await fixture.fetch('b', 40);
    second[Symbol.dispose]();
    first[Symbol.dispose]();
    (await fixture.fetch('a', 40))[Symbol.dispose]();
    await fixture.fetch('c', 40);
    expect(['a', 'b', 'c'].map((name) => spool.pathOf(idOf(name)) !== null)).toEqual([
      true,
      false,
      true,
    ]);
    expect(existsSync(second.path)).toBe(false);
    expect(await fixture.isAvailable('b')).toBe(true);
    await fixture.fetch('b', 40);
    expect(spool.pathOf(idOf('a'))).toBeNull();
  });

  test('what is held stays; when all is held and the disk is full the next is refused', async () => {
    fixture.announce({ a: 60, b: 60 });
    const hold = await fixture.fetch('a', 60);
    const wanted = spool.want(idOf('b'), signal);
    expect(await fixture.send('b', 60)).toMatchObject({ error: { code: 'upload.spoolFull' } });
    expect(await wanted).toMatchObject({ error: { code: 'upload.spoolFull', subject: 'b.mp3' } });
    expect(existsSync(hold.path)).toBe(true);
    hold[Symbol.dispose]();
    hold[Symbol.dispose]();
    await fixture.fetch('b', 60);
    expect(existsSync(hold.path)).toBe(false);
  });
});

describe('beyond the cap', () => {
  test('a file is taken when the disk has room, and goes when nobody holds it', async () => {
    fixture.disk.freeBytes = 300;
    fixture.announce({ small: 50, large: 300 });
    (await fixture.fetch('small', 50))[Symbol.dispose]();
    expect(await spool.roomFor(300)).toBe('passing');
    expect(await spool.roomFor(301)).toBe('none');
    const wanted = spool.want(idOf('large'), signal);
    await expect.poll(() => spool.wantedUploads).toEqual([idOf('large')]);
    expect(await fixture.send('large', 300)).toEqual({ ok: true, value: undefined });
    const hold = await wanted;
    if (!hold.ok) throw new Error(hold.error.code);
    expect(readFileSync(hold.value.path)).toHaveLength(300);
    expect(readdirSync(fixture.spoolFolder)).toHaveLength(1);
    hold.value[Symbol.dispose]();
    await expect.poll(() => readdirSync(fixture.spoolFolder)).toEqual([]);
    expect(await fixture.isAvailable('large')).toBe(true);
  });

  test('a page that goes meanwhile takes the file with it', async () => {
    fixture.disk.freeBytes = 300;
    fixture.announce({ large: 300 });
    const wanted = spool.want(idOf('large'), signal);
    spool.clientGone(fixture.page);
    expect(await wanted).toMatchObject({ error: { code: 'upload.gone' } });
  });
});

test('a start finds nothing of the run before; the end leaves nothing', async () => {
  const other = join(fixture.folder.path, 'other');
  mkdirSync(other);
  writeFileSync(join(other, 'left over'), 'x');
  const opened = await UploadSpool.open({ announced: fixture.announced, folder: other });
  expect(readdirSync(other)).toEqual([]);
  const wanted = spool.want(idOf('x'), signal);
  await opened[Symbol.asyncDispose]();
  expect(existsSync(other)).toBe(false);
  expect((await wanted).ok).toBe(false);
});
