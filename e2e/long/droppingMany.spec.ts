import { makeManyFiles } from '../media/makeManyFiles.ts';
import { dropFiles } from '../page/dropFiles.ts';
import { FrameMeter } from '../page/FrameMeter.ts';
import { readPageUsage } from '../page/readPageUsage.ts';
import { expectTone } from '../sound/expectSound.ts';
import { expect, test } from '../test.ts';

const fileCount = 50_000;
const patienceMs = 240_000;
/** A page that froze would have one gap between frames as long as all the work. */
const longestGapRatio = 0.2;
/** A browser's own `File` and the upload's number; the bytes stay on the disk. */
const maximumBytesPerFile = 2_000;

test('50,000 dropped files arrive while the page draws, answers and plays, and cost it little', async ({
  portamento,
  media,
  sound,
  player,
}) => {
  const folder = await makeManyFiles(media, fileCount / 1_000);
  await portamento.start();
  await player.open();
  const { page } = player;
  const walking = page.getByText(/^Looking through folders/);
  const { heapBytes: heapBytesBefore } = await readPageUsage(page);
  const meter = await FrameMeter.start(page);
  const startedMs = performance.now();
  await dropFiles(page, [folder]);

  await expect(walking).toBeVisible();
  const framesBefore = (await meter.read()).count;
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(walking).toBeVisible();
  expect((await meter.read()).count).toBeGreaterThan(framesBefore);

  await expect(page.getByText('50,000 tracks').first()).toBeVisible({ timeout: patienceMs });
  const tookMs = performance.now() - startedMs;
  const { count, longestGapMs } = await meter.read();
  console.log(
    `${fileCount} files in ${(tookMs / 1000).toFixed(1)} s, ${count} frames, ` +
      `${longestGapMs.toFixed(0)} ms the longest gap between two`,
  );
  expect(longestGapMs / tookMs).toBeLessThan(longestGapRatio);
  await expectTone(sound, 440);
  const { heapBytes } = await readPageUsage(page);
  expect((heapBytes - heapBytesBefore) / fileCount).toBeLessThan(maximumBytesPerFile);
});
