import type { Locator } from '@playwright/test';
import type { MediaFiles } from './media/MediaFiles.ts';
import type { PlayerPage } from './page/PlayerPage.ts';
import { expectTone } from './sound/expectSound.ts';
import { expect, test } from './test.ts';

const songs = [
  { title: 'Amber', artist: 'The Oscillators', frequencyHz: 440 },
  { title: 'Basalt', artist: 'The Oscillators', frequencyHz: 550 },
  { title: 'Cobalt', artist: 'Someone Else', frequencyHz: 660 },
  { title: 'Dune', artist: 'Someone Else', frequencyHz: 770 },
] as const;
const [amber, basalt, cobalt, dune] = songs.map(({ title }) => new RegExp(title)) as [
  RegExp,
  RegExp,
  RegExp,
  RegExp,
];

test('a search finds titles and artists, plays what it found, and lets go', async ({
  host,
  media,
  sound,
  player,
}) => {
  await host.start(...(await makeSongs(media)));
  await player.open();
  await expect(player.rows).toHaveText([amber, basalt, cobalt, dune]);
  await player.page.keyboard.press('/');
  const search = player.page.getByRole('searchbox', { name: 'Search the queue' });
  await expect(search).toBeFocused();
  await player.page.keyboard.type('someone');
  await expect(player.rows).toHaveText([cobalt, dune]);
  await expect(player.page.getByText('2 found')).toBeVisible();
  await search.fill('someone dun');
  await expect(player.rows).toHaveText([dune]);
  await player.rows.first().dblclick();
  await expectTone(sound, 770);

  await search.fill('nothing of the kind');
  await expect(player.page.getByText('Nothing found')).toBeVisible();
  await search.press('Escape');
  await expect(player.rows).toHaveText([amber, basalt, cobalt, dune]);
});

test('rows are moved with the mouse and the keyboard, removed together, and all of it is undone', async ({
  host,
  media,
  player,
}) => {
  await host.start(...(await makeSongs(media)));
  await player.open();
  const { page, rows } = player;
  await expect(rows).toHaveText([amber, basalt, cobalt, dune]);

  await dragRow(player, rows.nth(3), rows.nth(1));
  await expect(rows).toHaveText([amber, dune, basalt, cobalt]);
  await rows.nth(2).click();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(rows).toHaveText([amber, basalt, dune, cobalt]);

  await rows.nth(1).click();
  await rows.nth(2).click({ modifiers: ['Shift'] });
  await rows.nth(3).click({ modifiers: ['Control'] });
  await page.keyboard.press('Delete');
  await expect(rows).toHaveText([amber]);
  await expect(page.getByText('Removed 3 tracks')).toBeVisible();

  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(rows).toHaveText([amber, basalt, dune, cobalt]);
  await page.keyboard.press('Control+z');
  await expect(rows).toHaveText([amber, dune, basalt, cobalt]);
  await page.getByRole('button', { name: 'Undo moving' }).click();
  await expect(rows).toHaveText([amber, basalt, cobalt, dune]);
});

test('clearing the queue is undone, too, and what played goes on when asked', async ({
  host,
  media,
  sound,
  player,
}) => {
  await host.start(...(await makeSongs(media)));
  await player.open();
  await expectTone(sound, 440);
  await chooseInQueueMenu(player, 'Clear the queue');
  await expect(player.page.getByText('Your queue is empty')).toBeVisible();
  await player.page.keyboard.press('Control+z');
  await expect(player.rows).toHaveText([amber, basalt, cobalt, dune]);
  await player.rows.nth(1).dblclick();
  await expectTone(sound, 550);
});

for (const { format, menuItem } of [
  { format: 'm3u8', menuItem: 'Save as M3U8 playlist…' },
  { format: 'pls', menuItem: 'Save as PLS playlist…' },
]) {
  // The desktop app asks the system's dialogs, which no page sees.
  test(
    `the queue is saved as ${format}, and opened again in its order`,
    { tag: '@headless' },
    async ({ portamento, media, sound, player }) => {
      const files = await makeSongs(media);
      await portamento.start('--root', `${media.folder}/songs`, ...files.toReversed());
      await player.open();
      const { page, rows } = player;
      await expect(rows).toHaveText([dune, cobalt, basalt, amber]);

      await chooseInQueueMenu(player, menuItem);
      const saving = page.getByRole('dialog', { name: 'Save queue as a playlist' });
      await expect(saving.getByRole('button', { name: 'Save here' })).toBeDisabled();
      await saving.getByRole('textbox', { name: 'Name' }).fill('Evening');
      await saving.getByRole('option', { name: 'songs' }).dblclick();
      await saving.getByRole('button', { name: 'Save here' }).click();
      await expect(page.getByText(`Saved as \u2068Evening.${format}\u2069`)).toBeVisible();

      await chooseInQueueMenu(player, 'Clear the queue');
      await expect(page.getByText('Your queue is empty')).toBeVisible();
      await page.keyboard.press('Control+o');
      const opening = page.getByRole('dialog', { name: 'Open' });
      await opening.getByRole('option', { name: 'songs' }).dblclick();
      await opening.getByRole('option', { name: `Evening.${format}` }).dblclick();
      await expect(rows).toHaveText([dune, cobalt, basalt, amber]);
      await expectTone(sound, 770);
    },
  );
}

/** Made once for all tests of a worker, whose files these are. */
const madeSongs = new WeakMap<MediaFiles, Promise<readonly string[]>>();

function makeSongs(media: MediaFiles): Promise<readonly string[]> {
  const made =
    madeSongs.get(media) ??
    Promise.all(
      songs.map((song) => media.tone(`songs/${song.title}.mp3`, { ...song, seconds: 60 })),
    );
  madeSongs.set(media, made);
  return made;
}

/** By the middle of one row into the gap above another one. */
async function dragRow({ page }: PlayerPage, row: Locator, before: Locator): Promise<void> {
  const [from, to] = await Promise.all([row.boundingBox(), before.boundingBox()]);
  if (from === null || to === null) throw new Error('The rows are not in view');
  const x = from.x + from.width / 2;
  await page.mouse.move(x, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(x, to.y + to.height, { steps: 5 });
  await page.mouse.move(x, to.y + 2, { steps: 5 });
  await page.mouse.up();
}

async function chooseInQueueMenu({ page }: PlayerPage, item: string): Promise<void> {
  await page.getByRole('button', { name: 'More about the queue' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}
