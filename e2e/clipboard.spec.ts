import { expect, test } from './test.ts';

test('what a copy button says it copied is in the clipboard', async ({ host, media, player }) => {
  await host.start(await media.tone('low.flac', { frequencyHz: 440, seconds: 60 }));
  await player.open();
  const { page } = player;
  await page.getByRole('link', { name: 'Settings' }).click();
  const setting = page.getByRole('main');
  const dataFolder = await setting.locator('code').textContent();
  await setting.getByRole('button', { name: 'Copy path' }).click();
  await expect(setting.getByRole('button', { name: 'Copied' })).toBeVisible();

  // Pasted instead of read: reading the clipboard is refused to our pages.
  const search = page.getByRole('searchbox', { name: 'Search the queue' });
  await search.focus();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(search).toHaveValue(dataFolder ?? '');
});
