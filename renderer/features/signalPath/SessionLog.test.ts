import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SessionLogEntry } from '../../../electron/contract/signalPath.ts';
import { FakeBridge } from '../../bridge/FakeBridge.ts';
import { filterEntries } from './filterEntries.ts';
import { maximumEntries, SessionLog } from './SessionLog.ts';

const entry = (index: number): SessionLogEntry => ({
  index,
  at: '2026-11-21T12:00:00.000Z',
  event: index % 2 === 0 ? 'MESessionStarted' : 'MESessionPaused',
  status: 'ok',
  topologyId: null,
  summary: `number ${index}`,
});
let bridge: FakeBridge;
let length: number;

beforeEach(() => {
  bridge = new FakeBridge();
  length = 3;
  bridge.answer('session.readLog', ({ afterIndex, limit }) => {
    const count = Math.max(0, Math.min(limit, length - 1 - afterIndex));
    return {
      ok: true,
      value: { entries: Array.from({ length: count }, (_, step) => entry(afterIndex + 1 + step)) },
    };
  });
});

/** Has the log read up to its last entry, and waits until that is here. */
async function readAll(log: SessionLog): Promise<void> {
  log.readUpTo(length - 1);
  await vi.waitFor(() => expect(log.entries.at(-1)?.index).toBe(length - 1), { interval: 1 });
}
const indexes = (log: SessionLog) => log.entries.map(({ index }) => index);

describe('SessionLog', () => {
  it('reads what is there, then only what is new', async () => {
    const log = new SessionLog(bridge);
    await readAll(log);
    length = 4;
    await readAll(log);
    expect(indexes(log)).toEqual([0, 1, 2, 3]);
    const asked = bridge.invocationsOf('session.readLog').map(({ input }) => input.afterIndex);
    expect(asked).toEqual([-1, 2]);
  });

  it('keeps the newest of a long log', async () => {
    length = maximumEntries + 700;
    const log = new SessionLog(bridge);
    await readAll(log);
    expect(log.entries).toHaveLength(maximumEntries);
  });

  it('begins again with another log', async () => {
    const log = new SessionLog(bridge);
    await readAll(log);
    length = 1;
    await readAll(log);
    expect(indexes(log)).toEqual([0]);
  });
});

describe('filterEntries', () => {
  it('finds entries that hold every word', () => {
    const entries = [entry(0), entry(1), entry(2)];
    expect(filterEntries(entries, 'PAUSED  number')).toEqual([entry(1)]);
    expect(filterEntries(entries, 'paused nothing')).toEqual([]);
    expect(filterEntries(entries, '  ')).toBe(entries);
  });
});
