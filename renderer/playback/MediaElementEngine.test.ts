import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { positionIntervalMs } from './PositionTeller.ts';
import { EngineHarness, one, song, start, three, two } from './testing/EngineHarness.ts';

let harness: EngineHarness;

beforeEach(() => void (harness = new EngineHarness()));
afterEach(() => harness[Symbol.dispose]());

describe('MediaElementEngine', () => {
  it('looks for the position before it sounds, and tells the one it reached', async () => {
    harness.prepare(one);
    harness.fakes[0].finishLoading(song);
    await harness.order(start(one, 25_000));
    expect(harness.fakes[0].playCount).toBe(0);
    harness.fakes[0].finishSeek();
    await harness.settle();
    expect(harness.facts[1]).toEqual({
      kind: 'started',
      loadId: one,
      positionMs: 25_000,
      ageMs: 0,
      rate: 1,
    });
    expect(harness.facts[2]).toMatchObject({ kind: 'position', positionMs: 25_000 });
  });

  it('starts as soon as it can when the order comes before the load is ready', async () => {
    harness.prepare(one);
    await harness.order(start(one));
    expect(harness.fakes[0].playCount).toBe(0);
    harness.fakes[0].finishLoading(song);
    await harness.settle();
    expect(harness.factsOf('started')).toHaveLength(1);
  });

  it('keeps only the newest of two starts', async () => {
    harness.prepare(one);
    harness.fakes[0].finishLoading(song);
    await harness.order(start(one, 10_000), start(one, 20_000));
    harness.fakes[0].finishSeek();
    await harness.settle();
    expect(harness.factsOf('started')).toEqual([
      { kind: 'started', loadId: one, positionMs: 20_000, ageMs: 0, rate: 1 },
    ]);
  });

  it('tells the position four times a second while it plays, and not after', async () => {
    await harness.playFirst();
    const before = harness.factsOf('position').length;
    for (let step = 0; step < 4; step += 1) {
      harness.fakes[0].advance(positionIntervalMs / 1_000);
      await vi.advanceTimersByTimeAsync(positionIntervalMs);
    }
    expect(harness.factsOf('position')).toHaveLength(before + 4);
    expect(harness.facts.at(-1)).toMatchObject({
      kind: 'position',
      positionMs: 1_000,
      ageMs: 0,
      rate: 1,
    });
    expect(harness.facts.at(-1)).toMatchObject({ bufferedMs: [[0, 100_000]] });
    await harness.order({ kind: 'pause', loadId: one });
    expect(harness.facts.at(-1)).toEqual({ kind: 'paused', loadId: one, positionMs: 1_000 });
    await vi.advanceTimersByTimeAsync(5 * positionIntervalMs);
    expect(harness.facts.at(-1)?.kind).toBe('paused');
  });

  it('tells no position at its end, where an element claims the length its file states', async () => {
    await harness.playFirst();
    harness.fakes[0].advance(20);
    const before = harness.factsOf('position').length;
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + positionIntervalMs);
    harness.fakes[0].finishPlaying();
    expect(harness.factsOf('position')).toHaveLength(before);
  });

  it('falls back on the element’s own ticks when timers do not fire', async () => {
    await harness.playFirst();
    const before = harness.factsOf('position').length;
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + positionIntervalMs);
    harness.fakes[0].element.dispatchEvent(new Event('timeupdate'));
    harness.fakes[0].element.dispatchEvent(new Event('timeupdate'));
    expect(harness.factsOf('position')).toHaveLength(before + 1);
  });

  it('stands at the beginning after a stop', async () => {
    await harness.playFirst();
    harness.fakes[0].advance(5);
    await harness.order({ kind: 'stop', loadId: one });
    expect(harness.facts.at(-1)).toEqual({ kind: 'stopped', loadId: one });
    expect(harness.fakes[0].element.currentTime).toBe(0);
    expect(harness.fakes[0].element.paused).toBe(true);
  });

  it('shows one frame, silently, when it scrubs', async () => {
    await harness.playFirst();
    await harness.order({ kind: 'scrub', loadId: one, positionMs: 30_000 });
    expect(harness.factsOf('scrubbed')).toEqual([]);
    harness.fakes[0].finishSeek();
    await harness.settle();
    expect(harness.facts.at(-1)).toEqual({ kind: 'scrubbed', loadId: one, positionMs: 30_000 });
    expect(harness.fakes[0].element.paused).toBe(true);
  });

  it('keeps the pitch at every rate, and stands still at rate 0', async () => {
    await harness.playFirst();
    await harness.order({ kind: 'setRate', loadId: one, rate: 2 });
    expect(harness.fakes[0].element.playbackRate).toBe(2);
    expect(harness.fakes[0].element.preservesPitch).toBe(true);
    expect(harness.factsOf('rateChanged')).toEqual([{ kind: 'rateChanged', loadId: one, rate: 2 }]);
    await harness.order({ kind: 'setRate', loadId: one, rate: 0 });
    expect(harness.fakes[0].element.paused).toBe(true);
    await harness.order({ kind: 'setRate', loadId: one, rate: 1 });
    expect(harness.fakes[0].element.paused).toBe(false);
  });

  it('maps the slider to a gain on both slots', async () => {
    await harness.order({ kind: 'setVolume', volume: 0.5, muted: true });
    for (const { element } of harness.fakes) {
      expect(element.volume).toBeCloseTo(0.125, 5);
      expect(element.muted).toBe(true);
    }
  });

  it('says when it waits for bytes and when it goes on', async () => {
    await harness.playFirst();
    harness.fakes[0].advance(3);
    harness.fakes[0].runDry();
    harness.fakes[0].runDry();
    harness.fakes[0].resume();
    expect(harness.factsOf('stalled')).toEqual([
      { kind: 'stalled', loadId: one, positionMs: 3_000 },
    ]);
    expect(harness.factsOf('resumed')).toEqual([
      { kind: 'resumed', loadId: one, positionMs: 3_000 },
    ]);
  });

  it('tells that the browser refused, and starts in the gesture that follows', async () => {
    harness.prepare(one);
    harness.fakes[0].finishLoading(song);
    harness.fakes[0].playAnswer = 'refused';
    await harness.order(start(one));
    expect(harness.facts.at(-1)).toEqual({ kind: 'blocked', loadId: one });
    harness.fakes[0].playAnswer = 'plays';
    harness.engine.startListening();
    await harness.settle();
    expect(harness.facts.slice(2, 4)).toMatchObject([{ kind: 'unblocked' }, { kind: 'started' }]);
  });

  it('does not sound after a pause that came before the browser allowed it', async () => {
    harness.prepare(one);
    harness.fakes[0].finishLoading(song);
    harness.fakes[0].playAnswer = 'refused';
    await harness.order(start(one), { kind: 'pause', loadId: one });
    harness.fakes[0].playAnswer = 'plays';
    harness.engine.startListening();
    await harness.settle();
    expect(harness.factsOf('started')).toEqual([]);
    expect(harness.fakes[0].element.paused).toBe(true);
  });

  it('tells of a pause that nobody ordered, and stays silent when the browser goes on', async () => {
    await harness.playFirst();
    harness.fakes[0].advance(3);
    harness.fakes[0].interrupt();
    expect(harness.facts.at(-1)).toEqual({ kind: 'interrupted', loadId: one, positionMs: 3_000 });
    await vi.advanceTimersByTimeAsync(5 * positionIntervalMs);
    harness.fakes[0].goOn();
    expect(harness.fakes[0].element.paused).toBe(true);
    expect(harness.facts.at(-1)?.kind).toBe('interrupted');
    await harness.order(start(one));
    harness.fakes[0].goOn();
    expect(harness.fakes[0].element.paused).toBe(false);
    expect(harness.factsOf('started').at(-1)).toMatchObject({ positionMs: 3_000 });
  });

  it('takes no pause that was ordered, or is its end, for an interruption', async () => {
    await harness.playFirst();
    const { element } = harness.fakes[0];
    const late = () => element.dispatchEvent(new Event('pause'));
    await harness.order({ kind: 'setRate', loadId: one, rate: 0 });
    late();
    await harness.order({ kind: 'setRate', loadId: one, rate: 1 });
    late();
    await harness.order({ kind: 'pause', loadId: one });
    late();
    await harness.order(start(one));
    harness.fakes[0].finishPlaying();
    await harness.order({ kind: 'unload', loadId: one });
    late();
    expect(harness.factsOf('interrupted')).toEqual([]);
  });

  it('ignores orders for loads it never had', async () => {
    await harness.order(
      start(three),
      { kind: 'scrub', loadId: three, positionMs: 1 },
      { kind: 'setNext', loadId: three, nextLoadId: two },
      { kind: 'unload', loadId: three },
    );
    expect(harness.facts).toEqual([]);
  });
});
