import { expect, test } from 'vitest';
import type { LogFields, Logger } from '../../base/Logger.ts';
import { FakeMonotonicClock } from '../../base/testing/FakeMonotonicClock.ts';
import { FakeDevice, fakeStorageId } from '../testing/fake/FakeDevice.ts';
import { openFake } from '../testing/openFake.ts';
import { log } from './log.ts';

class CapturingLogger implements Logger {
  readonly lines: (readonly [level: string, message: string, fields: LogFields])[] = [];
  debug = this.#capture('debug');
  info = this.#capture('info');
  warn = this.#capture('warn');
  error = this.#capture('error');
  child(): Logger {
    return this;
  }

  #capture(level: string) {
    return (message: string, fields: LogFields = {}) =>
      void this.lines.push([level, message, fields]);
  }
}

test('writes down each call, its time and its outcome, and no names', async () => {
  const clock = new FakeMonotonicClock();
  const logger = new CapturingLogger();
  const device = new FakeDevice({ clock });
  const connection = log(await openFake(device), { clock, logger });
  const { signal } = new AbortController();
  const folder = { storageId: fakeStorageId, folderId: null };

  device.faults.latencyMs = 40;
  const listing = connection.listStorages(signal);
  clock.advance(40);
  await listing;
  device.faults.latencyMs = 0;
  await connection.makeFolder(folder, 'secret name', signal);
  await connection.makeFolder(folder, 'secret name', signal);
  await connection.listStorages(AbortSignal.abort());

  expect(logger.lines).toEqual([
    ['debug', 'Device call', { method: 'listStorages', durationMs: 40 }],
    ['debug', 'Device call', { method: 'makeFolder', durationMs: 0 }],
    [
      'warn',
      'Device call failed',
      { method: 'makeFolder', durationMs: 0, code: 'device.nameTaken' },
    ],
    [
      'debug',
      'Device call cancelled',
      { method: 'listStorages', durationMs: 0, code: 'app.cancelled' },
    ],
  ]);
});
