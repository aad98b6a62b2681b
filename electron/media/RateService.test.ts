import { describe, expect, test } from 'vitest';
import { isTransitionAllowed } from './session/rateCommand.ts';
import { absolutePosition } from './StartPosition.ts';
import { FakeMediaSource } from './testing/FakeMediaSource.ts';
import { SessionHarness } from './testing/SessionHarness.ts';

function rateControlOf(harness: SessionHarness) {
  const service = harness.session.getService('rateControl');
  if (!service.ok) throw new Error('No rate control');
  return service.value;
}

describe('rate control', () => {
  test('MS-48 is a service; a fresh session has rate 1 and takes another', async () => {
    const harness = new SessionHarness();
    const rateControl = rateControlOf(harness);
    expect(rateControl.rate).toBe(1);
    expect(await harness.run(rateControl.setRate(2))).toBeNull();
    expect(rateControl.rate).toBe(2);
    await harness.playing();
    expect(harness.sink.orders.at(-1)).toMatchObject({ kind: 'start', rate: 2 });
    harness.sink.tell({
      ...{ kind: 'position', loadId: harness.sink.playingLoadId ?? fail(), bufferedMs: [] },
      ...{ positionMs: 1_000, ageMs: 0, rate: 2 },
    });
    harness.clock.advance(1_000);
    expect(harness.positionMs).toBe(3_000);
  });

  test('MS-48 what is supported, and the nearest rate that is', () => {
    const rateControl = rateControlOf(new SessionHarness());
    expect([rateControl.slowestRate, rateControl.fastestRate]).toEqual([0.25, 4]);
    const answers = [0, 0.1, 0.2, 0.25, 1.5, 4, 9, -1].map((rate) => {
      const { supported, nearestRate } = rateControl.isRateSupported(rate);
      return [rate, supported, nearestRate];
    });
    expect(answers).toEqual([
      [0, true, 0],
      [0.1, false, 0],
      [0.2, false, 0.25],
      [0.25, true, 0.25],
      [1.5, true, 1.5],
      [4, true, 4],
      [9, false, 4],
      [-1, false, 0],
    ]);
  });

  test('MS-48 while playing, the clock changes its rate when the sink has', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    harness.sink.silences.add('setRate');
    const accepted = rateControlOf(harness).setRate(2);
    const clock = harness.session.getClock();
    expect(clock.ok && clock.value.rate).toBe(1);
    const loadId = harness.sink.playingLoadId ?? fail();
    harness.sink.tell({ kind: 'rateChanged', loadId, rate: 2 });
    expect(await harness.run(accepted)).toBeNull();
    expect(clock.ok && clock.value.rate).toBe(2);
  });

  const rates = [0, 0.5, 1, 4];
  for (const playback of ['stopped', 'paused', 'started'] as const) {
    for (const from of rates) {
      for (const to of rates) {
        const crosses = (from === 0) !== (to === 0);
        test(`MS-49 ${playback}: ${from} to ${to}`, () => {
          expect(isTransitionAllowed(playback, from, to)).toBe(playback !== 'started' || !crosses);
        });
      }
    }
  }

  test('MS-49 a transition that is not allowed fails and the old rate stays in force', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    const rateControl = rateControlOf(harness);
    expect(await harness.run(rateControl.setRate(0))).toEqual({
      code: 'unsupportedRateTransition',
    });
    expect(harness.eventsOf('MESessionRateChanged').at(-1)?.rate).toBe(1);
    await harness.run(harness.session.pause());
    expect(await harness.run(rateControl.setRate(0))).toBeNull();
    expect(await harness.run(rateControl.setRate(1))).toBeNull();
  });

  test('MS-50 reverse, thinning and rates out of range are refused', () => {
    const rateControl = rateControlOf(new SessionHarness());
    const code = (result: ReturnType<typeof rateControl.setRate>) =>
      result.ok ? 'accepted' : result.error.code;
    expect(code(rateControl.setRate(-1))).toBe('reverseUnsupported');
    expect(code(rateControl.setRate(1, { thin: true }))).toBe('thinningUnsupported');
    expect(code(rateControl.setRate(0.2))).toBe('unsupportedRate');
    expect(code(rateControl.setRate(4.01))).toBe('unsupportedRate');
    expect(code(rateControl.setRate(Number.NaN))).toBe('invalidArgument');
  });

  test('MS-50 on failure the event says what is in force', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    harness.sink.silences.add('setRate');
    const accepted = rateControlOf(harness).setRate(4);
    const loadId = harness.sink.playingLoadId ?? fail();
    harness.sink.tell({ kind: 'rateChanged', loadId, rate: 2 });
    expect(await harness.run(accepted)).toEqual({ code: 'unsupportedRate' });
    expect(harness.eventsOf('MESessionRateChanged').at(-1)?.rate).toBe(2);
    expect(rateControlOf(harness).rate).toBe(2);
  });

  test('MS-50 a source that asks for another rate is heard', async () => {
    const harness = new SessionHarness();
    const source = new FakeMediaSource();
    await harness.playing(source);
    source.tell({ kind: 'rateChangeRequested', rate: 0.5, thin: true });
    expect(harness.events.at(-1)).toEqual({
      type: 'MESourceRateChangeRequested',
      rate: 0.5,
      thin: true,
    });
  });

  test('MS-51 scrubbing shows one picture, the clock stands there, completion is told after it', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    await harness.run(harness.session.pause());
    await harness.run(rateControlOf(harness).setRate(0));
    await harness.run(harness.session.start(absolutePosition(8_000)));
    expect(harness.sink.orders.at(-1)).toMatchObject({ kind: 'scrub', positionMs: 8_000 });
    expect(harness.trace.slice(-2)).toEqual(['Started', 'ScrubSampleComplete']);
    harness.clock.advance(5_000);
    expect(harness.positionMs).toBe(8_000);
  });

  test('MS-51 nothing is complete before the sink has shown the picture', async () => {
    const harness = new SessionHarness();
    await harness.run(harness.session.setTopology(harness.topology()));
    await harness.run(rateControlOf(harness).setRate(0));
    harness.sink.silences.add('scrub');
    const start = harness.session.start(absolutePosition(8_000));
    await harness.settle();
    expect(harness.eventsOf('MESessionStarted')).toEqual([]);
    expect(harness.eventsOf('MESessionScrubSampleComplete')).toEqual([]);
    expect(harness.sink.orderKinds).toEqual(['prepare', 'scrub']);
    const loadId = harness.session.state.current?.loadId ?? fail();
    harness.sink.tell({ kind: 'scrubbed', loadId, positionMs: 8_000 });
    expect(await harness.run(start)).toBeNull();
    expect(harness.eventsOf('MESessionScrubSampleComplete')).toHaveLength(1);
  });

  test('MS-51 without a position it steps one frame', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    await harness.run(harness.session.pause());
    await harness.run(rateControlOf(harness).setRate(0));
    await harness.run(harness.session.start(absolutePosition(8_000)));
    await harness.run(harness.session.start());
    expect(harness.positionMs).toBe(8_040);
  });

  test('MS-51 a seek that keeps the pause: rate 0, start, pause, rate 1; play goes on from there', async () => {
    const harness = new SessionHarness();
    await harness.playing();
    await harness.run(harness.session.pause());
    await harness.run(rateControlOf(harness).setRate(0));
    await harness.run(harness.session.start(absolutePosition(8_000)));
    await harness.run(harness.session.pause());
    await harness.run(rateControlOf(harness).setRate(1));
    expect(harness.session.state.playback).toBe('paused');
    expect(harness.positionMs).toBe(8_000);
    await harness.run(harness.session.start());
    harness.clock.advance(1_000);
    expect(harness.positionMs).toBe(9_000);
  });
});

function fail(): never {
  throw new Error('Nothing plays');
}
