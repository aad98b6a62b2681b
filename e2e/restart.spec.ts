import { hostIsGone } from './page/PageFaults.ts';
import { expectSilence, expectTone } from './sound/expectSound.ts';
import { expect, test } from './test.ts';

/** The most that a crash may lose, and the second that a screen reader's time is rounded by. */
const maximumLossSeconds = 5 + 1;

test('a restart keeps the queue, the position and the volume, and waits for the person', async ({
  host,
  media,
  sound,
  player,
  faults,
}) => {
  faults.expect(hostIsGone);
  const first = await media.tone('first.flac', { frequencyHz: 440, seconds: 60 });
  const second = await media.tone('second.flac', { frequencyHz: 880, seconds: 60 });
  await host.start(first, second);
  await player.open();
  await expectTone(sound, 440);
  await player.button('Next').click();
  await expectTone(sound, 880);
  await player.volume.focus();
  await player.page.keyboard.press('End');
  for (let press = 0; press < 3; press++) await player.page.keyboard.press('ArrowLeft');
  const volume = await player.volume.inputValue();
  await player.seekTo(0.5);
  await expect.poll(() => player.positionSeconds()).toBeGreaterThanOrEqual(29);
  const leftAt = await player.positionSeconds();

  await host.restart();
  await player.open();
  await expect(player.rows).toHaveCount(2);
  await expect(player.button('Play')).toBeVisible();
  await expectSilence(sound);
  expect(await player.volume.inputValue()).toBe(volume);
  const position = await player.positionSeconds();
  expect(position).toBeGreaterThanOrEqual(leftAt - 1);
  expect(position).toBeLessThanOrEqual(leftAt + 10);
  await player.play();
  await expectTone(sound, 880);
});

test('kill -9 loses five seconds of the position at most, and nothing else', async ({
  host,
  media,
  sound,
  player,
  faults,
}) => {
  faults.expect(hostIsGone);
  const files = await Promise.all(
    [440, 550, 660].map((frequencyHz) =>
      media.tone(`${frequencyHz}.flac`, { frequencyHz, seconds: 120 }),
    ),
  );
  await host.start(...files);
  await player.open();
  await expectTone(sound, 440);
  await player.button('Next').click();
  await expectTone(sound, 550);
  await player.seekTo(0.5);
  // Long enough that something was lost if nothing were saved while playing.
  await sound.listen(8_000);
  const before = await player.positionSeconds();
  await host.kill();

  await host.start();
  await player.open();
  await expect(player.rows).toHaveCount(3);
  await expect(player.button('Play')).toBeVisible();
  const after = await player.positionSeconds();
  expect(before - after).toBeLessThanOrEqual(maximumLossSeconds);
  expect(after).toBeLessThanOrEqual(before + 1);
  await player.play();
  await expectTone(sound, 550);
});
