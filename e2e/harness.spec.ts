import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { dropFiles } from './page/dropFiles.ts';
import { isSilent } from './sound/isSilent.ts';
import { toneOf } from './sound/toneOf.ts';
import { expect, test } from './test.ts';

/*
 * The instruments themselves, without the program: a deaf microphone would find every pause silent.
 */

test('the recording is the file that a page plays, then silence', async ({
  page,
  media,
  sound,
}) => {
  const file = await media.tone('instrument.wav', { frequencyHz: 523.25, seconds: 5 });
  const source = `data:audio/wav;base64,${readFileSync(file).toString('base64')}`;
  await page.setContent('<audio></audio>');
  await page.locator('audio').evaluate(async (audio: HTMLAudioElement, src) => {
    audio.src = src;
    await audio.play();
  }, source);
  await expect.poll(() => toneOf(sound.latest(400))).toBeCloseTo(523.25, 0);
  await page.locator('audio').evaluate((audio: HTMLAudioElement) => audio.pause());
  await expect.poll(() => isSilent(sound.latest(400))).toBe(true);
  expect(isSilent(await sound.listen(500))).toBe(true);
});

test('what a page complains about is noticed', async ({ page, faults }) => {
  faults.expect(/planted/);
  await page.setContent('<p>Hello</p>');
  expect(faults.all).toEqual([]);
  await page.evaluate(() => console.warn('a planted warning'));
  await page.evaluate(() => void Promise.reject(new Error('a planted rejection')));
  await expect.poll(() => faults.expected).toHaveLength(2);
});

test('dropped folders arrive with their files', async ({ page, media }) => {
  media.write('one.txt', 'one');
  await page.setContent('<body style="height: 300px"></body>');
  await page.evaluate(() => {
    document.addEventListener('dragover', (event) => event.preventDefault());
    document.addEventListener('drop', (event) => {
      event.preventDefault();
      const entries = [...(event.dataTransfer?.items ?? [])].map((item) => item.webkitGetAsEntry());
      const told = entries.map((entry) => `${entry?.name} ${entry?.isDirectory}`);
      document.body.textContent = told.join(', ');
    });
  });
  await dropFiles(page, [`${media.folder}/one.txt`, media.folder]);
  await expect(page.locator('body')).toHaveText(`one.txt false, ${basename(media.folder)} true`);
});
