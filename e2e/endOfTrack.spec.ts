import { expectSilence, expectTone } from './sound/expectSound.ts';
import { gapBetweenMs } from './sound/gapBetweenMs.ts';
import { expect, test } from './test.ts';

/** Generous: it tells of a next track that was not prepared, not of a busy machine. */
const maximumGapMs = 400;

test('the seek bar dragged to its very end goes on with the next entry', async ({
  host,
  media,
  sound,
  player,
}) => {
  await host.start(
    await media.tone('low.mp3', { frequencyHz: 440, seconds: 60 }),
    await media.tone('high.flac', { frequencyHz: 880, seconds: 60 }),
  );
  await player.open();
  await expectTone(sound, 440);
  await player.dragToEnd();
  await expectTone(sound, 880);
  await expect(player.rows.nth(1)).toHaveAttribute('aria-current', 'true');
  expect(await player.positionSeconds()).toBeLessThan(30);
});

test('after the end of the queue, play begins it anew', async ({ host, media, sound, player }) => {
  await host.start(
    await media.tone('low.flac', { frequencyHz: 440, seconds: 30 }),
    await media.tone('high.flac', { frequencyHz: 880, seconds: 30 }),
  );
  await player.open();
  await expectTone(sound, 440);
  await player.button('Next').click();
  await expectTone(sound, 880);
  await player.dragToEnd();
  await expectSilence(sound);
  await player.play();
  await expectTone(sound, 440);
});

test('the gap between two tracks is short', async ({ host, media, sound, player }, testInfo) => {
  const frequenciesHz = [440, 550, 660];
  const files = await Promise.all(
    frequenciesHz.map((frequencyHz) =>
      media.tone(`gap ${frequencyHz}.wav`, { frequencyHz, seconds: 4 }),
    ),
  );
  await host.start(...files);
  await player.open();
  for (const frequencyHz of frequenciesHz) await expectTone(sound, frequencyHz);
  const samples = sound.samples();
  const gapsMs = frequenciesHz
    .slice(1)
    .map((toHz, index) => gapBetweenMs(samples, frequenciesHz[index] ?? 0, toHz) ?? Infinity);
  const told = gapsMs.map((gapMs) => `${gapMs.toFixed(1)} ms`).join(', ');
  console.log(`gaps between tracks: ${told}`);
  testInfo.annotations.push({ type: 'gaps between tracks', description: told });
  expect(Math.min(...gapsMs)).toBeLessThan(maximumGapMs);
});
