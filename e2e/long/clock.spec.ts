import { PositionFacts } from '../page/PositionFacts.ts';
import { clickPositions } from '../sound/clickPositions.ts';
import { sampleRateHz } from '../sound/sampleRateHz.ts';
import { expect, test } from '../test.ts';

/** A busy machine makes the output stumble, but so long it must have been heard playing evenly. */
const neededEvenSeconds = 60;
/** It is listened to in steps until that is so, and no longer than this. */
const maximumListenedSeconds = 150;
const stepSeconds = 15;
/** How far the reported positions may stray from what is heard, once their constant delay is taken off. */
const toleranceMs = 20;
/** Clicks this much off their second say that the output ran dry. */
const stumbleMs = 1;
/** So long around a stumble nothing is measured. */
const secondsBefore = 3;
const secondsAfter = 1;

/*
 * The clock by samples, not by the wall: each second of the file begins with a click, and the output
 * counts the samples between the clicks.
 */
test('for a minute, the positions the sink reports keep step with the clicks that are heard', async ({
  portamento,
  media,
  sound,
  player,
}) => {
  await portamento.start(await media.clicks('clicks.wav', maximumListenedSeconds + 60));
  const facts = await PositionFacts.listen(player.page);
  await player.open();
  await expect.poll(() => clickPositions(sound.latest(2_000))).not.toEqual([]);
  let evenSeconds: readonly EvenSecond[] = [];
  for (
    let listenedSeconds = 0;
    listenedSeconds < maximumListenedSeconds && evenSeconds.length < neededEvenSeconds;
    listenedSeconds += stepSeconds
  ) {
    await sound.listen(stepSeconds * 1000);
    evenSeconds = evenSecondsOf(clickPositions(sound.samples()));
  }
  expect(evenSeconds.length, 'seconds played evenly').toBeGreaterThanOrEqual(neededEvenSeconds);

  const offsetsMs: number[] = [];
  for (const { positionMs, atMs } of await facts.all()) {
    const sample = sound.sampleAt(atMs);
    const even = evenSeconds.find(({ start, end }) => sample >= start && sample < end);
    if (even === undefined) continue;
    const heardMs = (even.second + (sample - even.start) / sampleRateHz) * 1000;
    offsetsMs.push(positionMs - heardMs);
  }
  expect(offsetsMs.length, 'positions reported').toBeGreaterThan(evenSeconds.length * 2);
  const middleMs = offsetsMs.toSorted((a, b) => a - b)[Math.floor(offsetsMs.length / 2)] ?? 0;
  const strayMs = Math.max(...offsetsMs.map((offset) => Math.abs(offset - middleMs)));
  console.log(
    `delay ${middleMs.toFixed(1)} ms, strays by ${strayMs.toFixed(1)} ms at most, ` +
      `${evenSeconds.length} even seconds`,
  );
  expect(strayMs).toBeLessThanOrEqual(toleranceMs);
});

interface EvenSecond {
  readonly second: number;
  /** Sample numbers of its click and the next one. */
  readonly start: number;
  readonly end: number;
}

/**
 * The seconds that came out whole, among others that did: the browser's own clock is off for a while
 * around a stumble.
 */
function evenSecondsOf(clicks: readonly number[]): readonly EvenSecond[] {
  const toleranceSamples = (stumbleMs * sampleRateHz) / 1000;
  const all = clicks.slice(0, -1).map((start, second) => ({
    second,
    start,
    end: clicks[second + 1] ?? start,
  }));
  const isWhole = ({ start, end }: EvenSecond) =>
    Math.abs(end - start - sampleRateHz) < toleranceSamples;
  return all.filter((_each, second) => {
    const around = all.slice(Math.max(0, second - secondsBefore), second + 1 + secondsAfter);
    return around.every(isWhole);
  });
}
