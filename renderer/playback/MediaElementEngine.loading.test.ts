import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { maximumPositionMs } from '../../electron/contract/playback.ts';
import { SinkFact } from '../../electron/contract/sink.ts';
import { positionIntervalMs } from './PositionTeller.ts';
import { maximumStallMs } from './StallWatch.ts';
import { EngineHarness, one, song, start, three, two } from './testing/EngineHarness.ts';

let harness: EngineHarness;

beforeEach(() => void (harness = new EngineHarness()));
afterEach(() => harness[Symbol.dispose]());

describe('what MediaElementEngine loads', () => {
  it('tells what it prepared, and makes no sound of it', () => {
    harness.prepare(one);
    expect(harness.facts).toEqual([]);
    harness.fakes[0].finishLoading(song);
    expect(harness.facts).toEqual([
      {
        kind: 'prepared',
        loadId: one,
        durationMs: 100_000,
        seekable: true,
        hasAudio: true,
        hasVideo: false,
        widthPx: 0,
        heightPx: 0,
      },
    ]);
    expect(harness.fakes[0].playCount).toBe(0);
  });

  it('says that a duration is unknown when the container does not tell it', () => {
    harness.prepare(one);
    harness.fakes[0].finishLoading({ durationSeconds: Infinity });
    expect(harness.facts[0]).toMatchObject({ kind: 'prepared', durationMs: null });
  });

  it('does not believe a file that states more than a position can be', async () => {
    harness.prepare(one);
    harness.fakes[0].finishLoading({ durationSeconds: 100 * 24 * 3_600 });
    await harness.order(start(one, 2 * maximumPositionMs));
    harness.fakes[0].finishSeek();
    await harness.settle();
    expect(harness.facts).toMatchObject([
      { kind: 'prepared', durationMs: null },
      { kind: 'started', positionMs: maximumPositionMs },
      {
        kind: 'position',
        positionMs: maximumPositionMs,
        bufferedMs: [[0, maximumPositionMs]],
      },
    ]);
    for (const fact of harness.facts) expect(SinkFact.safeParse(fact).success).toBe(true);
  });

  it('gives a sign of life while bytes arrive of what does not play yet', async () => {
    harness.prepare(one);
    harness.fakes[0].receiveBytes();
    expect(harness.facts).toMatchObject([{ kind: 'position', loadId: one, positionMs: 0 }]);
    harness.fakes[0].finishLoading(song);
    await harness.order(start(one));
    harness.prepare(two);
    const before = harness.factsOf('position').length;
    harness.fakes[0].receiveBytes();
    expect(harness.factsOf('position')).toHaveLength(before);
    harness.fakes[1].receiveBytes();
    expect(harness.facts.at(-1)).toMatchObject({ kind: 'position', loadId: two });
    await harness.order({ kind: 'unload', loadId: two });
    harness.fakes[1].receiveBytes();
    expect(harness.factsOf('position')).toHaveLength(before + 1);
  });

  it('loads a third into the slot that does not play', async () => {
    await harness.playFirst();
    harness.prepare(two);
    harness.prepare(three);
    harness.fakes[1].finishLoading(song);
    expect(harness.facts.at(-1)).toMatchObject({ kind: 'prepared', loadId: three });
    expect(harness.fakes[0].element.paused).toBe(false);
    await harness.order(start(two));
    expect(harness.factsOf('started')).toHaveLength(1);
  });

  it('reports a video without a picture, which browsers play without an error', () => {
    harness.prepare(one, true);
    harness.fakes[0].finishLoading(song);
    expect(harness.facts).toMatchObject([{ kind: 'failed', loadId: one, reason: 'unsupported' }]);
  });

  it('tells why a load failed', async () => {
    harness.prepare(one);
    harness.fakes[0].failLoading(3);
    await harness.settle();
    expect(harness.facts).toEqual([
      { kind: 'failed', loadId: one, reason: 'decode', details: 'MediaError 3: broken' },
    ]);
  });

  it('fails a load of which nothing arrives, and not one that is slow', async () => {
    harness.prepare(one);
    for (let turn = 0; turn < 3; turn += 1) {
      await vi.advanceTimersByTimeAsync(maximumStallMs - 1);
      harness.fakes[0].receiveBytes();
    }
    expect(harness.factsOf('failed')).toEqual([]);
    await vi.advanceTimersByTimeAsync(maximumStallMs);
    expect(harness.facts.at(-1)).toEqual({
      kind: 'failed',
      loadId: one,
      reason: 'network',
      details: 'No bytes for 15 s',
    });
  });

  it('waits for no bytes of what is loaded or forgotten', async () => {
    harness.prepare(one);
    harness.fakes[0].finishLoading(song);
    harness.prepare(two);
    await harness.order({ kind: 'unload', loadId: two });
    await vi.advanceTimersByTimeAsync(2 * maximumStallMs);
    expect(harness.factsOf('failed')).toEqual([]);
  });

  it('fails where nothing arrives of the place that was sought', async () => {
    await harness.playFirst();
    await harness.order(start(one, 50_000));
    await vi.advanceTimersByTimeAsync(maximumStallMs);
    expect(harness.facts.at(-1)).toMatchObject({ kind: 'failed', loadId: one, reason: 'network' });
  });

  it('forgets a load that is unloaded: no fact, no source', async () => {
    await harness.playFirst();
    const before = harness.facts.length;
    await harness.order(
      { kind: 'unload', loadId: one },
      { kind: 'pause', loadId: one },
      start(one),
    );
    harness.fakes[0].finishPlaying();
    await vi.advanceTimersByTimeAsync(5 * positionIntervalMs);
    expect(harness.facts).toHaveLength(before);
    expect(harness.fakes[0].element.hasAttribute('src')).toBe(false);
  });
});
