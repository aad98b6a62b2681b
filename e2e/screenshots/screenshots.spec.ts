import { pages } from '../pages.ts';
import { expect, test } from '../test.ts';

const folder = 'test-results/screenshots';
const sizes = { wide: { width: 1280, height: 800 }, narrow: { width: 420, height: 800 } };

/** Cover colours as FFmpeg names them. */
const album = [
  { title: 'Slow Rise', cover: 'coral' },
  { title: 'Glass Stairs', cover: 'coral' },
  { title: 'Between Two Notes', cover: 'coral' },
  { title: 'Held Breath', cover: 'indigo' },
  { title: 'A Long Way Down', cover: 'indigo' },
];

const looks = [
  { language: 'en-US', colorScheme: 'light' },
  { language: 'en-US', colorScheme: 'dark' },
  { language: 'ar', colorScheme: 'dark' },
] as const;

for (const { language, colorScheme } of looks) {
  for (const [sizeName, viewport] of Object.entries(sizes)) {
    const suffix = `${colorScheme}-${sizeName}${language === 'en-US' ? '' : `-${language}`}`;

    test.describe(suffix, () => {
      test.use({ locale: language, colorScheme, viewport, reducedMotion: 'reduce' });

      test('every page', async ({ portamento, media, player }) => {
        const files = await Promise.all(
          album.map(({ title, cover }, index) =>
            media.tone(`${suffix}/${index + 1} ${title}.mp3`, {
              frequencyHz: 220 * (index + 1),
              seconds: 180 + index * 17,
              title,
              artist: 'The Founders',
              album: cover === 'coral' ? 'Glide' : 'Overtones',
              cover,
            }),
          ),
        );
        await portamento.start();
        await player.page.goto(portamento.address);
        await expect(player.page.locator('main')).toBeVisible();
        await player.page.screenshot({ path: `${folder}/empty-${suffix}.png` });

        await portamento.runBeside(...files);
        await expect(player.page.getByText('Held Breath').first()).toBeAttached();
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
