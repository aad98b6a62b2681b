import { PositionFacts } from '../page/PositionFacts.ts';
import { clickPositions } from '../sound/clickPositions.ts';
import { sampleRateHz } from '../sound/sampleRateHz.ts';
import { expect, test } from '../test.ts';

const seconds = 60;
/** How far the reported positions may stray from what is heard, once their constant delay is taken off. */
const toleranceMs = 20;
/** A decoder may take this long to find its pace at the very beginning. */
const settlingMs = 1_000;

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
  await expect(player.button('Pause')).toBeVisible();
  await sound.listen((seconds + 2) * 1000);

  const clicks = clickPositions(sound.samples());
  const [firstClick = 0] = clicks;
  expect(clicks.length).toBeGreaterThanOrEqual(seconds);
  const positionHeardMs = (sample: number) => ((sample - firstClick) * 1000) / sampleRateHz;
  for (const [second, click] of clicks.entries()) {
    const deviationMs = Math.abs(positionHeardMs(click) - second * 1000);
    expect(deviationMs, `the click of second ${second} is where it belongs`).toBeLessThan(1);
  }

  const offsetsMs = (await facts.all())
    .filter(({ positionMs }) => positionMs > settlingMs)
    .map(({ positionMs, atMs }) => positionMs - positionHeardMs(sound.sampleAt(atMs)));
  expect(offsetsMs.length).toBeGreaterThan(seconds * 2);
  const middleMs = offsetsMs.toSorted((a, b) => a - b)[Math.floor(offsetsMs.length / 2)] ?? 0;
  const strayMs = Math.max(...offsetsMs.map((offset) => Math.abs(offset - middleMs)));
  test.info().annotations.push({
    type: 'clock',
    description: `delay ${middleMs.toFixed(1)} ms, strays by ${strayMs.toFixed(1)} ms at most`,
  });
  expect(strayMs).toBeLessThanOrEqual(toleranceMs);
});
