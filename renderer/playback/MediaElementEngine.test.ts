import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GrantId, LoadId } from '../../electron/contract/ids.ts';
import type { SinkFact, SinkOrder } from '../../electron/contract/sink.ts';
import { MediaElementEngine, positionIntervalMs } from './MediaElementEngine.ts';
import { FakeMediaElement } from './testing/FakeMediaElement.ts';

const one = LoadId.parse(1);
const two = LoadId.parse(2);
const three = LoadId.parse(3);
const song = { durationSeconds: 100 };
const film = { durationSeconds: 60, widthPx: 640, heightPx: 360 };

let fakes: [FakeMediaElement, FakeMediaElement];
let engine: MediaElementEngine;
let facts: SinkFact[];

beforeEach(() => {
  vi.useFakeTimers();
  fakes = [new FakeMediaElement(), new FakeMediaElement()];
  engine = new MediaElementEngine(document, (index) => fakes[index].element);
  facts = [];
  engine.subscribeFacts((fact) => facts.push(fact));
});

afterEach(() => {
  engine.dispose();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function prepare(loadId: LoadId, hasVideo = false): void {
  const grantId = GrantId.parse(`g${loadId}`);
  engine.execute({
    kind: 'prepare',
    loadId,
    grantId,
    url: `media/${grantId}`,
    mimeType: null,
    hasVideo,
  });
}

async function order(...orders: SinkOrder[]): Promise<void> {
  for (const each of orders) engine.execute(each);
  await settle();
}

/** Lets promises, not timers, run on. */
async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

const start = (loadId: LoadId, positionMs: number | null = null, rate = 1): SinkOrder => ({
  kind: 'start',
  loadId,
  positionMs,
  rate,
});
const factsOf = (kind: SinkFact['kind']) => facts.filter((fact) => fact.kind === kind);

async function playFirst(): Promise<void> {
  prepare(one);
  fakes[0].finishLoading(song);
  await order(start(one));
}

describe('MediaElementEngine', () => {
  it('tells what it prepared, and makes no sound of it', () => {
    prepare(one);
    expect(facts).toEqual([]);
    fakes[0].finishLoading(song);
    expect(facts).toEqual([
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
    expect(fakes[0].playCount).toBe(0);
  });

  it('says that a duration is unknown when the container does not tell it', () => {
    prepare(one);
    fakes[0].finishLoading({ durationSeconds: Infinity });
    expect(facts[0]).toMatchObject({ kind: 'prepared', durationMs: null });
  });

  it('looks for the position before it sounds, and tells the one it reached', async () => {
    prepare(one);
    fakes[0].finishLoading(song);
    await order(start(one, 25_000));
    expect(fakes[0].playCount).toBe(0);
    fakes[0].finishSeek();
    await settle();
    expect(facts[1]).toEqual({
      kind: 'started',
      loadId: one,
      positionMs: 25_000,
      ageMs: 0,
      rate: 1,
    });
    expect(facts[2]).toMatchObject({ kind: 'position', positionMs: 25_000 });
  });

  it('ends when it is sent to the end or beyond, where a browser would begin anew', async () => {
    prepare(one);
    fakes[0].finishLoading(song);
    await order(start(one, 250_000));
    fakes[0].finishSeek();
    await settle();
    expect(fakes[0].playCount).toBe(0);
    expect(facts.slice(1)).toEqual([
      { kind: 'started', loadId: one, positionMs: 100_000, ageMs: 0, rate: 1 },
      { kind: 'ended', loadId: one, positionMs: 100_000 },
    ]);
  });

  it('goes on with what follows when it is sent to the end', async () => {
    await playFirst();
    prepare(two);
    fakes[1].finishLoading(song);
    await order({ kind: 'setNext', loadId: one, nextLoadId: two }, start(one, 100_000));
    fakes[0].finishSeek();
    await settle();
    expect(factsOf('switched')).toMatchObject([{ loadId: one, nextLoadId: two }]);
    expect(factsOf('ended')).toEqual([]);
  });

  it('gives a sign of life while bytes arrive of what does not play yet', async () => {
    prepare(one);
    fakes[0].receiveBytes();
    expect(facts).toMatchObject([{ kind: 'position', loadId: one, positionMs: 0 }]);
    fakes[0].finishLoading(song);
    await order(start(one));
    prepare(two);
    const before = factsOf('position').length;
    fakes[0].receiveBytes();
    expect(factsOf('position')).toHaveLength(before);
    fakes[1].receiveBytes();
    expect(facts.at(-1)).toMatchObject({ kind: 'position', loadId: two });
    await order({ kind: 'unload', loadId: two });
    fakes[1].receiveBytes();
    expect(factsOf('position')).toHaveLength(before + 1);
  });

  it('starts as soon as it can when the order comes before the load is ready', async () => {
    prepare(one);
    await order(start(one));
    expect(fakes[0].playCount).toBe(0);
    fakes[0].finishLoading(song);
    await settle();
    expect(factsOf('started')).toHaveLength(1);
  });

  it('keeps only the newest of two starts', async () => {
    prepare(one);
    fakes[0].finishLoading(song);
    await order(start(one, 10_000), start(one, 20_000));
    fakes[0].finishSeek();
    await settle();
    expect(factsOf('started')).toEqual([
      { kind: 'started', loadId: one, positionMs: 20_000, ageMs: 0, rate: 1 },
    ]);
  });

  it('tells the position four times a second while it plays, and not after', async () => {
    await playFirst();
    const before = factsOf('position').length;
    for (let step = 0; step < 4; step += 1) {
      fakes[0].advance(positionIntervalMs / 1_000);
      await vi.advanceTimersByTimeAsync(positionIntervalMs);
    }
    expect(factsOf('position')).toHaveLength(before + 4);
    expect(facts.at(-1)).toMatchObject({ kind: 'position', positionMs: 1_000, ageMs: 0, rate: 1 });
    expect(facts.at(-1)).toMatchObject({ bufferedMs: [[0, 100_000]] });
    await order({ kind: 'pause', loadId: one });
    expect(facts.at(-1)).toEqual({ kind: 'paused', loadId: one, positionMs: 1_000 });
    await vi.advanceTimersByTimeAsync(5 * positionIntervalMs);
    expect(facts.at(-1)?.kind).toBe('paused');
  });

  it('falls back on the element’s own ticks when timers do not fire', async () => {
    await playFirst();
    const before = factsOf('position').length;
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + positionIntervalMs);
    fakes[0].element.dispatchEvent(new Event('timeupdate'));
    fakes[0].element.dispatchEvent(new Event('timeupdate'));
    expect(factsOf('position')).toHaveLength(before + 1);
  });

  it('goes on with what was set to follow when the current one ends', async () => {
    await playFirst();
    prepare(two);
    fakes[1].finishLoading(song);
    fakes[1].playAnswer = 'waits';
    await order({ kind: 'setNext', loadId: one, nextLoadId: two });
    fakes[0].finishPlaying();
    expect(fakes[1].playCount).toBe(1);
    await settle();
    expect(factsOf('switched')).toEqual([]);
    fakes[1].advance(0.02);
    fakes[1].answerPlay();
    await settle();
    expect(factsOf('switched')).toEqual([
      { kind: 'switched', loadId: one, nextLoadId: two, ageMs: 20 },
    ]);
    expect(facts.at(-1)).toMatchObject({ kind: 'position', loadId: two });
    expect(factsOf('ended')).toEqual([]);
  });

  it('waits for what follows when it is not ready, and ends when it fails', async () => {
    await playFirst();
    prepare(two);
    await order({ kind: 'setNext', loadId: one, nextLoadId: two });
    fakes[0].finishPlaying();
    await settle();
    expect(fakes[1].playCount).toBe(0);
    fakes[1].failLoading(3);
    await settle();
    expect(facts.slice(-2)).toEqual([
      { kind: 'failed', loadId: two, reason: 'decode', details: 'MediaError 3: broken' },
      { kind: 'ended', loadId: one, positionMs: 100_000 },
    ]);
  });

  it('ends when nothing follows, also when what followed was taken back', async () => {
    await playFirst();
    prepare(two);
    fakes[1].finishLoading(song);
    await order(
      { kind: 'setNext', loadId: one, nextLoadId: two },
      { kind: 'setNext', loadId: one, nextLoadId: null },
    );
    fakes[0].finishPlaying();
    await settle();
    expect(facts.at(-1)).toEqual({ kind: 'ended', loadId: one, positionMs: 100_000 });
    expect(fakes[1].playCount).toBe(0);
  });

  it('silences what played when another load is started', async () => {
    await playFirst();
    prepare(two);
    fakes[1].finishLoading(song);
    await order(start(two));
    expect(fakes[0].element.paused).toBe(true);
    expect(facts.at(-1)).toMatchObject({ kind: 'position', loadId: two });
  });

  it('loads a third into the slot that does not play', async () => {
    await playFirst();
    prepare(two);
    prepare(three);
    fakes[1].finishLoading(song);
    expect(facts.at(-1)).toMatchObject({ kind: 'prepared', loadId: three });
    expect(fakes[0].element.paused).toBe(false);
    await order(start(two));
    expect(factsOf('started')).toHaveLength(1);
  });

  it('stands at the beginning after a stop', async () => {
    await playFirst();
    fakes[0].advance(5);
    await order({ kind: 'stop', loadId: one });
    expect(facts.at(-1)).toEqual({ kind: 'stopped', loadId: one });
    expect(fakes[0].element.currentTime).toBe(0);
    expect(fakes[0].element.paused).toBe(true);
  });

  it('shows one frame, silently, when it scrubs', async () => {
    await playFirst();
    await order({ kind: 'scrub', loadId: one, positionMs: 30_000 });
    expect(factsOf('scrubbed')).toEqual([]);
    fakes[0].finishSeek();
    await settle();
    expect(facts.at(-1)).toEqual({ kind: 'scrubbed', loadId: one, positionMs: 30_000 });
    expect(fakes[0].element.paused).toBe(true);
  });

  it('keeps the pitch at every rate, and stands still at rate 0', async () => {
    await playFirst();
    await order({ kind: 'setRate', loadId: one, rate: 2 });
    expect(fakes[0].element.playbackRate).toBe(2);
    expect(fakes[0].element.preservesPitch).toBe(true);
    expect(factsOf('rateChanged')).toEqual([{ kind: 'rateChanged', loadId: one, rate: 2 }]);
    await order({ kind: 'setRate', loadId: one, rate: 0 });
    expect(fakes[0].element.paused).toBe(true);
    await order({ kind: 'setRate', loadId: one, rate: 1 });
    expect(fakes[0].element.paused).toBe(false);
  });

  it('maps the slider to a gain on both slots', async () => {
    await order({ kind: 'setVolume', volume: 0.5, muted: true });
    for (const { element } of fakes) {
      expect(element.volume).toBeCloseTo(0.125, 5);
      expect(element.muted).toBe(true);
    }
  });

  it('says when it waits for bytes and when it goes on', async () => {
    await playFirst();
    fakes[0].advance(3);
    fakes[0].runDry();
    fakes[0].runDry();
    fakes[0].resume();
    expect(factsOf('stalled')).toEqual([{ kind: 'stalled', loadId: one, positionMs: 3_000 }]);
    expect(factsOf('resumed')).toEqual([{ kind: 'resumed', loadId: one, positionMs: 3_000 }]);
  });

  it('tells that the browser refused, and starts in the gesture that follows', async () => {
    prepare(one);
    fakes[0].finishLoading(song);
    fakes[0].playAnswer = 'refused';
    await order(start(one));
    expect(facts.at(-1)).toEqual({ kind: 'blocked', loadId: one });
    fakes[0].playAnswer = 'plays';
    engine.startListening();
    await settle();
    expect(facts.slice(2, 4)).toMatchObject([{ kind: 'unblocked' }, { kind: 'started' }]);
  });

  it('does not sound after a pause that came before the browser allowed it', async () => {
    prepare(one);
    fakes[0].finishLoading(song);
    fakes[0].playAnswer = 'refused';
    await order(start(one), { kind: 'pause', loadId: one });
    fakes[0].playAnswer = 'plays';
    engine.startListening();
    await settle();
    expect(factsOf('started')).toEqual([]);
    expect(fakes[0].element.paused).toBe(true);
  });

  it('reports a video without a picture, which browsers play without an error', () => {
    prepare(one, true);
    fakes[0].finishLoading(song);
    expect(facts).toMatchObject([{ kind: 'failed', loadId: one, reason: 'unsupported' }]);
  });

  it('tells why a load failed', async () => {
    prepare(one);
    fakes[0].failLoading(3);
    await settle();
    expect(facts).toEqual([
      { kind: 'failed', loadId: one, reason: 'decode', details: 'MediaError 3: broken' },
    ]);
  });

  it('forgets a load that is unloaded: no fact, no source', async () => {
    await playFirst();
    const before = facts.length;
    await order({ kind: 'unload', loadId: one }, { kind: 'pause', loadId: one }, start(one));
    fakes[0].finishPlaying();
    await vi.advanceTimersByTimeAsync(5 * positionIntervalMs);
    expect(facts).toHaveLength(before);
    expect(fakes[0].element.hasAttribute('src')).toBe(false);
  });

  it('ignores orders for loads it never had', async () => {
    await order(
      start(three),
      { kind: 'scrub', loadId: three, positionMs: 1 },
      { kind: 'setNext', loadId: three, nextLoadId: two },
      { kind: 'unload', loadId: three },
    );
    expect(facts).toEqual([]);
  });

  it('shows the picture where it is attached, and never takes it out of the document', async () => {
    prepare(one, true);
    fakes[0].finishLoading(film);
    await order(start(one));
    const host = document.body.appendChild(document.createElement('div'));
    const detach = engine.attachVideo(host);
    expect(fakes[0].element.parentElement).toBe(host);
    detach();
    expect(host.childElementCount).toBe(0);
    expect(fakes[0].element.isConnected).toBe(true);
    expect(fakes[0].element.paused).toBe(false);
    host.remove();
  });

  it('shows the next picture in the same place', async () => {
    prepare(one, true);
    fakes[0].finishLoading(film);
    await order(start(one));
    const host = document.body.appendChild(document.createElement('div'));
    engine.attachVideo(host);
    prepare(two, true);
    fakes[1].finishLoading(film);
    await order({ kind: 'setNext', loadId: one, nextLoadId: two });
    fakes[0].finishPlaying();
    await settle();
    expect([...host.children]).toEqual([fakes[1].element]);
    host.remove();
  });
});
