import { describe, expect, test } from 'vitest';
import { TopologyId } from '../contract/ids.ts';
import { absolutePosition } from './StartPosition.ts';
import { sinkActivate, sourceNodesOf, type Topology } from './Topology.ts';
import { TopologyResolver } from './TopologyResolver.ts';
import { FakeMediaSink, fakeCapabilities } from './testing/FakeMediaSink.ts';
import { FakeMediaSource, h264, stereoMp3 } from './testing/FakeMediaSource.ts';
import { SessionHarness } from './testing/SessionHarness.ts';

function withSource(topology: Topology, change: object): Topology {
  const nodes = topology.nodes.map((node) =>
    node.kind === 'source' ? { ...node, ...change } : node,
  );
  return { ...topology, nodes };
}

async function fullTopology(harness: SessionHarness, topology = harness.topology()) {
  const bound = {
    ...topology,
    nodes: topology.nodes.map((node) =>
      node.kind === 'output' ? { ...node, sink: harness.sink } : node,
    ),
  };
  const full = await new TopologyResolver().load(bound, fakeCapabilities);
  if (!full.ok) throw new Error(full.error.code);
  return full.value;
}

describe('setTopology', () => {
  test('MS-20 a partial topology is resolved into another, full one', async () => {
    const harness = new SessionHarness();
    const partial = harness.topology();
    await harness.run(harness.session.setTopology(partial));
    const told = harness.eventsOf('MESessionTopologySet')[0]?.topology;
    expect(told).not.toBe(partial);
    expect(told?.resolution).toBe('full');
    expect(told?.nodes.map((node) => (node.kind === 'source' ? 'file' : node.part))).toEqual([
      ...['file', 'decoder', 'resampler', 'rateChanger', 'volume', 'audioOutput'],
    ]);
  });

  test('MS-20 without resolution it has to be full and is told as the same object', async () => {
    const harness = new SessionHarness();
    const full = await fullTopology(harness);
    expect(await harness.run(harness.session.setTopology(full, { noResolution: true }))).toBeNull();
    expect(harness.eventsOf('MESessionTopologySet')[0]?.topology).toBe(full);
    const partial = harness.topology();
    expect(await harness.run(harness.session.setTopology(partial, { noResolution: true }))).toEqual(
      { code: 'topoUnsupported' },
    );
  });

  test('MS-21 without flags it becomes current when nothing is, else it waits its turn', async () => {
    const harness = new SessionHarness();
    await harness.playing(new FakeMediaSource({ name: 'one' }));
    const second = harness.topology(new FakeMediaSource({ name: 'two' }));
    await harness.run(harness.session.setTopology(second));
    expect(harness.session.state.current?.topology.topologyId).toBe(1);
    harness.sink.playToEnd();
    await harness.settle();
    expect(harness.session.state.current?.topology.topologyId).toBe(2);
    expect(harness.session.state.playback).toBe('started');
  });

  test('MS-22 immediate while playing: the current one ends, the pending ones go, it begins', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    await harness.run(harness.session.setTopology(harness.topology()));
    const third = harness.topology(new FakeMediaSource({ name: 'third' }));
    await harness.run(harness.session.setTopology(third, { immediate: true }));
    expect(harness.session.state.current?.topology.topologyId).toBe(3);
    expect(harness.session.state.pending).toEqual([]);
    expect(harness.trace.slice(-4)).toEqual([
      'sinkSwitched 3',
      'ready 3',
      'NotifyPresentationTime',
      'startedSource 3',
    ]);
    expect(harness.trace).toContain('EndOfPresentation 1 cancelled');
    expect(harness.trace).not.toContain('ended 2');
  });

  test('MS-22 immediate without a topology does nothing', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    expect(await harness.run(harness.session.setTopology(null, { immediate: true }))).toBeNull();
    expect(harness.session.state.current?.topology.topologyId).toBe(1);
  });

  test.each(['pause', 'stop'] as const)(
    'MS-22 immediate after %s is applied at the next start',
    async (name) => {
      const harness = new SessionHarness();
      await harness.playing();
      await harness.run(harness.session[name]());
      await harness.run(harness.session.setTopology(harness.topology(), { immediate: true }));
      expect(harness.session.state.current?.topology.topologyId).toBe(1);
      await harness.run(harness.session.start());
      expect(harness.session.state.current?.topology.topologyId).toBe(2);
      expect(harness.trace).toContain('EndOfPresentation 1 cancelled');
      expect(harness.positionMs).toBe(0);
    },
  );

  test('MS-23 clear-current removes the current one; the next one is loaded and plays', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    await harness.run(harness.session.setTopology(harness.topology()));
    expect(await harness.run(harness.session.setTopology(null, { clearCurrent: true }))).toBeNull();
    expect(harness.session.state.current?.topology.topologyId).toBe(2);
    expect(harness.trace.at(-1)).toBe('startedSource 2');
    await harness.run(harness.session.setTopology(null, { clearCurrent: true }));
    expect(harness.session.state.current).toBeNull();
    expect(harness.session.state.playback).toBe('stopped');
  });

  test('MS-23 clear-current of a topology that is not current is a no-op', async () => {
    const harness = new SessionHarness();
    const current = await harness.playing();
    await harness.run(harness.session.setTopology(harness.topology(), { clearCurrent: true }));
    expect(harness.session.state.current?.topology.topologyId).toBe(current.topologyId);
    expect(harness.session.state.pending).toEqual([]);
    await harness.run(harness.session.setTopology(current, { clearCurrent: true }));
    expect(harness.session.state.current).toBeNull();
  });

  test('MS-24 TopologySet is told at once, also while stopped or paused', async () => {
    const harness = new SessionHarness();
    await harness.run(harness.session.setTopology(harness.topology()));
    expect(harness.trace).toEqual(['TopologySet 1', 'ready 1']);
    await harness.run(harness.session.start());
    await harness.run(harness.session.pause());
    await harness.run(harness.session.setTopology(harness.topology(), { immediate: true }));
    expect(harness.trace.at(-1)).toBe('TopologySet 2');
  });

  test('MS-25 bad topologies are refused on the spot and no event follows', async () => {
    const harness = new SessionHarness();
    const good = harness.topology();
    const unselected = {
      streams: [{ streamId: 0, selected: false, format: stereoMp3 }],
      durationMs: null,
      mimeType: 'audio/mpeg',
    };
    const refusals = [
      [withSource(good, { source: null }), 'topoMissingSource'],
      [withSource(good, { presentation: unselected }), 'topoStreamDescriptorNotSelected'],
      [withSource(good, { mediaStartMs: 5, mediaStopMs: 5 }), 'topoInvalidTimeAttributes'],
      [withSource(good, { mediaStartMs: -1 }), 'topoInvalidTimeAttributes'],
      [{ ...good, attributes: { projectStartMs: 0 } }, 'topoInvalidTimeAttributes'],
    ] as const;
    for (const [topology, code] of refusals) {
      expect(harness.session.setTopology(topology)).toEqual({ ok: false, error: { code } });
    }
    await harness.settle();
    expect(harness.events).toEqual([]);
    expect(harness.sink.orders).toEqual([]);
  });

  test('MS-26 what cannot be resolved is told on the event', async () => {
    const harness = new SessionHarness();
    const good = harness.topology();
    const elsewhere = {
      ...good,
      nodes: good.nodes.map((node) =>
        node.kind === 'output' ? { ...node, sink: new FakeMediaSink() } : node,
      ),
    };
    const crossed = {
      ...good,
      nodes: good.nodes.map((node) =>
        node.kind === 'output' ? { ...node, part: 'videoOutput' as const } : node,
      ),
    };
    const refusals = [
      [{ ...good, nodes: [], connections: [] }, 'topoUnsupported'],
      [{ ...good, nodes: sourceNodesOf(good), connections: [] }, 'topoUnsupported'],
      [elsewhere, 'topoUnsupported'],
      [crossed, 'invalidMediaType'],
    ] as const;
    for (const [topology, code] of refusals) {
      expect(await harness.run(harness.session.setTopology(topology))).toEqual({ code });
    }
    expect(harness.session.state.current).toBeNull();
  });

  test('MS-26 an activate handed straight to the loader is refused there', async () => {
    const topology = new SessionHarness().topology();
    expect(topology.nodes.at(-1)).toMatchObject({ sink: sinkActivate });
    const loaded = await new TopologyResolver().load(topology, fakeCapabilities);
    expect(loaded).toEqual({ ok: false, error: { code: 'topoSinkActivatesUnsupported' } });
  });

  test('MS-26 what the sink cannot play is told before it is loaded', async () => {
    const harness = new SessionHarness();
    const source = new FakeMediaSource({ mimeType: 'audio/x-ape' });
    const failure = await harness.run(harness.session.setTopology(harness.topology(source)));
    expect(failure).toEqual({ code: 'unsupportedFormat' });
    expect(harness.sink.orders).toEqual([]);
  });

  test('MS-26 without a sink there is nothing to resolve against', async () => {
    const harness = new SessionHarness({ capabilities: null });
    const failure = await harness.run(harness.session.setTopology(harness.topology()));
    expect(failure).toEqual({ code: 'noSink' });
  });

  test('MS-27 TopologySet carries the full topology, or none', async () => {
    const harness = new SessionHarness();
    await harness.run(harness.session.setTopology(harness.topology()));
    await harness.run(harness.session.setTopology(null));
    const told = harness.eventsOf('MESessionTopologySet').map((event) => event.topology);
    expect(told.map((topology) => topology?.resolution)).toEqual(['full', undefined]);
  });

  test('MS-28 clearTopologies empties the queue, what plays goes on', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    await harness.run(harness.session.setTopology(harness.topology()));
    expect(harness.sink.nextLoadId).not.toBeNull();
    expect(await harness.run(harness.session.clearTopologies())).toBeNull();
    expect(await harness.run(harness.session.clearTopologies())).toBeNull();
    expect(harness.session.state.pending).toEqual([]);
    expect(harness.sink.nextLoadId).toBeNull();
    harness.sink.playToEnd();
    await harness.settle();
    expect(harness.trace.at(-1)).toBe('Ended');
  });

  test('MS-28 after close it is accepted and fails on its event', async () => {
    const harness = new SessionHarness();
    await harness.run(harness.session.close());
    expect(await harness.run(harness.session.clearTopologies())).toEqual({
      code: 'invalidRequest',
    });
    harness.session.shutdown();
    expect(harness.session.clearTopologies()).toEqual({ ok: false, error: { code: 'shutdown' } });
  });

  test('MS-29 the full topology: the current one, a pending one by id, never one that ended', async () => {
    const harness = new SessionHarness();
    const { session } = harness;
    const unavailable = { ok: false, error: { code: 'notAvailable' } };
    expect(session.getFullTopology('current')).toEqual(unavailable);
    await harness.playing();
    await harness.run(session.setTopology(harness.topology()));
    expect(session.getFullTopology('current')).toMatchObject({ value: { topologyId: 1 } });
    const second = TopologyId.parse(2);
    expect(session.getFullTopology(second)).toMatchObject({ value: { resolution: 'full' } });
    harness.sink.playToEnd();
    await harness.settle();
    expect(session.getFullTopology(TopologyId.parse(1))).toEqual(unavailable);
    await harness.run(session.close());
    expect(session.getFullTopology('current')).toEqual(unavailable);
  });
});

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
