import { describe, expect, test } from 'vitest';
import { TopologyId } from '../contract/ids.ts';
import { sinkActivate, sourceNodesOf, type Topology } from './Topology.ts';
import { TopologyResolver } from './TopologyResolver.ts';
import { FakeMediaSink, fakeCapabilities } from './testing/FakeMediaSink.ts';
import { FakeMediaSource, stereoMp3 } from './testing/FakeMediaSource.ts';
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

  test('MS-20 flags may be combined', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    const full = await fullTopology(harness);
    const flags = { immediate: true, noResolution: true };
    expect(await harness.run(harness.session.setTopology(full, flags))).toBeNull();
    expect(harness.eventsOf('MESessionTopologySet').at(-1)?.topology).toBe(full);
    expect(harness.session.state.current?.topology).toBe(full);
    expect(harness.trace.at(-1)).toBe(`startedSource ${full.topologyId}`);
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

  test('MS-23 clear-current while paused leaves the pending ones, the next of them loaded', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    await harness.run(harness.session.setTopology(harness.topology()));
    await harness.run(harness.session.setTopology(harness.topology()));
    await harness.run(harness.session.pause());
    await harness.run(harness.session.setTopology(null, { clearCurrent: true }));
    const { current, pending, playback } = harness.session.state;
    expect(current).toMatchObject({ topology: { topologyId: 2 }, load: 'prepared' });
    expect(pending.map(({ topology }) => topology.topologyId)).toEqual([3]);
    expect(playback).toBe('stopped');
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
