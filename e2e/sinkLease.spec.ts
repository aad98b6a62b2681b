import { PlayerPage } from './page/PlayerPage.ts';
import { expectSilence, expectTone } from './sound/expectSound.ts';
import { expect, test } from './test.ts';

test('one page plays; another one is its remote control, and takes over when asked', async ({
  portamento,
  media,
  sound,
  player,
  context,
}) => {
  await portamento.start(await media.tone('low.flac', { frequencyHz: 440, seconds: 120 }));
  await player.open();
  await expectTone(sound, 440);

  const other = new PlayerPage(await context.newPage());
  await other.page.goto(portamento.origin);
  await expect(other.button('Play here')).toBeVisible();
  await other.pause();
  await expectSilence(sound);
  await expect(player.button('Play')).toBeVisible();
  await other.play();
  await expectTone(sound, 440);

  await other.button('Play here').click();
  await expect(player.button('Play here')).toBeVisible();
  await expectTone(sound, 440);
  const playsIn = (page: PlayerPage) =>
    page.page.evaluate(() =>
      [...document.querySelectorAll('audio, video')].some(
        (element) => element instanceof HTMLMediaElement && !element.paused,
      ),
    );
  await expect.poll(() => playsIn(other)).toBe(true);
  expect(await playsIn(player)).toBe(false);

  // The page that played is gone: silence, until the person plays on the page that is left.
  await other.page.close();
  await expectSilence(sound);
  await expect(player.button('Play here')).toBeHidden();
  await player.play();
  await expectTone(sound, 440);
});
