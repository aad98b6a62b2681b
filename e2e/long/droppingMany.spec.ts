import type { Page } from '@playwright/test';
import { makeManyFiles } from '../media/makeManyFiles.ts';
import { dropFiles } from '../page/dropFiles.ts';
import { FrameMeter } from '../page/FrameMeter.ts';
import type { PlayerPage } from '../page/PlayerPage.ts';
import { readPageUsage } from '../page/readPageUsage.ts';
import { expectTone } from '../sound/expectSound.ts';
import { expect, test } from '../test.ts';

const fewCount = 1_000;
const manyCount = 50_000;
const patienceMs = 240_000;
/** How much longer than with few files the page may go without a frame: it must not grow with their number. */
const maximumGapRatio = 3;
/** A browser's own `File` and the upload's number; the bytes stay on the disk. */
const maximumBytesPerFile = 2_000;

test('50,000 dropped files arrive while the page draws as with 1,000, answers and plays, and cost it little', async ({
  portamento,
  media,
  sound,
  player,
}) => {
  const few = await makeManyFiles(media, 1, fewCount);
  const many = await makeManyFiles(media, manyCount / 1_000);
  await portamento.start();
  await player.open();
  const { page } = player;
  const meter = await FrameMeter.start(page);
  await dropFiles(page, [few]);
  await expect(tracks(page, fewCount)).toBeVisible();
  const { longestGapMs: longestGapOfFewMs } = await meter.read();
  await player.pause();
  await clearQueue(player);

  const { heapBytes: heapBytesBefore } = await readPageUsage(page);
  await meter.beginAnew();
  await dropFiles(page, [many]);
  const walking = page.getByText(/^Looking through folders/);
  await expect(walking).toBeVisible();
  await expectAnswer(page);
  await expect(walking).toBeVisible();

  const announcing = page.getByRole('button', { name: '1 activity' });
  await expect(announcing).toBeVisible({ timeout: patienceMs });
  await expectAnswer(page);
  await expect(announcing).toBeVisible();

  await expect(tracks(page, manyCount)).toBeVisible({ timeout: patienceMs });
  const { count, longestGapMs } = await meter.read();
  await expectAnswer(page);
  console.log(
    `longest gap between two frames: ${longestGapOfFewMs.toFixed(0)} ms with ${fewCount} files, ` +
      `${longestGapMs.toFixed(0)} ms with ${manyCount} (${count} frames)`,
  );
  expect(longestGapMs / longestGapOfFewMs).toBeLessThan(maximumGapRatio);
  await expectTone(sound, 440);
  const { heapBytes } = await readPageUsage(page);
  expect((heapBytes - heapBytesBefore) / manyCount).toBeLessThan(maximumBytesPerFile);
});

function tracks(page: Page, count: number) {
  return page.getByText(`${count.toLocaleString('en')} tracks`).first();
}

/** Presses a key and sees what it does. */
async function expectAnswer(page: Page): Promise<void> {
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await page.keyboard.press('?');
  await expect(sheet).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
}

async function clearQueue({ page }: PlayerPage): Promise<void> {
  await page.getByRole('button', { name: 'More about the queue' }).click();
  await page.getByRole('menuitem', { name: 'Clear the queue' }).click();
  await expect(page.getByText('Your queue is empty')).toBeVisible();
}
