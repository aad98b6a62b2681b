import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineHarness, one, song, start, two } from './testing/EngineHarness.ts';

let harness: EngineHarness;

beforeEach(() => void (harness = new EngineHarness()));
afterEach(() => harness[Symbol.dispose]());

describe('what follows in MediaElementEngine', () => {
  it('ends when it is sent to the end or beyond, where a browser would begin anew', async () => {
    harness.prepare(one);
    harness.fakes[0].finishLoading(song);
    await harness.order(start(one, 250_000));
    harness.fakes[0].finishSeek();
    await harness.settle();
    expect(harness.fakes[0].playCount).toBe(0);
    expect(harness.facts.slice(1)).toEqual([
      { kind: 'started', loadId: one, positionMs: 100_000, ageMs: 0, rate: 1 },
      { kind: 'ended', loadId: one, positionMs: 100_000 },
    ]);
  });

  it('goes on with what follows when it is sent to the end', async () => {
    await harness.playFirst();
    harness.prepare(two);
    harness.fakes[1].finishLoading(song);
    await harness.order({ kind: 'setNext', loadId: one, nextLoadId: two }, start(one, 100_000));
    harness.fakes[0].finishSeek();
    await harness.settle();
    expect(harness.factsOf('switched')).toMatchObject([{ loadId: one, nextLoadId: two }]);
    expect(harness.factsOf('ended')).toEqual([]);
  });

  it('goes on with what was set to follow when the current one ends', async () => {
    await harness.playFirst();
    harness.prepare(two);
    harness.fakes[1].finishLoading(song);
    harness.fakes[1].playAnswer = 'waits';
    await harness.order({ kind: 'setNext', loadId: one, nextLoadId: two });
    harness.fakes[0].finishPlaying();
    expect(harness.fakes[1].playCount).toBe(1);
    await harness.settle();
    expect(harness.factsOf('switched')).toEqual([]);
    harness.fakes[1].advance(0.02);
    harness.fakes[1].answerPlay();
    await harness.settle();
    expect(harness.factsOf('switched')).toEqual([
      { kind: 'switched', loadId: one, nextLoadId: two, ageMs: 20 },
    ]);
    expect(harness.facts.at(-1)).toMatchObject({ kind: 'position', loadId: two });
    expect(harness.factsOf('ended')).toEqual([]);
  });

  it('waits for what follows when it is not ready, and ends when it fails', async () => {
    await harness.playFirst();
    harness.prepare(two);
    await harness.order({ kind: 'setNext', loadId: one, nextLoadId: two });
    harness.fakes[0].finishPlaying();
    await harness.settle();
    expect(harness.fakes[1].playCount).toBe(0);
    harness.fakes[1].failLoading(3);
    await harness.settle();
    expect(harness.facts.slice(-2)).toEqual([
      { kind: 'failed', loadId: two, reason: 'decode', details: 'MediaError 3: broken' },
      { kind: 'ended', loadId: one, positionMs: 100_000 },
    ]);
  });

  it('ends when nothing follows, also when what followed was taken back', async () => {
    await harness.playFirst();
    harness.prepare(two);
    harness.fakes[1].finishLoading(song);
    await harness.order(
      { kind: 'setNext', loadId: one, nextLoadId: two },
      { kind: 'setNext', loadId: one, nextLoadId: null },
    );
    harness.fakes[0].finishPlaying();
    await harness.settle();
    expect(harness.facts.at(-1)).toEqual({ kind: 'ended', loadId: one, positionMs: 100_000 });
    expect(harness.fakes[1].playCount).toBe(0);
  });

  it('silences what played when another load is started', async () => {
    await harness.playFirst();
    harness.prepare(two);
    harness.fakes[1].finishLoading(song);
    await harness.order(start(two));
    expect(harness.fakes[0].element.paused).toBe(true);
    expect(harness.facts.at(-1)).toMatchObject({ kind: 'position', loadId: two });
  });
});
