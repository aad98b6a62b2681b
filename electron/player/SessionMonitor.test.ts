import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { SessionLogEntry, SessionSnapshot } from '../contract/signalPath.ts';
import { FakeMediaSource } from '../media/testing/FakeMediaSource.ts';
import { SessionHarness } from '../media/testing/SessionHarness.ts';
import { maximumLogEntries, SessionMonitor } from './SessionMonitor.ts';

function setUp() {
  const harness = new SessionHarness();
  const { session } = harness;
  const monitor = new SessionMonitor({
    session,
    outputLabel: () => 'Speakers',
    now: () => new Date(0),
  });
  return { harness, session, monitor };
}

describe('SessionMonitor', () => {
  test('shows a fresh session', () => {
    const { monitor } = setUp();
    expect(z.parse(SessionSnapshot, monitor.snapshot)).toMatchObject({
      state: 'fresh',
      current: null,
      next: null,
      clock: { state: 'invalid', positionMs: null },
      lastLogIndex: 0,
    });
  });

  test('shows what plays, what follows, and the clock', async () => {
    const { harness, session, monitor } = setUp();
    const playing = await harness.playing(new FakeMediaSource({ name: 'one' }));
    const next = harness.topology(new FakeMediaSource({ name: 'two' }));
    await harness.run(session.setTopology(next));
    harness.clock.advance(1_500);
    const snapshot = z.parse(SessionSnapshot, monitor.snapshot);
    expect(snapshot).toMatchObject({
      state: 'started',
      current: { topologyId: playing.topologyId, status: 'startedSource' },
      next: { topologyId: next.topologyId },
      clock: { state: 'running', positionMs: 1_500 },
    });
    const parts = snapshot.current?.nodes.map(({ part }) => part);
    expect(parts?.at(0)).toBe('file');
    expect(parts).toContain('audioOutput');
    expect(snapshot.current?.connections.length).toBeGreaterThan(0);
    await harness.run(session.pause());
    expect(monitor.snapshot).toMatchObject({ state: 'paused', clock: { state: 'paused' } });
  });

  test('logs every event once, in order, and what failed by its name', async () => {
    const { harness, session, monitor } = setUp();
    let changeCount = 0;
    monitor.changes.subscribe(() => (changeCount += 1));
    await harness.run(session.start());
    await harness.playing();
    const entries = monitor.readLog(0, 500);
    for (const entry of entries) z.parse(SessionLogEntry, entry);
    expect(entries.map(({ event }) => event)).toEqual(harness.events.map(({ type }) => type));
    expect(entries.map(({ index }) => index)).toEqual(entries.map((_entry, place) => place + 1));
    expect(entries[0]).toMatchObject({
      event: 'MESessionStarted',
      status: 'MF_E_INVALIDREQUEST',
      topologyId: null,
    });
    expect(changeCount).toBe(entries.length);
    expect(monitor.readLog(entries.length - 2, 1)).toEqual([entries.at(-2)]);
    monitor[Symbol.dispose]();
    await harness.run(session.pause());
    expect(monitor.snapshot.lastLogIndex).toBe(entries.length);
  });

  test('keeps a bounded log', async () => {
    const { harness, session, monitor } = setUp();
    for (let count = 0; count < 3 * maximumLogEntries; count++) {
      await harness.run(session.clearTopologies());
      harness.events.length = 0;
    }
    const entries = monitor.readLog(0, 1e6);
    expect(entries.length).toBeLessThanOrEqual(2 * maximumLogEntries);
    expect(entries.at(-1)?.index).toBe(3 * maximumLogEntries);
  });
});
