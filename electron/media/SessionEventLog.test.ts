import { describe, expect, test } from 'vitest';
import { Emitter } from '../base/Emitter.ts';
import { SessionLogEntry, SessionSnapshot } from '../contract/signalPath.ts';
import { mediaErrorToAppErrorCode, mediaErrorTraits } from './MediaErrorCode.ts';
import type { MediaSessionEvent } from './MediaSessionEvent.ts';
import { SessionEventLog } from './SessionEventLog.ts';
import { sessionSnapshot } from './sessionSnapshot.ts';
import { SessionHarness } from './testing/SessionHarness.ts';

describe('the event log', () => {
  test('keeps the newest entries and gives them by index', () => {
    const events = new Emitter<MediaSessionEvent>();
    const log = new SessionEventLog({ events, capacity: 3, now: () => new Date(0) });
    expect(log.readLog(0, 10)).toEqual([]);
    for (let turn = 0; turn < 5; turn += 1) events.emit({ type: 'MEBufferingStarted' });
    expect(log.lastIndex).toBe(5);
    expect(log.readLog(0, 10).map((entry) => entry.index)).toEqual([3, 4, 5]);
    expect(log.readLog(3, 1).map((entry) => entry.index)).toEqual([4]);
    expect(log.readLog(5, 10)).toEqual([]);
    expect(log.readLog(-9, 2).map((entry) => entry.index)).toEqual([3, 4]);
    log[Symbol.dispose]();
    events.emit({ type: 'MEBufferingStopped' });
    expect(log.lastIndex).toBe(5);
  });

  test('says what failed by the name Windows has for it, or by the cause', async () => {
    const harness = new SessionHarness();
    const log = new SessionEventLog({ events: harness.session.events });
    await harness.run(harness.session.start());
    await harness.playing();
    const entries = log.readLog(0, 100);
    for (const entry of entries) expect(SessionLogEntry.safeParse(entry).success).toBe(true);
    expect(entries[0]).toMatchObject({ event: 'MESessionStarted', status: 'MF_E_INVALIDREQUEST' });
    expect(entries.find((entry) => entry.summary === 'ready')).toMatchObject({
      event: 'MESessionTopologyStatus',
      status: 'ok',
      topologyId: 1,
    });
  });
});

describe('the snapshot', () => {
  test('is the contract’s in every state', async () => {
    const harness = new SessionHarness();
    const states: string[] = [];
    const look = () => {
      const snapshot = SessionSnapshot.parse(sessionSnapshot(harness.session, 7));
      states.push(snapshot.state);
      return snapshot;
    };
    expect(look().clock).toMatchObject({ state: 'invalid', timeSource: null, positionMs: null });
    await harness.run(harness.session.setTopology(harness.topology()));
    expect(look().current?.status).toBe('ready');
    harness.session.start();
    look();
    await harness.settle();
    await harness.run(harness.session.setTopology(harness.topology()));
    const started = look();
    expect(started.next?.topologyId).toBe(2);
    expect(started.current?.nodes.map((node) => node.part)).toContain('resampler');
    expect(started.clock).toMatchObject({ state: 'running', timeSource: 'audio', positionMs: 0 });
    await harness.run(harness.session.pause());
    look();
    await harness.run(harness.session.close());
    look();
    harness.session.shutdown();
    look();
    expect(states).toEqual([
      ...['fresh', 'stopped', 'starting', 'started', 'paused', 'closed', 'shutdown'],
    ]);
  });
});

test('a failure crosses the contract by its cause, else by its own code', () => {
  expect(mediaErrorToAppErrorCode({ code: 'sourceFailed', cause: { code: 'file.empty' } })).toBe(
    'file.empty',
  );
  expect(mediaErrorToAppErrorCode({ code: 'invalidPosition' })).toBe('media.invalidPosition');
  expect(mediaErrorTraits.shutdown.hresult).toBe(0xc00d3e85);
});
