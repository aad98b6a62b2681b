import { playerScenes, stagePlayer } from '../devices/playerScenes.ts';
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
        const files = await Promise.all(
          tracks.map(({ title, album, cover }, index) =>
            media.tone(`${suffix}/${index + 1} ${title}.mp3`, {
              frequencyHz: 220 * (index + 1),
              seconds: 180 + index * 17,
              title,
              artist: 'The Founders',
              album,
              cover,
            }),
          ),
        );
        await portamento.start();
        await player.page.goto(portamento.address);
        await expect(player.page.locator('main')).toBeVisible();
        await player.page.screenshot({ path: `${folder}/empty-${suffix}.png` });

        await portamento.runBeside(...files);
        await expect(player.page.getByRole('heading', { name: 'Slow Rise' })).toBeVisible();
        await expect(player.page.getByText('Held Breath', { exact: true }).first()).toBeAttached();
        // "L" is ten seconds on, "K" pauses: no picture is of another moment than the others.
        await player.page.waitForSelector('input[type="range"]:enabled', { state: 'attached' });
        for (const key of ['l', 'l', 'l', 'l', 'l', 'l', 'k'])
          await player.page.keyboard.press(key);
        await player.page.waitForFunction(() =>
          [...document.images].every((image) => image.complete),
        );
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
