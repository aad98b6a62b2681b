import { describe, expect, test } from 'vitest';
import { ok } from '../base/Result.ts';
import { TopologyId } from '../contract/ids.ts';
import { absolutePosition } from './StartPosition.ts';
import { fakeCapabilities } from './testing/FakeMediaSink.ts';
import { FakeMediaSource } from './testing/FakeMediaSource.ts';
import { SessionHarness } from './testing/SessionHarness.ts';
import { TopologyResolver } from './TopologyResolver.ts';

describe('creation', () => {
  test('MS-01 the session is its own event generator', async () => {
    const harness = new SessionHarness();
    harness.session.setTopology(null);
    const fetched = await harness.session.generator.getEvent();
    expect(fetched).toMatchObject({ ok: true, value: { type: 'MESessionTopologySet' } });
  });

  test('MS-02 a loader of its own', async () => {
    const resolver = new TopologyResolver();
    const loaded: number[] = [];
    const harness = new SessionHarness({
      loader: {
        load: (topology, capabilities) => {
          loaded.push(topology.topologyId);
          return resolver.load(topology, capabilities);
        },
      },
    });
    await harness.playing();
    expect(loaded).toEqual([1]);
  });

  test('MS-02 with global time every topology has project times, without none has', () => {
    const projectTimes = { attributes: { projectStartMs: 0, projectStopMs: 1_000 } };
    const code = (globalTime: boolean, options: object) => {
      const harness = new SessionHarness({ globalTime });
      const set = harness.session.setTopology(harness.topology(new FakeMediaSource(), options));
      return set.ok ? 'accepted' : set.error.code;
    };
    expect(code(true, projectTimes)).toBe('accepted');
    expect(code(true, {})).toBe('topoInvalidTimeAttributes');
    expect(code(false, {})).toBe('accepted');
    expect(code(false, projectTimes)).toBe('topoInvalidTimeAttributes');
  });

  test('MS-03 the session alone drives its sources, hears them and publishes what they tell', async () => {
    const harness = new SessionHarness();
    const source = new FakeMediaSource();
    await harness.playing(source);
    expect(source.calls).toEqual(['start 0']);
    source.tell({ kind: 'other', name: 'MEUnknown' });
    expect(harness.events.at(-1)).toEqual({
      type: 'MEExtendedType',
      extendedType: 'Source',
      name: 'MEUnknown',
    });
  });

  test('MS-03 one source in two presentations is not stopped under the second', async () => {
    const harness = new SessionHarness();
    const source = new FakeMediaSource();
    await harness.playing(source);
    await harness.run(harness.session.setTopology(harness.topology(source)));
    harness.sink.playToEnd();
    await harness.settle();
    expect(source.calls).toEqual(['start 0', 'start 0']);
    harness.sink.playToEnd();
    await harness.settle();
    expect(source.calls.at(-1)).toBe('stop');
  });
});

describe('capabilities', () => {
  test('MS-40 none before a topology, then those of the current one; legal after close', async () => {
    const harness = new SessionHarness();
    const none = {
      start: false,
      seek: false,
      pause: false,
      rateForward: false,
      rateReverse: false,
    };
    expect(harness.session.getSessionCapabilities()).toEqual(ok(none));
    await harness.playing();
    expect(harness.session.getSessionCapabilities()).toEqual(
      ok({ start: true, seek: true, pause: true, rateForward: true, rateReverse: false }),
    );
    await harness.run(harness.session.close());
    expect(harness.session.getSessionCapabilities()).toEqual(ok(none));
    harness.session.shutdown();
    expect(harness.session.getSessionCapabilities()).toEqual({
      ok: false,
      error: { code: 'shutdown' },
    });
  });

  test('MS-41 a change is told with what changed', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    const source = new FakeMediaSource({ name: 'live', characteristics: { seekable: false } });
    await harness.run(harness.session.setTopology(harness.topology(source), { immediate: true }));
    const told = harness.eventsOf('MESessionCapabilitiesChanged');
    expect(told.map((event) => event.delta)).toEqual([
      ['start', 'seek', 'pause', 'rateForward'],
      ['seek'],
    ]);
    expect(told.at(-1)?.capabilities.seek).toBe(false);
  });
});

describe('stop time', () => {
  test('MS-52 a presentation ends at its stop time and the next one begins', async () => {
    const harness = new SessionHarness();
    const first = harness.topology(new FakeMediaSource(), { mediaStopMs: 5_000 });
    await harness.run(harness.session.setTopology(first));
    await harness.run(harness.session.start());
    await harness.run(harness.session.setTopology(harness.topology()));
    harness.clock.advance(4_900);
    expect(harness.trace).not.toContain('ended 1');
    harness.clock.advance(200);
    await harness.settle();
    expect(harness.trace).toContain('EndOfPresentation 1');
    expect(harness.trace.at(-1)).toBe('startedSource 2');
  });

  test('MS-52 the node attribute editor changes the stop time of what is queued', async () => {
    const harness = new SessionHarness();
    const topology = await harness.playing();
    const editor = harness.session.getService('topologyNodeAttributeEditor');
    if (!editor.ok) throw new Error('No editor');
    expect(editor.value.setMediaStop(topology.topologyId, 1, 3_000)).toEqual(ok());
    const code = (result: { ok: boolean; error?: { code: string } }) => result.error?.code;
    expect(code(editor.value.setMediaStop(TopologyId.parse(9), 1, 1))).toBe('notAvailable');
    expect(code(editor.value.setMediaStop(topology.topologyId, 1, 0))).toBe(
      'topoInvalidTimeAttributes',
    );
    harness.clock.advance(3_000);
    expect(harness.trace.at(-1)).toBe('Ended');
  });

  test('MS-52 the start time of a switch is that of the later topology', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    const later = harness.topology(new FakeMediaSource({ name: 'later' }), {
      attributes: { startTimeOnPresentationSwitchMs: 2_500 },
    });
    await harness.run(harness.session.setTopology(later));
    harness.sink.playToEnd();
    await harness.settle();
    expect(harness.positionMs).toBe(2_500);
  });
});

describe('the end of a session', () => {
  test('MS-53 Closed is the last event; afterwards only what reads is valid', async () => {
    const harness = new SessionHarness();
    const topology = await harness.playing();
    expect(await harness.run(harness.session.close())).toBeNull();
    expect(harness.events.at(-1)?.type).toBe('MESessionClosed');
    const { session } = harness;
    const refused = { ok: false, error: { code: 'invalidRequest' } };
    const answers = [
      session.setTopology(topology),
      session.start(),
      session.pause(),
      session.stop(),
      session.close(),
    ];
    for (const answer of answers) expect(answer).toEqual(refused);
    expect(session.getClock().ok).toBe(true);
    expect(session.getSessionCapabilities().ok).toBe(true);
    await harness.settle();
    expect(harness.events.at(-1)?.type).toBe('MESessionClosed');
  });

  test('MS-53 commands behind an accepted close are refused while it is under way', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    const close = harness.session.close();
    expect(harness.session.start()).toEqual({ ok: false, error: { code: 'invalidRequest' } });
    expect(await harness.run(close)).toBeNull();
  });

  test('MS-54 shutdown answers everything with shutdown, bad arguments first', async () => {
    const harness = new SessionHarness();
    const topology = await harness.playing();
    const { session } = harness;
    const waiting = session.setTopology(harness.topology());
    session.shutdown();
    if (!waiting.ok) throw new Error('Refused');
    expect(await waiting.value.completion).toEqual({ ok: false, error: { code: 'shutdown' } });
    const answers = [
      session.setTopology(topology),
      session.clearTopologies(),
      session.start(),
      session.pause(),
      session.stop(),
      session.close(),
      session.getClock(),
      session.getFullTopology('current'),
      session.getService('rateControl'),
      session.shutdown(),
    ];
    for (const answer of answers)
      expect(answer).toEqual({ ok: false, error: { code: 'shutdown' } });
    expect(session.start(absolutePosition(Number.NaN))).toEqual({
      ok: false,
      error: { code: 'invalidArgument' },
    });
  });

  test('MS-54 shutdown without close lets go of sink, source and timers', async () => {
    const harness = new SessionHarness();
    const source = new FakeMediaSource();
    await harness.playing(source);
    harness.session.shutdown();
    expect(harness.sink.orderKinds.at(-1)).toBe('unload');
    expect(source.listenerCount).toBe(0);
    expect(harness.clock.pendingTimerCount).toBe(0);
  });

  test('MS-55 a source shut down before Closed makes that its status', async () => {
    const harness = new SessionHarness();
    const source = new FakeMediaSource();
    await harness.playing(source);
    source.shutdown();
    expect(await harness.run(harness.session.close())).toEqual({ code: 'shutdown' });
  });

  test('MS-55 close, then the source, then the session: all is well', async () => {
    const harness = new SessionHarness();
    const source = new FakeMediaSource();
    await harness.playing(source);
    expect(await harness.run(harness.session.close())).toBeNull();
    source.shutdown();
    expect(harness.session.shutdown().ok).toBe(true);
  });
});

describe('trouble', () => {
  test('MS-56 an unexpected failure is MEError; the session stops and the next one is current', async () => {
    const harness = new SessionHarness();
    const source = new FakeMediaSource();
    await harness.playing(source);
    await harness.run(harness.session.setTopology(harness.topology()));
    source.tell({ kind: 'error', error: { code: 'file.readFailed' } });
    await harness.settle();
    expect(harness.eventsOf('MEError')).toMatchObject([
      {
        failure: { code: 'sourceFailed', cause: { code: 'file.readFailed' } },
        topology: { topologyId: 1 },
      },
    ]);
    expect(harness.session.state.playback).toBe('stopped');
    expect(harness.session.state.current?.topology.topologyId).toBe(2);
    expect(await harness.run(harness.session.start())).toBeNull();
  });

  test('MS-56 a failure of the sink in the middle is MEError too', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    const loadId = harness.sink.playingLoadId;
    if (loadId === null) throw new Error('Nothing plays');
    harness.sink.tell({ kind: 'failed', loadId, reason: 'network', details: 'gone' });
    expect(harness.eventsOf('MEError')[0]?.failure).toEqual({
      code: 'sinkReadFailed',
      details: 'gone',
    });
  });

  test('MS-56 what is not fatal is passed on and it keeps playing', async () => {
    const harness = new SessionHarness();
    const source = new FakeMediaSource();
    await harness.playing(source);
    source.tell({ kind: 'nonFatalError', error: { code: 'file.truncated' } });
    expect(harness.events.at(-1)?.type).toBe('MENonFatalError');
    expect(harness.session.state.playback).toBe('started');
  });

  test('MS-57 buffering pauses the clock until it is over', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    const loadId = harness.sink.playingLoadId;
    if (loadId === null) throw new Error('Nothing plays');
    harness.clock.advance(2_000);
    harness.sink.tell({ kind: 'stalled', loadId, positionMs: 2_000 });
    harness.clock.advance(7_000);
    expect(harness.positionMs).toBe(2_000);
    harness.sink.tell({ kind: 'resumed', loadId, positionMs: 2_000 });
    harness.clock.advance(1_000);
    expect(harness.positionMs).toBe(3_000);
    expect(harness.trace.slice(-2)).toEqual(['BufferingStarted', 'BufferingStopped']);
  });

  test('MS-57 buffering of the source does the same', async () => {
    const harness = new SessionHarness();
    const source = new FakeMediaSource();
    await harness.playing(source);
    source.tell({ kind: 'bufferingStarted' });
    harness.clock.advance(1_000);
    expect(harness.positionMs).toBe(0);
    source.tell({ kind: 'bufferingStopped' });
    expect(harness.trace.slice(-2)).toEqual(['BufferingStarted', 'BufferingStopped']);
    expect(harness.session.state.clock).toBe('running');
  });

  test('MS-57 a sink that is paused unasked pauses the session; a start goes on where it was', async () => {
    const harness = new SessionHarness();
    const source = new FakeMediaSource();
    await harness.playing(source);
    harness.sink.playTo(2_000);
    harness.sink.interrupt();
    expect(harness.trace.at(-1)).toBe('SinkInterrupted');
    expect(source.calls.at(-1)).toBe('pause');
    expect(harness.session.state.playback).toBe('paused');
    harness.clock.advance(7_000);
    expect(harness.positionMs).toBe(2_000);
    expect(await harness.run(harness.session.start())).toBeNull();
    harness.clock.advance(1_000);
    expect(harness.positionMs).toBe(3_000);
    expect(harness.sink.orderKinds).toEqual(['prepare', 'start', 'start']);
  });

  test('MS-57 a sink that is lost pauses the session; a new topology goes on where it was', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    await harness.run(harness.session.setTopology(harness.topology()));
    harness.sink.playTo(12_000);
    harness.sink.invalidate();
    expect(harness.trace.at(-1)).toBe('SinkInvalidated');
    expect(harness.session.state.pending).toEqual([]);
    expect(harness.session.state.playback).toBe('paused');
    expect(harness.positionMs).toBe(12_000);
    expect(await harness.run(harness.session.start())).toEqual({ code: 'sinkLost' });
    harness.sink.comeBack();
    expect(harness.trace.at(-1)).toBe('SinkAvailable');
    await harness.run(harness.session.setTopology(harness.topology(), { immediate: true }));
    expect(await harness.run(harness.session.start(absolutePosition(12_000)))).toBeNull();
    expect(harness.positionMs).toBe(12_000);
  });

  test('MS-57 a sink lost in the middle of a start is its status', async () => {
    const harness = new SessionHarness();
    await harness.run(harness.session.setTopology(harness.topology()));
    harness.sink.silences.add('start');
    const start = harness.session.start();
    await harness.settle();
    harness.sink.invalidate();
    expect(await harness.run(start)).toEqual({ code: 'sinkLost' });
  });

  test('MS-57 another format of the output is told with the output node', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    const capabilities = { ...fakeCapabilities, channelCount: 6 };
    harness.sink.tell({ kind: 'formatChanged', capabilities });
    await harness.settle();
    expect(harness.eventsOf('MESessionStreamSinkFormatChanged')).toEqual([
      { type: 'MESessionStreamSinkFormatChanged', outputNodeId: 2, capabilities },
    ]);
  });
});
