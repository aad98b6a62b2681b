import { playerScenes, stagePlayer } from '../devices/playerScenes.ts';
import type { MediaFiles } from '../media/MediaFiles.ts';
import type { PlayerPage } from '../page/PlayerPage.ts';
import { pages } from '../pages.ts';
import { expect, test } from '../test.ts';

const folder = 'test-results/screenshots';
const sizes = { wide: { width: 1280, height: 800 }, narrow: { width: 420, height: 800 } };

const glide = ['coral', 'indigo'] as const;
const overtones = ['teal', 'gold'] as const;
const tracks = [
  { title: 'Slow Rise', album: 'Glide', cover: glide },
  { title: 'Glass Stairs', album: 'Glide', cover: glide },
  { title: 'Between Two Notes', album: 'Glide', cover: glide },
  { title: 'Held Breath', album: 'Overtones', cover: overtones },
  { title: 'A Long Way Down', album: 'Overtones', cover: overtones },
];

/** The tracks as files in a folder of that name. */
function makeTracks(media: MediaFiles, folder: string, format: 'mp3' | 'flac') {
  const made = tracks.map(({ title, album, cover }, index) =>
    media.tone(`${folder}/${index + 1} ${title}.${format}`, {
      frequencyHz: 220 * (index + 1),
      seconds: 180 + index * 17,
      title,
      artist: 'The Founders',
      album,
      cover,
    }),
  );
  return Promise.all(made);
}

async function seekToTheMinute({ page }: PlayerPage): Promise<void> {
  await page.waitForSelector('input[type="range"]:enabled', { state: 'attached' });
  for (let tens = 0; tens < 6; tens++) await page.keyboard.press('l');
}

async function coversAreThere({ page }: PlayerPage): Promise<void> {
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
}

const looks = [
  { language: 'en-US', colorScheme: 'light' },
  { language: 'en-US', colorScheme: 'dark' },
  { language: 'ar', colorScheme: 'dark' },
] as const;

/** English last: the scenes are played in it. */
const languages = [
  { language: 'العربية', suffix: '-ar' },
  { language: 'English', suffix: '' },
] as const;

for (const { language, colorScheme } of looks) {
  for (const [sizeName, viewport] of Object.entries(sizes)) {
    const suffix = `${colorScheme}-${sizeName}${language === 'en-US' ? '' : `-${language}`}`;

    test.describe(suffix, () => {
      test.use({ locale: language, colorScheme, viewport, reducedMotion: 'reduce' });

      test('every page', async ({ portamento, media, player }) => {
        const files = await makeTracks(media, suffix, 'mp3');
        await portamento.start();
        await player.page.goto(portamento.address);
        await expect(player.page.locator('main')).toBeVisible();
        await player.page.screenshot({ path: `${folder}/empty-${suffix}.png` });

        await portamento.runBeside(...files);
        await expect(player.page.getByRole('heading', { name: 'Slow Rise' })).toBeVisible();
        await expect(player.page.getByText('Held Breath', { exact: true }).first()).toBeAttached();
        await seekToTheMinute(player);
        // No picture is of another moment than the others.
        await player.page.keyboard.press('k');
        await coversAreThere(player);
        for (const { name, fragment } of pages) {
          await player.page.goto(`${portamento.origin}/${fragment}`);
          await expect(player.page.locator('main')).toBeVisible();
          await player.page.screenshot({
            path: `${folder}/${name.replaceAll(' ', '-')}-${suffix}.png`,
            animations: 'disabled',
          });
        }
      });
    });
  }
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the pages of a player, ${colorScheme}`, async ({ portamento, media, player }) => {
    const { page } = player;
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const stage = await stagePlayer(portamento, player, media, colorScheme);
    const settings = await page.context().newPage();
    await settings.goto(`${portamento.origin}/#settings`);
    for (const { name, show } of playerScenes) {
      await show(stage);
      for (const { language, suffix } of languages) {
        await settings.getByRole('button', { name: /Language|اللغة/ }).click();
        await settings.getByRole('option', { name: language }).click();
        await expect(page.locator('html')).toHaveAttribute('dir', suffix === '' ? 'ltr' : 'rtl');
        for (const [sizeName, size] of Object.entries(sizes)) {
          await page.setViewportSize(size);
          await page.screenshot({
            path: `${folder}/${name.replaceAll(' ', '-')}-${colorScheme}-${sizeName}${suffix}.png`,
            animations: 'disabled',
          });
        }
        await page.setViewportSize(sizes.wide);
      }
    }
  });
}

test('the picture of the README', async ({ portamento, media, player }) => {
  const { page } = player;
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await stagePlayer(portamento, player, media, 'readme');
  await page.goto(`${portamento.origin}/#listen`);
  await portamento.runBeside(...(await makeTracks(media, 'readme tracks', 'flac')));
  await expect(player.rows).toHaveCount(tracks.length);
  await expect(player.rows.last()).toContainText('The Founders');
  await seekToTheMinute(player);
  await page.getByRole('heading', { name: 'Slow Rise' }).click();
  await expect(player.button('Pause')).toBeVisible();
  await coversAreThere(player);
  await page.screenshot({ path: `${folder}/readme.png`, animations: 'disabled' });
});
