import { expect, test } from './test.ts';

test('"?" shows every key, the sheet keeps the keys to itself, and Escape closes it', async ({
  host,
  media,
  player,
  accessibilityFaults,
}) => {
  await host.start(await media.tone('low.flac', { frequencyHz: 440, seconds: 60 }));
  await player.open();
  await expect(player.button('Pause')).toBeVisible();
  const sheet = player.page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await player.page.keyboard.press('?');
  await expect(sheet).toBeVisible();
  for (const group of ['Playback', 'Sound', 'View', 'Lists']) {
    await expect(sheet.getByRole('heading', { name: group })).toBeVisible();
  }
  const fullScreen = sheet.locator('dt', { hasText: /^Full screen$/ });
  await expect(fullScreen.locator('xpath=following-sibling::dd').locator('kbd')).toHaveText('F');
  expect(await accessibilityFaults(player.page)).toEqual([]);

  await player.page.keyboard.press('k');
  await player.page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(player.button('Pause')).toBeVisible();
  await player.page.keyboard.press('k');
  await expect(player.button('Play')).toBeVisible();
});
