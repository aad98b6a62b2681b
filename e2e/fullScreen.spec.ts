import { expectTone } from './sound/expectSound.ts';
import { expect, test } from './test.ts';

test('a video goes on the whole screen and back, by key, by button and by double click', async ({
  host,
  media,
  sound,
  player,
}) => {
  await host.start(await media.video('film.mp4', { frequencyHz: 440, seconds: 60 }));
  await player.open();
  await expectTone(sound, 440);
  const { page } = player;
  const video = page.getByRole('region', { name: 'Video' });
  const picture = video.locator('video');
  const isFullScreen = () => page.evaluate(() => document.fullscreenElement !== null);
  const coversTheWindow = async () => {
    const box = await picture.boundingBox();
    const windowWidth = await page.evaluate(() => innerWidth);
    return box !== null && box.width >= windowWidth - 1;
  };
  expect(await coversTheWindow()).toBe(false);

  await page.keyboard.press('f');
  await expect.poll(isFullScreen).toBe(true);
  await expect.poll(coversTheWindow).toBe(true);
  await page.keyboard.press('f');
  await expect.poll(isFullScreen).toBe(false);
  await expect.poll(coversTheWindow).toBe(false);

  await video.hover();
  await video.getByRole('button', { name: 'Full screen' }).click();
  await expect.poll(isFullScreen).toBe(true);
  await video.hover();
  await expect(video.getByRole('slider', { name: 'Position' })).toBeVisible();
  await video.getByRole('button', { name: 'Leave full screen' }).click();
  await expect.poll(isFullScreen).toBe(false);

  await picture.dblclick();
  await expect.poll(isFullScreen).toBe(true);
  await picture.dblclick();
  await expect.poll(isFullScreen).toBe(false);
  // Neither the way in nor the way out stops what plays.
  await expect(player.button('Pause')).toBeVisible();
  await expectTone(sound, 440);
});
