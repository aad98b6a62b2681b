import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CommandResult } from './MediaSession.ts';
import { topologyStatuses } from './MediaSessionEvent.ts';
import { absolutePosition, segmentOffset } from './StartPosition.ts';
import { SequencerSource } from './SequencerSource.ts';
import { FakeMediaSource } from './testing/FakeMediaSource.ts';
import { SessionHarness } from './testing/SessionHarness.ts';

const runs = 1_000;

/** A session with a sequencer, and every command it accepted. */
class World {
  readonly harness = new SessionHarness({ idleTimeoutMs: 1_000 });
  readonly sequencer = new SequencerSource();
  readonly accepted: number[] = [];
  #sources = 0;

  constructor() {
    this.harness.follow(this.sequencer);
  }

  give(command: CommandResult): void {
    if (command.ok) this.accepted.push(command.value.commandId);
  }

  source(): FakeMediaSource {
    this.#sources += 1;
    return new FakeMediaSource({ name: `s${this.#sources}` });
  }

  setRate(rate: number): void {
    const control = this.harness.session.getService('rateControl');
    if (control.ok) this.give(control.value.setRate(rate));
  }

  setFirstSegment(): void {
    const [first] = this.sequencer.segmentIds;
    if (first === undefined) return;
    const topology = this.sequencer.getMediaSourceTopology(first);
    if (topology.ok) this.give(this.harness.session.setTopology(topology.value));
  }
}

type Action = readonly [name: string, act: (world: World) => unknown];

const actions: readonly Action[] = [
  ['set', (w) => w.give(w.harness.session.setTopology(w.harness.topology(w.source())))],
  [
    'set immediate',
    (w) => {
      const topology = w.harness.topology(w.source());
      w.give(w.harness.session.setTopology(topology, { immediate: true }));
    },
  ],
  ['clear current', (w) => w.give(w.harness.session.setTopology(null, { clearCurrent: true }))],
  ['clear', (w) => w.give(w.harness.session.clearTopologies())],
  ['append', (w) => w.sequencer.appendTopology(w.harness.topology(w.source()))],
  [
    'append last',
    (w) => w.sequencer.appendTopology(w.harness.topology(w.source()), { last: true }),
  ],
  ['set first segment', (w) => w.setFirstSegment()],
  ['delete segment', (w) => w.sequencer.deleteTopology(w.sequencer.activeSegmentId ?? 1)],
  ['start', (w) => w.give(w.harness.session.start())],
  ['seek', (w) => w.give(w.harness.session.start(absolutePosition(5_000)))],
  ['skip', (w) => w.give(w.harness.session.start(segmentOffset(2)))],
  ['next', (w) => w.give(w.harness.session.start({ kind: 'entryRelative', entries: 1 }))],
  ['pause', (w) => w.give(w.harness.session.pause())],
  ['stop', (w) => w.give(w.harness.session.stop())],
  ['rate 2', (w) => w.setRate(2)],
  ['rate 0', (w) => w.setRate(0)],
  ['rate 1', (w) => w.setRate(1)],
  ['play to end', (w) => w.harness.sink.playingLoadId !== null && w.harness.sink.playToEnd()],
  ['block', (w) => (w.harness.sink.isBlocked = true)],
  ['unblock', (w) => w.harness.sink.unblock()],
  ['fall silent', (w) => (w.harness.sink.answering = 'silent')],
  ['answer again', (w) => (w.harness.sink.answering = 'answers')],
  ['lose the sink', (w) => w.harness.sink.capabilities !== null && w.harness.sink.invalidate()],
  ['another sink', (w) => w.harness.sink.capabilities === null && w.harness.sink.comeBack()],
  ['wait', (w) => w.harness.clock.advance(1_500)],
  ['let happen', (w) => w.harness.settle()],
];

test('MS-06 whatever a client, a sink and a source do, each accepted command is completed once', async () => {
  const sequence = fc.array(fc.constantFrom(...actions), { minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(sequence, async (steps) => {
      const world = new World();
      const { harness } = world;
      world.give(harness.session.setTopology(harness.topology(world.source())));
      world.give(harness.session.start());
      for (const [, act] of steps) await act(world);
      harness.sink.answering = 'answers';
      harness.sink.unblock();
      for (let turn = 0; turn < 12; turn += 1) {
        await harness.settle();
        harness.clock.advance(1_000);
      }
      const completed = harness.events.flatMap((event) =>
        'completes' in event ? [event.completes] : [],
      );
      expect(new Set(completed).size).toBe(completed.length);
      expect(world.accepted.filter((id) => !completed.includes(id))).toEqual([]);
      const clock = harness.session.getClock();
      expect(clock.ok && clock.value.state).toBe(harness.session.state.clock);
      harness.session.shutdown();
      expect(harness.clock.pendingTimerCount).toBe(0);
    }),
    { numRuns: runs },
  );
}, 60_000);

test('MS-31 in whatever runs, the statuses of one topology come in order', async () => {
  const order = ['sinkSwitched', ...topologyStatuses.filter((status) => status !== 'sinkSwitched')];
  const calm = actions.filter(([name]) => !/sink|segment|skip|next/.test(name));
  const sequence = fc.array(fc.constantFrom(...calm), { minLength: 5, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(sequence, async (steps) => {
      const world = new World();
      for (const [, act] of steps) await act(world);
      await world.harness.settle();
      const ranks = new Map<number, number>();
      for (const { status, topology } of world.harness.eventsOf('MESessionTopologyStatus')) {
        const rank = order.indexOf(status);
        expect(rank).toBeGreaterThan(ranks.get(topology.topologyId) ?? -1);
        ranks.set(topology.topologyId, rank);
      }
    }),
    { numRuns: runs },
  );
}, 60_000);
