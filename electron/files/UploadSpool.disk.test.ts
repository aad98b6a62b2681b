import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UploadId } from '../contract/ids.ts';
import { openSpoolFixture, type SpoolFixture } from './testing/openSpoolFixture.ts';
import type { UploadSpool } from './UploadSpool.ts';

let fixture: SpoolFixture;
let spool: UploadSpool;
const { signal } = new AbortController();
const idOf = (name: string) => UploadId.parse(name);

beforeEach(async () => {
  fixture = await openSpoolFixture();
  ({ spool } = fixture);
});
afterEach(() => fixture[Symbol.asyncDispose]());

describe('a disk that fails', () => {
  const ioError = () => Object.assign(new Error('i/o error'), { code: 'EIO' });
  /** Puts what `rm` refuses in the place of a file. */
  const makeUnremovable = (path: string) => {
    rmSync(path);
    mkdirSync(path);
  };

  test('when asked for its room fails the upload alone, and it can be sent another time', async () => {
    fixture.announce({ held: 60, next: 60 });
    const hold = await fixture.fetch('held', 60);
    fixture.disk.failure = ioError();
    const wanted = spool.want(idOf('next'), signal);
    expect(await fixture.send('next', 60)).toEqual({
      ok: false,
      error: { code: 'file.writeFailed' },
    });
    expect(await wanted).toMatchObject({ error: { code: 'file.writeFailed' } });
    fixture.disk.failure = null;
    hold[Symbol.dispose]();
    const next = await fixture.fetch('next', 60);
    expect(readFileSync(next.path)).toHaveLength(60);
    expect(readdirSync(fixture.spoolFolder)).toHaveLength(1);
  });

  test('when asked for a file beyond the cap has no room', async () => {
    fixture.announce({ large: 300 });
    fixture.disk.failure = ioError();
    expect(await spool.want(idOf('large'), signal)).toMatchObject({
      error: { code: 'upload.spoolFull' },
    });
    expect(fixture.warnings).toHaveLength(1);
  });

  test('when it should make room fails the upload alone, and it can be sent another time', async () => {
    fixture.announce({ before: 60, next: 60 });
    const before = await fixture.fetch('before', 60);
    before[Symbol.dispose]();
    makeUnremovable(before.path);
    const wanted = spool.want(idOf('next'), signal);
    expect(await fixture.send('next', 60)).toMatchObject({ error: { code: 'file.writeFailed' } });
    expect((await wanted).ok).toBe(false);
    expect(readFileSync((await fixture.fetch('next', 60)).path)).toHaveLength(60);
  });

  test('when it should drop what was more than the cap is only logged', async () => {
    fixture.disk.freeBytes = 300;
    fixture.announce({ large: 300 });
    const wanted = spool.want(idOf('large'), signal);
    await expect.poll(() => spool.wantedUploads).toEqual([idOf('large')]);
    await fixture.send('large', 300);
    const hold = await wanted;
    if (!hold.ok) throw new Error(hold.error.code);
    makeUnremovable(hold.value.path);
    hold.value[Symbol.dispose]();
    await expect.poll(() => fixture.warnings).toHaveLength(1);
  });
});
