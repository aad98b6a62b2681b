import { PositionFacts } from '../page/PositionFacts.ts';
import { clickPositions } from '../sound/clickPositions.ts';
import { expect, test } from '../test.ts';

const seconds = 60;
/** How far the reported positions may stray from what is heard, once their constant delay is taken off. */
const toleranceMs = 20;

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
  await portamento.start(await media.clicks('clicks.wav', seconds + 10));
  const facts = await PositionFacts.listen(player.page);
  await player.open();
  await expect.poll(() => clickPositions(sound.latest(2_000))).not.toEqual([]);
  await sound.listen((seconds + 2) * 1000);

  const clicks = clickPositions(sound.samples());
  expect(clicks.length).toBeGreaterThanOrEqual(seconds);
  /** Between two clicks the file moves evenly; an output that stumbled shows in the next click. */
  const positionHeardMs = (sample: number): number => {
    const next = clicks.findIndex((click) => click > sample);
    const [before = 0, after = 0] = [clicks[next - 1], clicks[next]];
    return (next - 1 + (sample - before) / (after - before)) * 1000;
  };
  const isBetweenClicks = (sample: number) =>
    sample > (clicks[1] ?? 0) && sample < (clicks.at(-1) ?? 0);

  const offsetsMs = (await facts.all())
    .map(({ positionMs, atMs }) => ({ positionMs, sample: sound.sampleAt(atMs) }))
    .filter(({ sample }) => isBetweenClicks(sample))
    .map(({ positionMs, sample }) => positionMs - positionHeardMs(sample));
  expect(offsetsMs.length).toBeGreaterThan(seconds * 2);
  const middleMs = offsetsMs.toSorted((a, b) => a - b)[Math.floor(offsetsMs.length / 2)] ?? 0;
  const strayMs = Math.max(...offsetsMs.map((offset) => Math.abs(offset - middleMs)));
  test.info().annotations.push({
    type: 'clock',
    description: `delay ${middleMs.toFixed(1)} ms, strays by ${strayMs.toFixed(1)} ms at most`,
  });
  console.log(test.info().annotations.at(-1)?.description);
  expect(strayMs).toBeLessThanOrEqual(toleranceMs);
});
