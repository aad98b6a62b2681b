import { pathToFileURL } from 'node:url';
import { hostIsGone } from './page/PageFaults.ts';
import { expect, test } from './test.ts';

test('the printed address signs in once, a reload stays signed in', async ({
  portamento,
  player,
  browser,
}) => {
  await portamento.start();
  await player.open();
  await expect(player.page.getByText('Your queue is empty')).toBeVisible();
  expect(player.page.url()).not.toContain('token');
  await player.page.reload();
  await expect(player.page.getByText('Your queue is empty')).toBeVisible();

  await using stranger = await browser.newContext();
  const page = await stranger.newPage();
  await page.goto(portamento.address);
  await expect(page.getByText('Your queue is empty')).toBeHidden();
  const response = await page.goto(portamento.origin);
  expect(response?.status()).toBe(401);
});

test('a restart keeps a browser signed in', async ({ portamento, player, faults }) => {
  faults.expect(hostIsGone);
  await portamento.start();
  await player.open();
  await portamento.restart();
  await player.page.goto(portamento.origin);
  await expect(player.page.getByText('Your queue is empty')).toBeVisible();
});

test('a file that leads to the address signs in, too', async ({ portamento, media, page }) => {
  await portamento.start();
  const leading = `<!doctype html><meta http-equiv="refresh" content="0; url=${portamento.address}">`;
  await page.goto(pathToFileURL(media.write('open.html', leading)).href);
  await expect(page.getByText('Your queue is empty')).toBeVisible();
  expect(page.url()).toBe(`${portamento.origin}/`);
});
