import type { Page } from '@playwright/test';
import { expect, test } from './desktop/desktopTest.ts';
import { FileDrag, type ScreenPoint } from './desktop/FileDrag.ts';
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

/** The middle of what the window shows, on the screen. */
function middleOf(page: Page): Promise<ScreenPoint> {
  return page.evaluate(() => ({
    x: window.screenX + window.outerWidth / 2,
    y: window.screenY + window.outerHeight - window.innerHeight / 2,
  }));
}
