import { statSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { MediaFiles } from './media/MediaFiles.ts';
import { dropFiles } from './page/dropFiles.ts';
import { expectTone } from './sound/expectSound.ts';
import { expect, test } from './test.ts';

test('a dropped file is heard', async ({ host, media, sound, player }) => {
  const file = await media.tone('dropped.mp3', { frequencyHz: 523, seconds: 30, title: 'Dropped' });
  await host.start();
  await player.open();
  await dropFiles(player.page, [file]);
  await expect(player.rows).toHaveCount(1);
  await expect(player.rows.first()).toHaveAccessibleName(/Dropped/);
  await expectTone(sound, 523);
});

test('a dropped folder brings its music along, in order', async ({
  host,
  media,
  sound,
  player,
}) => {
  await media.tone('album/02 second.flac', { frequencyHz: 880, seconds: 20 });
  await media.tone('album/01 first.flac', { frequencyHz: 440, seconds: 20 });
  media.write('album/notes.txt', 'not music');
  await host.start();
  await player.open();
  await dropFiles(player.page, [`${media.folder}/album`]);
  await expect(player.rows).toHaveCount(2);
  await expect(player.rows.first()).toHaveAccessibleName(/01 first/);
  await expectTone(sound, 440);
});

test(
  'all rows of a drop show what their files say while the first plays, and little of them is sent',
  { tag: '@headless' },
  async ({ portamento, media, sound, player }) => {
    const files = await makeAlbum(media);
    await portamento.start();
    await player.open();
    const { page } = player;
    const sent = watchUploads(page);
    await dropFiles(page, files);
    await expectTone(sound, 440);
    await expect(page.getByText(`${files.length} tracks · 1 hr`, { exact: false })).toBeVisible();
    await expect(player.rows.first()).toHaveText(/Song 1.*The Oscillators.*2:00/);
    await player.rows.first().click();
    await page.keyboard.press('End');
    await expect(player.rows.last()).toHaveText(/Song 30.*The Oscillators.*2:00/);
    await expect(player.button('Pause')).toBeVisible();

    // What plays, and what is played next.
    expect(sent.wholeFiles.size).toBeLessThanOrEqual(2);
    const sizeBytes = files.reduce((sum, path) => sum + statSync(path).size, 0);
    expect(sent.rangeBytes).toBeGreaterThan(0);
    expect(sent.rangeBytes).toBeLessThan(sizeBytes / 5);
  },
);

/** Thirty songs of two minutes in several formats, whose names say nothing. */
async function makeAlbum(media: MediaFiles): Promise<readonly string[]> {
  const files: string[] = [];
  for (const format of ['mp3', 'm4a', 'flac', 'opus', 'wav']) {
    const tone = { frequencyHz: 440, seconds: 120, artist: 'The Oscillators' };
    const base = await media.tone(`base.${format}`, tone);
    for (let copy = 0; copy < 6; copy++) {
      const number = files.length + 1;
      const name = `album/${String(number).padStart(2, '0')}.${format}`;
      files.push(await media.retitled(base, name, `Song ${number}`));
    }
  }
  return files;
}

/** Counts what a page sends of its files. */
function watchUploads(page: Page) {
  const sent = { wholeFiles: new Set<string>(), rangeBytes: 0 };
  page.on('request', (request) => {
    if (request.method() !== 'PUT') return;
    const [, first, last] =
      /^bytes (\d+)-(\d+)/.exec(request.headers()['content-range'] ?? '') ?? [];
    if (first === undefined) sent.wholeFiles.add(request.url());
    else sent.rangeBytes += Number(last) - Number(first) + 1;
  });
  return sent;
}
