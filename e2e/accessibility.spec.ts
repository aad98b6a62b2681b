import { playerScenes, stagePlayer } from './devices/playerScenes.ts';
import { pages } from './pages.ts';
import { expect, test } from './test.ts';

const colorSchemes = ['light', 'dark'] as const;

for (const { name, fragment } of pages) {
  test(`axe finds nothing wrong with ${name}, light and dark`, async ({
    host,
    media,
    player,
    accessibilityFaults,
  }) => {
    const cover = {
      title: 'Low',
      artist: 'A Tone',
      album: 'Tones',
      cover: ['teal', 'navy'],
    } as const;
    await host.start(
      await media.tone('with cover.mp3', { frequencyHz: 440, seconds: 30, ...cover }),
      await media.tone('plain.flac', { frequencyHz: 550, seconds: 30 }),
    );
    await player.open();
    await player.page.goto(`${host.origin}/${fragment}`);
    await expect(player.rows.first()).toBeVisible();
    for (const colorScheme of colorSchemes) {
      await player.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await accessibilityFaults(player.page), colorScheme).toEqual([]);
    }
  });
}

test('axe finds nothing wrong with the pages of a player, light and dark', async ({
  portamento,
  media,
  player,
  accessibilityFaults,
}) => {
  test.slow();
  const stage = await stagePlayer(portamento, player, media, 'axe');
  for (const { name, show } of playerScenes) {
    await test.step(name, async () => {
      await show(stage);
      for (const colorScheme of colorSchemes) {
        await player.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        expect(await accessibilityFaults(player.page), colorScheme).toEqual([]);
      }
    });
  }
});

test('axe finds nothing wrong with an empty queue', async ({
  host,
  player,
  accessibilityFaults,
}) => {
  await host.start();
  await player.open();
  await expect(player.page.getByText('Your queue is empty')).toBeVisible();
  expect(await accessibilityFaults(player.page)).toEqual([]);
});
