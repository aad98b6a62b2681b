import { beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeMonotonicClock } from '../base/testing/FakeMonotonicClock.ts';
import { ok } from '../base/Result.ts';
import { awaitDisk, diskPatienceMs } from './awaitDisk.ts';
import { inspectFile } from './inspectFile.ts';

const forever = new Promise<never>(() => undefined);
// A network drive whose server is gone.
vi.mock('./openForReading.ts', () => ({ openForReading: () => forever }));

describe('awaitDisk', () => {
  let clock: FakeMonotonicClock;
  let abort: AbortController;
  beforeEach(() => {
    clock = new FakeMonotonicClock();
    abort = new AbortController();
  });

  const lookAt = (look: () => Promise<never>) =>
    awaitDisk(look, { subject: 'a.mp3', signal: abort.signal, clock });

  test('gives what the disk says and keeps no timer', async () => {
    const options = { subject: 'a.mp3', signal: abort.signal, clock };
    expect(await awaitDisk(() => Promise.resolve(ok(7)), options)).toEqual(ok(7));
    expect(clock.pendingTimerCount).toBe(0);
  });

  test('gives a disk up that says nothing', async () => {
    const given = lookAt(() => forever);
    clock.advance(diskPatienceMs);
    expect(await given).toEqual({
      ok: false,
      error: { code: 'file.readFailed', subject: 'a.mp3' },
    });
  });

  test('does not wait after an abort, nor ask after one that came before', async () => {
    const given = lookAt(() => forever);
    abort.abort();
    const cancelled = { ok: false, error: { code: 'app.cancelled', subject: 'a.mp3' } };
    expect(await given).toEqual(cancelled);
    const look = vi.fn(() => forever);
    expect(await lookAt(look)).toEqual(cancelled);
    expect(look).not.toHaveBeenCalled();
    expect(clock.pendingTimerCount).toBe(0);
  });

  test('passes on what a look throws', async () => {
    await expect(lookAt(() => Promise.reject(new Error('fault')))).rejects.toThrow('fault');
    expect(clock.pendingTimerCount).toBe(0);
  });

  test('an inspection of a file on such a disk ends', async () => {
    const inspected = inspectFile('/nas/music/a.mp3', abort.signal, { clock });
    clock.advance(diskPatienceMs);
    expect(await inspected).toMatchObject({ error: { code: 'file.readFailed', subject: 'a.mp3' } });
  });
});
