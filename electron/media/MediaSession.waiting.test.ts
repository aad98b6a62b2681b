import { describe, expect, test } from 'vitest';
import { absolutePosition } from './StartPosition.ts';
import { FakeMediaSource } from './testing/FakeMediaSource.ts';
import { SessionHarness } from './testing/SessionHarness.ts';

describe('a sink that does not answer', () => {
  test('a start fails when nothing is heard for the idle time', async () => {
    const harness = new SessionHarness({ idleTimeoutMs: 1_000 });
    await harness.run(harness.session.setTopology(harness.topology()));
    harness.sink.silences.add('start');
    const accepted = harness.session.start();
    await harness.settle();
    harness.clock.advance(999);
    expect(harness.eventsOf('MESessionStarted')).toEqual([]);
    harness.clock.advance(1);
    expect(await harness.run(accepted)).toEqual({ code: 'sinkTimedOut' });
    expect(harness.session.state.playback).toBe('stopped');
  });

  test('signs of life keep a slow start waiting', async () => {
    const harness = new SessionHarness({ idleTimeoutMs: 1_000 });
    await harness.run(harness.session.setTopology(harness.topology()));
    harness.sink.silences.add('start');
    const accepted = harness.session.start();
    await harness.settle();
    const loadId = harness.session.state.current?.loadId;
    if (loadId === undefined) throw new Error('Nothing is current');
    for (let turn = 0; turn < 5; turn += 1) {
      harness.clock.advance(900);
      harness.sink.tell({ kind: 'stalled', loadId, positionMs: 0 });
    }
    expect(harness.eventsOf('MESessionStarted')).toEqual([]);
    harness.sink.tell({ kind: 'started', loadId, positionMs: 0, ageMs: 0, rate: 1 });
    expect(await harness.run(accepted)).toBeNull();
  });

  test('bytes that arrive keep the start of a load waiting that is not prepared yet', async () => {
    const harness = new SessionHarness({ idleTimeoutMs: 1_000 });
    harness.sink.silences.add('prepare');
    await harness.run(harness.session.setTopology(harness.topology()));
    const accepted = harness.session.start();
    await harness.settle();
    const loadId = harness.session.state.current?.loadId;
    if (loadId === undefined) throw new Error('Nothing is current');
    for (let turn = 1; turn <= 5; turn += 1) {
      harness.clock.advance(900);
      const bufferedMs: [number, number][] = [[0, turn]];
      harness.sink.tell({
        ...{ kind: 'position', loadId, positionMs: 0, ageMs: 0, rate: 1 },
        bufferedMs,
      });
    }
    expect(harness.eventsOf('MESessionStarted')).toEqual([]);
    const found = { seekable: true, hasAudio: true, hasVideo: false, widthPx: 0, heightPx: 0 };
    harness.sink.tell({ kind: 'prepared', loadId, durationMs: 1_000, ...found });
    expect(await harness.run(accepted)).toBeNull();
  });

  test('after a start that timed out, the next one loads afresh and old facts mean nothing', async () => {
    const harness = new SessionHarness({ idleTimeoutMs: 1_000 });
    await harness.run(harness.session.setTopology(harness.topology()));
    const former = harness.session.state.current?.loadId;
    if (former === undefined) throw new Error('Nothing is current');
    harness.sink.silences.add('start');
    harness.session.start();
    await harness.settle();
    harness.clock.advance(1_000);
    harness.sink.silences.clear();
    const before = harness.events.length;
    harness.sink.tell({ kind: 'started', loadId: former, positionMs: 0, ageMs: 0, rate: 1 });
    harness.sink.tell({ kind: 'failed', loadId: former, reason: 'decode', details: '' });
    expect(harness.events).toHaveLength(before);
    expect(await harness.run(harness.session.start())).toBeNull();
    expect(harness.session.state.current?.loadId).not.toBe(former);
  });

  test.each(['pause', 'stop'] as const)('%s ends with sinkTimedOut', async (name) => {
    const harness = new SessionHarness({ idleTimeoutMs: 1_000 });
    await harness.playing(new FakeMediaSource());
    harness.sink.answering = 'silent';
    const accepted = harness.session[name]();
    await harness.settle();
    harness.clock.advance(1_000);
    expect(await harness.run(accepted)).toEqual({ code: 'sinkTimedOut' });
    expect(harness.session.state.operation).toBeNull();
    expect(harness.clock.pendingTimerCount).toBe(0);
  });

  test('a rate that is not answered stays as it was', async () => {
    const harness = new SessionHarness({ idleTimeoutMs: 1_000 });
    await harness.playing(new FakeMediaSource());
    harness.sink.answering = 'silent';
    const control = harness.session.getService('rateControl');
    if (!control.ok) throw new Error('No rate control');
    const accepted = control.value.setRate(2);
    await harness.settle();
    harness.clock.advance(1_000);
    expect(await harness.run(accepted)).toEqual({ code: 'sinkTimedOut' });
    expect(control.value.rate).toBe(1);
  });
});

describe('a source that does not answer', () => {
  test('is not mistaken for a silent sink by a start', async () => {
    const harness = new SessionHarness({ idleTimeoutMs: 1_000 });
    const source = new FakeMediaSource();
    source.silences.add('start');
    await harness.run(harness.session.setTopology(harness.topology(source)));
    const accepted = harness.session.start();
    harness.clock.advance(1_000);
    expect(await harness.outcomeOf(accepted)).toEqual({ code: 'timedOut' });
  });

  test.each(['pause', 'stop', 'close'] as const)('%s ends with timedOut', async (name) => {
    const harness = new SessionHarness({ idleTimeoutMs: 1_000 });
    const source = new FakeMediaSource();
    await harness.playing(source);
    source.silences.add(name === 'pause' ? 'pause' : 'stop');
    const accepted = harness.session[name]();
    harness.clock.advance(1_000);
    expect(await harness.outcomeOf(accepted)).toEqual({ code: 'timedOut' });
    expect(harness.session.state.operation).toBeNull();
    expect(harness.clock.pendingTimerCount).toBe(0);
  });
});

describe('a browser that wants a gesture', () => {
  async function blocked() {
    const harness = new SessionHarness({ idleTimeoutMs: 1_000 });
    await harness.run(harness.session.setTopology(harness.topology()));
    harness.sink.isBlocked = true;
    const start = harness.session.start(absolutePosition(3_000));
    await harness.settle();
    return { harness, start };
  }

  test('the start waits without limit and completes after the gesture', async () => {
    const { harness, start } = await blocked();
    expect(harness.trace.at(-1)).toBe('SinkBlocked');
    harness.clock.advance(3_600_000);
    expect(harness.eventsOf('MESessionStarted')).toEqual([]);
    expect(harness.positionMs).toBe(3_000);
    harness.sink.unblock();
    expect(await harness.run(start)).toBeNull();
    expect(harness.positionMs).toBe(3_000);
    expect(harness.session.state.blocked).toBe(false);
    expect(harness.sink.orderKinds).toEqual(['prepare', 'start']);
  });

  test('a later pause overtakes it', async () => {
    const { harness, start } = await blocked();
    const pause = harness.session.pause();
    expect(await harness.run(start)).toEqual({ code: 'operationCancelled' });
    expect(await harness.run(pause)).toBeNull();
    expect(harness.positionMs).toBe(3_000);
    harness.sink.isBlocked = false;
    expect(await harness.run(harness.session.start())).toBeNull();
    expect(harness.positionMs).toBe(3_000);
  });

  test('a rate waits with it', async () => {
    const { harness, start } = await blocked();
    const control = harness.session.getService('rateControl');
    if (!control.ok) throw new Error('No rate control');
    const rate = control.value.setRate(2);
    await harness.settle();
    expect(harness.eventsOf('MESessionRateChanged')).toEqual([]);
    harness.sink.unblock();
    expect(await harness.run(start)).toBeNull();
    expect(await harness.run(rate)).toBeNull();
  });
});
