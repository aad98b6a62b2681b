import { describe, expect, test } from 'vitest';
import { absolutePosition } from './StartPosition.ts';
import { fakeCapabilities } from './testing/FakeMediaSink.ts';
import { FakeMediaSource, h264, stereoMp3 } from './testing/FakeMediaSource.ts';
import { SessionHarness } from './testing/SessionHarness.ts';

describe('topology status', () => {
  test('MS-30 ready and startedSource are told with the topology, each once', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    await harness.run(harness.session.start(absolutePosition(1_000)));
    await harness.run(harness.session.stop());
    await harness.run(harness.session.start());
    const statuses = harness.eventsOf('MESessionTopologyStatus');
    expect(statuses.map((event) => event.status)).toEqual(['ready', 'startedSource']);
    expect(statuses.every((event) => event.topology.topologyId === 1)).toBe(true);
  });

  test('MS-30 a format that changes under a topology is told as dynamicChanged', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    const capabilities = { ...fakeCapabilities, sampleRateHz: 44_100 };
    harness.sink.tell({ kind: 'formatChanged', capabilities });
    await harness.settle();
    expect(harness.trace.at(-1)).toBe('dynamicChanged 1');
    const parts = harness.session.state.current?.topology.nodes.map((node) =>
      node.kind === 'source' ? 'file' : node.part,
    );
    expect(parts).toEqual(['file', 'decoder', 'rateChanger', 'volume', 'audioOutput']);
  });

  test('MS-31 statuses of one topology come in order, SINK_SWITCHED in front for later ones', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    await harness.run(harness.session.setTopology(harness.topology()));
    harness.sink.playToEnd();
    await harness.settle();
    harness.sink.playToEnd();
    await harness.settle();
    const of = (topologyId: number) =>
      harness
        .eventsOf('MESessionTopologyStatus')
        .filter((event) => event.topology.topologyId === topologyId)
        .map((event) => event.status);
    expect(of(1)).toEqual(['ready', 'startedSource', 'ended']);
    expect(of(2)).toEqual(['sinkSwitched', 'ready', 'startedSource', 'ended']);
  });

  test('MS-32 SINK_SWITCHED is told of the next topology, never of one that start began', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    await harness.run(harness.session.setTopology(harness.topology()));
    expect(harness.trace).not.toContain('sinkSwitched 1');
    harness.sink.playToEnd();
    await harness.settle();
    expect(harness.trace).toContain('sinkSwitched 2');
  });

  test('MS-32 a presentation the sink cannot go on with by itself is started by the session', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    const source = new FakeMediaSource({ name: 'late' });
    const second = harness.topology(source, {
      mediaStartMs: 1_000,
      attributes: { startTimeOnPresentationSwitchMs: 500 },
    });
    await harness.run(harness.session.setTopology(second));
    expect(harness.sink.nextLoadId).toBeNull();
    harness.sink.playToEnd();
    await harness.settle();
    expect(source.calls.at(-1)).toBe('start 1500');
    expect(harness.positionMs).toBe(500);
    expect(harness.trace.slice(-4)).toEqual([
      'sinkSwitched 2',
      'ready 2',
      'NotifyPresentationTime',
      'startedSource 2',
    ]);
  });

  test('MS-33 what has ended is told before it is let go', async () => {
    const harness = new SessionHarness();
    const source = new FakeMediaSource();
    await harness.playing(source);
    harness.session.events.subscribe((event) => {
      if (event.type !== 'MESessionTopologyStatus' || event.status !== 'ended') return;
      expect(source.calls).not.toContain('stop');
    });
    harness.sink.playToEnd();
    await harness.settle();
    expect(harness.trace).toContain('ended 1');
    expect(source.listenerCount).toBe(0);
  });

  test('MS-34 natural end of the last presentation: EndOfPresentation, ENDED, SessionEnded, stopped', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    harness.sink.playToEnd();
    await harness.settle();
    expect(harness.trace.slice(-3)).toEqual(['EndOfPresentation 1', 'ended 1', 'Ended']);
    expect(harness.eventsOf('MESessionStopped')).toEqual([]);
    expect(harness.session.state.playback).toBe('stopped');
    expect(harness.positionMs).toBe(0);
  });
});

describe('the next presentation', () => {
  test('is prepared while the current one plays', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    const source = new FakeMediaSource({ name: 'two' });
    await harness.run(harness.session.setTopology(harness.topology(source)));
    expect(source.calls).toEqual(['start 0']);
    expect(harness.sink.orderKinds).toEqual(['prepare', 'start', 'prepare', 'setNext']);
  });

  test('that cannot be played is told at once; the one behind it takes its place', async () => {
    const harness = new SessionHarness();
    harness.sink.media.set('media/broken', { failure: 'decode' });
    await harness.playing();
    await harness.run(
      harness.session.setTopology(harness.topology(new FakeMediaSource({ name: 'broken' }))),
    );
    expect(harness.eventsOf('MEError')).toMatchObject([
      { failure: { code: 'decodeFailed' }, topology: { topologyId: 2 } },
    ]);
    await harness.run(harness.session.setTopology(harness.topology()));
    harness.sink.playToEnd();
    await harness.settle();
    expect(harness.session.state.current?.topology.topologyId).toBe(3);
  });

  test('of video and sound are two branches of one source', async () => {
    const harness = new SessionHarness();
    const source = new FakeMediaSource({
      mimeType: 'video/mp4; codecs="avc1.64001f"',
      formats: [h264, stereoMp3],
    });
    await harness.playing(source);
    expect(harness.sink.orders[0]).toMatchObject({ kind: 'prepare', hasVideo: true });
    const clock = harness.session.getClock();
    expect(clock.ok && clock.value.timeSource).toBe('audio');
  });
});
