import { mkdirSync, readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './desktop/desktopTest.ts';
import { FileDrag, type ScreenPoint } from './desktop/FileDrag.ts';
import { PortablePlayers } from './devices/PortablePlayers.ts';
import { expectTone } from './sound/expectSound.ts';

test('files and a folder dragged out of another program’s window are announced, dropped and heard', async ({
  portamento,
  media,
  sound,
  player,
  desktop,
}) => {
  const file = await media.tone('dragged.mp3', { frequencyHz: 523, seconds: 60, title: 'Dragged' });
  await media.tone('folder of two/one.flac', { frequencyHz: 440, seconds: 20 });
  await media.tone('folder of two/two.flac', { frequencyHz: 440, seconds: 20 });
  await portamento.start();
  await player.open();
  const { page } = player;
  await using drag = await FileDrag.open(desktop, { x: 1450, y: 100 }, [
    file,
    `${media.folder}/folder of two`,
  ]);
  const overlay = page.getByText(/^Play 2 items$/);
  await drag.carryTo(await middleOf(page));
  await expect(overlay).toBeVisible();
  expect(await drag.drop()).toBe('dropped');
  await expect(overlay).toBeHidden();
  await expect(player.rows).toHaveText([/dragged/i, /one/, /two/]);
  await expectTone(sound, 523);
});

test('a file dragged out of another program’s window is dropped on a player in the sidebar', async ({
  portamento,
  media,
  player,
  desktop,
}) => {
  const file = media.write('dragged.txt', 'dragged onto a player');
  mkdirSync(`${media.folder}/sticks/Stick`, { recursive: true });
  await portamento.start('--root', `${media.folder}/sticks`);
  await player.open();
  const players = new PortablePlayers(player.page);
  await players.addFolder('sticks', 'Stick');
  await expect(players.link('Stick')).toBeVisible();
  await using drag = await FileDrag.open(desktop, { x: 1450, y: 100 }, [file]);
  await drag.carryTo(await middleOf(player.page, players.link('Stick')));
  await expect(player.page.getByText(/^Copy 1 file to/)).toBeVisible();
  expect(await drag.drop()).toBe('dropped');
  await players.plan.start(1);
  await players.copies.finished();
  expect(readFileSync(`${media.folder}/sticks/Stick/dragged.txt`, 'utf8')).toBe(
    'dragged onto a player',
  );
});

/** The middle of an element, or of all the window shows, on the screen. */
async function middleOf(page: Page, element: Locator = page.locator('html')): Promise<ScreenPoint> {
  const box = await element.boundingBox();
  if (box === null) throw new Error(`${element.toString()} is not on the page`);
  const corner = await page.evaluate(() => ({
    x: window.screenX + (window.outerWidth - window.innerWidth) / 2,
    y: window.screenY + window.outerHeight - window.innerHeight,
  }));
  return { x: corner.x + box.x + box.width / 2, y: corner.y + box.y + box.height / 2 };
}
