import { describe, expect, test } from 'vitest';
import { SequencerSource, type SequencerEvent } from './SequencerSource.ts';
import { segmentOffset } from './StartPosition.ts';
import type { Topology } from './Topology.ts';
import { FakeMediaSource } from './testing/FakeMediaSource.ts';
import { SessionHarness } from './testing/SessionHarness.ts';

function valueOf<Value>(result: { ok: true; value: Value } | { ok: false; error: unknown }): Value {
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** A session that was given the first of `count` segments; topology ids equal segment ids. */
async function sequence(count: number, last = true) {
  const harness = new SessionHarness();
  const sequencer = new SequencerSource();
  const sources = Array.from({ length: count }, (_, at) => new FakeMediaSource({ name: `s${at}` }));
  for (const [at, source] of sources.entries()) {
    const flags = { last: last && at === count - 1 };
    valueOf(sequencer.appendTopology(harness.topology(source), flags));
  }
  harness.follow(sequencer);
  await harness.run(harness.session.setTopology(first(sequencer)));
  return { harness, sequencer, sources };
}

function first(sequencer: SequencerSource): Topology {
  return valueOf(sequencer.getMediaSourceTopology(1));
}

describe('a sequence', () => {
  test('MS-36 three segments without skipping tell the reference trace', async () => {
    const { harness } = await sequence(3);
    await harness.run(harness.session.start());
    for (const _segment of [1, 2, 3]) {
      harness.sink.playToEnd();
      await harness.settle();
    }
    expect(harness.trace.filter((line) => line !== 'NotifyPresentationTime')).toEqual([
      'TopologySet 1',
      'ready 1',
      'NewPresentation 2',
      'Started',
      'startedSource 1',
      'TopologySet 2',
      'EndOfPresentationSegment 1',
      'ended 1',
      'sinkSwitched 2',
      'ready 2',
      'startedSource 2',
      'NewPresentation 3',
      'TopologySet 3',
      'EndOfPresentationSegment 2',
      'ended 2',
      'sinkSwitched 3',
      'ready 3',
      'startedSource 3',
      'EndOfPresentation 3',
      'ended 3',
      'Ended',
    ]);
  });

  test('MS-35 the next presentation is announced while the current one plays, only if there is one', async () => {
    const { harness } = await sequence(2);
    await harness.run(harness.session.start());
    expect(harness.eventsOf('MENewPresentation').map((event) => event.segmentId)).toEqual([2]);
    expect(harness.sink.nextLoadId).not.toBeNull();
    harness.sink.playToEnd();
    await harness.settle();
    expect(harness.eventsOf('MENewPresentation')).toHaveLength(1);
  });

  test('MS-35 a topology that comes late makes a gap, not an error', async () => {
    const { harness, sequencer } = await sequence(1, false);
    await harness.run(harness.session.start());
    harness.sink.playToEnd();
    await harness.settle();
    valueOf(sequencer.appendTopology(harness.topology(), { last: true }));
    await harness.settle();
    expect(harness.eventsOf('MEError')).toEqual([]);
    expect(harness.session.state.playback).toBe('started');
    expect(harness.trace.at(-1)).toBe('startedSource 2');
  });

  test('MS-37 skipping to segment 3 during 1 tells the reference trace', async () => {
    const { harness } = await sequence(3);
    await harness.run(harness.session.start());
    harness.events.length = 0;
    await harness.run(harness.session.start(segmentOffset(3)));
    expect(harness.trace.filter((line) => line !== 'NotifyPresentationTime')).toEqual([
      'NewPresentation 3',
      'Started',
      'EndOfPresentationSegment 1 cancelled',
      'ended 1',
      'TopologySet 3',
      'sinkSwitched 2',
      'ready 2',
      'startedSource 2',
      'EndOfPresentationSegment 2 cancelled',
      'ended 2',
      'sinkSwitched 3',
      'ready 3',
      'startedSource 3',
    ]);
  });

  test('MS-37 what was prerolled really started, and is stopped', async () => {
    const { harness, sources } = await sequence(3);
    await harness.run(harness.session.start());
    await harness.run(harness.session.start(segmentOffset(3)));
    expect(sources[1]?.calls).toEqual(['start 0', 'stop']);
    expect(sources[0]?.calls).toEqual(['start 0', 'stop']);
  });

  test('MS-37 a skip begins at its offset', async () => {
    const { harness, sources } = await sequence(3);
    await harness.run(harness.session.start());
    await harness.run(harness.session.start(segmentOffset(3, 12_000)));
    expect(sources[2]?.calls.at(-1)).toBe('start 12000');
    expect(harness.positionMs).toBe(12_000);
  });

  test('MS-09 segment offsets and relative entries choose the segment', async () => {
    const { harness, sequencer } = await sequence(3);
    await harness.run(harness.session.start());
    await harness.run(harness.session.start({ kind: 'entryRelative', entries: 2 }));
    expect(sequencer.activeSegmentId).toBe(3);
    await harness.run(harness.session.start({ kind: 'entryRelative', entries: -2 }));
    expect(sequencer.activeSegmentId).toBe(1);
    const beyond = await harness.run(harness.session.start({ kind: 'entryRelative', entries: -1 }));
    expect(beyond?.code).toBe('notAvailable');
    expect(sequencer.activeSegmentId).toBe(1);
    const unknown = await harness.run(harness.session.start(segmentOffset(99)));
    expect(unknown?.code).toBe('notAvailable');
  });

  test('MS-09 without a sequencer an entry-relative start is an invalid request', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    const failure = await harness.run(harness.session.start({ kind: 'entryRelative', entries: 1 }));
    expect(failure?.code).toBe('invalidRequest');
  });

  test('MS-09 a segment offset in the segment that plays is a seek', async () => {
    const { harness, sources } = await sequence(2);
    await harness.run(harness.session.start());
    await harness.run(harness.session.start(segmentOffset(1, 30_000)));
    expect(sources[0]?.calls).toEqual(['start 0', 'stop', 'start 30000']);
    expect(harness.eventsOf('MEEndOfPresentationSegment')).toEqual([]);
  });

  test('a pause right behind a skip is kept, and the start after it begins at the offset', async () => {
    const { harness, sequencer } = await sequence(3);
    await harness.run(harness.session.start());
    harness.session.start(segmentOffset(3, 5_000));
    await harness.run(harness.session.pause());
    expect(harness.session.state.playback).toBe('paused');
    await harness.run(harness.session.start());
    expect(sequencer.activeSegmentId).toBe(3);
    expect(harness.positionMs).toBe(5_000);
  });

  test('MS-38 without a Last segment the session waits for more', async () => {
    const { harness } = await sequence(1, false);
    await harness.run(harness.session.start());
    harness.sink.playToEnd();
    await harness.settle();
    expect(harness.trace).toContain('EndOfPresentationSegment 1');
    expect(harness.trace).not.toContain('Ended');
    expect(harness.session.state.playback).toBe('started');
  });

  test('MS-38 hearing that nothing more comes ends a session that waits', async () => {
    const { harness, sequencer } = await sequence(1, false);
    await harness.run(harness.session.start());
    harness.sink.playToEnd();
    await harness.settle();
    valueOf(sequencer.updateTopologyFlags(1, { last: true }));
    expect(harness.trace.at(-1)).toBe('Ended');
    expect(harness.session.state.playback).toBe('stopped');
  });

  test('MS-38 the Last flag counts as it is when the segment ends', async () => {
    const { harness, sequencer } = await sequence(2);
    await harness.run(harness.session.start());
    valueOf(sequencer.deleteTopology(2));
    valueOf(sequencer.updateTopologyFlags(1, { last: true }));
    harness.sink.playToEnd();
    await harness.settle();
    expect(harness.trace.slice(-3)).toEqual(['EndOfPresentation 1', 'ended 1', 'Ended']);
  });

  test('MS-39 a topology without the required attributes is not appended', () => {
    const harness = new SessionHarness();
    const sequencer = new SequencerSource();
    const topology = harness.topology();
    const without = (change: object): Topology => ({
      ...topology,
      nodes: topology.nodes.map((node) => (node.kind === 'source' ? { ...node, ...change } : node)),
    });
    const incomplete = [
      without({ source: null }),
      without({ presentation: null }),
      without({ streamId: 7 }),
      { ...topology, nodes: [] },
    ];
    for (const each of incomplete) {
      expect(sequencer.appendTopology(each)).toEqual({
        ok: false,
        error: { code: 'attributeNotFound' },
      });
    }
    expect(sequencer.segmentIds).toEqual([]);
  });

  test('MS-39 deleting the active segment ends it and goes on with the next', async () => {
    const { harness, sequencer } = await sequence(2);
    await harness.run(harness.session.start());
    valueOf(sequencer.deleteTopology(1));
    await harness.settle();
    expect(harness.trace).toContain('EndOfPresentationSegment 1 cancelled');
    expect(sequencer.activeSegmentId).toBe(2);
    valueOf(sequencer.deleteTopology(2));
    await harness.settle();
    expect(harness.trace.slice(-3)).toEqual(['EndOfPresentation 2 cancelled', 'ended 2', 'Ended']);
  });

  test('MS-39 deleting an announced segment announces the one behind it', async () => {
    const { harness, sequencer } = await sequence(3);
    await harness.run(harness.session.start());
    valueOf(sequencer.deleteTopology(2));
    await harness.settle();
    expect(harness.eventsOf('MENewPresentation').map((event) => event.segmentId)).toEqual([2, 3]);
    harness.sink.playToEnd();
    await harness.settle();
    expect(sequencer.activeSegmentId).toBe(3);
  });

  test('MS-39 an update is told and what was queued for the segment is set anew', async () => {
    const { harness, sequencer } = await sequence(2);
    await harness.run(harness.session.start());
    const other = new FakeMediaSource({ name: 'other' });
    valueOf(sequencer.updateTopology(2, harness.topology(other)));
    await harness.settle();
    expect(harness.eventsOf('MESequencerSourceTopologyUpdated')).toEqual([
      { type: 'MESequencerSourceTopologyUpdated', segmentId: 2 },
    ]);
    harness.sink.playToEnd();
    await harness.settle();
    expect(other.calls).toContain('start 0');
  });

  test('unknown segments and a sequencer that was shut down are refused', async () => {
    const { sequencer, harness } = await sequence(1);
    const code = (result: { ok: boolean; error?: { code: string } }) => result.error?.code;
    expect(code(sequencer.deleteTopology(9))).toBe('invalidArgument');
    expect(code(sequencer.updateTopology(9, harness.topology()))).toBe('invalidArgument');
    expect(code(sequencer.updateTopologyFlags(9, {}))).toBe('invalidArgument');
    expect(code(sequencer.getMediaSourceTopology(9))).toBe('invalidArgument');
    const told: SequencerEvent[] = [];
    sequencer.events.subscribe((event) => told.push(event));
    sequencer.shutdown();
    expect(code(sequencer.appendTopology(harness.topology()))).toBe('shutdown');
    expect(code(sequencer.deleteTopology(1))).toBe('shutdown');
    expect(code(sequencer.select({ kind: 'segment', segmentId: 1 }))).toBe('shutdown');
    expect(told).toEqual([]);
  });
});
