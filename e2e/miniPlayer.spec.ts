import type { PlayerPage } from './page/PlayerPage.ts';
import { expectSilence, expectTone } from './sound/expectSound.ts';
import { expect, test } from './test.ts';

test('in a narrow window the compact player opens to the full height, plays on, and closes', async ({
  host,
  media,
  sound,
  player,
}) => {
  const low = { frequencyHz: 440, seconds: 60, title: 'Low' };
  const high = { frequencyHz: 880, seconds: 60, title: 'High' };
  await host.start(await media.tone('low.mp3', low), await media.tone('high.mp3', high));
  await player.open();
  await player.page.setViewportSize({ width: 420, height: 800 });
  await expectTone(sound, 440);
  await player.button(/^Open player: Low/).click();
  const full = player.page.getByRole('dialog', { name: 'Player' });
  await expect.poll(async () => (await full.boundingBox())?.height).toBe(800);
  await full.getByRole('button', { name: 'Next' }).click();
  await expect(full.getByRole('heading', { name: 'High' })).toBeVisible();
  await expectTone(sound, 880);
  await full.getByRole('slider', { name: 'Position' }).press('ArrowRight');
  await expect(full.getByRole('slider', { name: 'Volume' })).toBeVisible();
  await full.getByRole('button', { name: 'Close' }).click();
  await expect(full).toBeHidden();
  await expect(player.button(/^Open player: High/)).toBeVisible();
});

// Electron has no such windows; there the page itself becomes the mini player.
test(
  'the mini player floats in a window of its own with the picture, obeys, takes keys, follows the theme, and goes away',
  {
    tag: '@headless',
  },
  async ({ portamento, media, sound, player, context }) => {
    await portamento.start(await media.video('low.mp4', { frequencyHz: 440, seconds: 60 }));
    await player.open();
    await expectTone(sound, 440);
    expect(await player.page.evaluate(() => 'documentPictureInPicture' in window)).toBe(true);
    const opened = context.waitForEvent('page');
    await player.page.keyboard.press('w');
    const floating = await opened;
    const mini = floating.getByRole('region', { name: 'Mini player' });
    await expect(mini.locator('video')).toBeVisible();
    await expect(player.page.getByText('The picture is in the mini player')).toBeVisible();
    await expect(player.button('Pause')).toBeVisible();
    await mini.getByRole('button', { name: 'Pause' }).click();
    await expectSilence(sound);
    await expect(player.button('Play')).toBeVisible();
    await mini.getByRole('button', { name: 'Play', exact: true }).click();
    await expectTone(sound, 440);

    await floating.keyboard.press('k');
    await expectSilence(sound);
    await mini.getByRole('button', { name: 'Play', exact: true }).focus();
    await floating.keyboard.press('Space');
    await expectTone(sound, 440);

    const theme = () => floating.evaluate(() => document.documentElement.dataset['theme']);
    await chooseTheme(player, 'Light');
    await expect.poll(theme).toBe('light');
    await chooseTheme(player, 'Dark');
    await expect.poll(theme).toBe('dark');

    const closed = floating.waitForEvent('close');
    // The key goes up when there is no window any more, and that is refused.
    await Promise.allSettled([floating.keyboard.press('w')]);
    await closed;
    await player.page.getByRole('link', { name: 'Listen' }).click();
    await expect(player.page.getByRole('region', { name: 'Video' }).locator('video')).toBeVisible();
    await expect(player.button('Pause')).toBeVisible();
    await expectTone(sound, 440);
  },
);

async function chooseTheme({ page }: PlayerPage, theme: string): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: /Theme/ }).click();
  await page.getByRole('option', { name: theme }).click();
}
