import { mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { readStoredZip } from '../../electron/portables/testing/readStoredZip.ts';
import { dropFiles } from '../page/dropFiles.ts';
import { hostIsGone } from '../page/PageFaults.ts';
import { expectTone } from '../sound/expectSound.ts';
import { expect, test } from '../test.ts';
import { PortablePlayers } from './PortablePlayers.ts';

/** Does something with rows of a player, from their menu. */
async function choose(page: Page, row: Locator, item: string): Promise<void> {
  await row.click({ button: 'right' });
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

test('files on a player are heard where they are, and wait in the queue while it is away', async ({
  portamento,
  media,
  player,
  sound,
  faults,
}) => {
  // A restart, and listening throughout.
  test.slow();
  faults.expect(hostIsGone);
  await media.tone('pockets/Stick/Album/1 low.mp3', {
    frequencyHz: 440,
    seconds: 60,
    title: 'Low on the stick',
  });
  await media.tone('pockets/Stick/Album/2 high.flac', { frequencyHz: 660, seconds: 60 });
  const local = await media.tone('local.mp3', { frequencyHz: 523, seconds: 60 });
  const [there, away] = [join(media.folder, 'pockets/Stick'), join(media.folder, 'away')];
  await portamento.start('--root', `${media.folder}/pockets`);
  await player.open();
  const { page } = player;
  const players = new PortablePlayers(page);
  await players.addFolder('pockets', 'Stick');
  await players.show('Stick');

  await choose(page, players.file('Album'), 'Play');
  await expectTone(sound, 440);
  await expect(player.rows).toHaveText([/Low on the stick/, /2 high/]);
  await player.seekTo(0.5);
  await expectTone(sound, 440);
  await expect.poll(() => player.positionSeconds()).toBeGreaterThanOrEqual(30);
  await player.button('Next').click();
  await expectTone(sound, 660);

  await player.rows.first().dblclick();
  await expectTone(sound, 440);
  await dropFiles(page, [local], page.getByRole('listbox', { name: 'Play queue' }));
  await expect(player.rows).toHaveCount(3);
  renameSync(there, away);
  await expect(player.rows.nth(1)).toContainText('Player disconnected');
  await player.button('Next').click();
  await expectTone(sound, 523);

  await portamento.restart();
  await player.open();
  await expect(player.rows.nth(0)).toContainText('Player not connected');
  renameSync(away, there);
  await expect(player.rows.nth(0)).not.toContainText('Player not connected');
  await player.rows.first().dblclick();
  await expectTone(sound, 440);
});

test('when the player is pulled under what is heard, that says so, and the next plays', async ({
  portamento,
  media,
  player,
  sound,
}) => {
  // Longer than a browser reads ahead.
  await media.tone('sleeves/Stick/long.wav', { frequencyHz: 440, seconds: 600 });
  const local = await media.tone('next.mp3', { frequencyHz: 523, seconds: 60 });
  await portamento.start('--root', `${media.folder}/sleeves`);
  await player.open();
  const players = new PortablePlayers(player.page);
  await players.addFolder('sleeves', 'Stick');
  await players.show('Stick');
  await players.file('long.wav').dblclick();
  await expectTone(sound, 440);
  await dropFiles(player.page, [local], player.page.getByRole('listbox', { name: 'Play queue' }));
  await expect(player.rows).toHaveCount(2);

  renameSync(join(media.folder, 'sleeves/Stick'), join(media.folder, 'pulled'));
  await player.seekTo(0.9);
  await expectTone(sound, 523);
  await expect(player.rows.first()).toContainText('Player disconnected');
  await expect(player.page.getByText('The player is no longer connected.')).toBeVisible();
});

test('files and folders of a player are copied to the computer, byte for byte', async ({
  portamento,
  media,
  player,
}) => {
  const songs = ['Größe 🎵.mp3', 'b.txt', 'empty.txt'];
  const contents = songs.map((name, index) => {
    const bytes = Buffer.alloc(index === 2 ? 0 : 3_000_000 + index, index + 65);
    media.write(`shelves/Stick/Music/Album/${name}`, bytes);
    return bytes;
  });
  mkdirSync(join(media.folder, 'shelves/Here'));
  await portamento.start('--root', `${media.folder}/shelves`);
  await player.open();
  const players = new PortablePlayers(player.page);
  await players.addFolder('shelves', 'Stick');
  await players.show('Stick');
  await players.enter('Music');
  await choose(player.page, players.file('Album'), 'Copy to the computer…');
  const dialog = player.page.getByRole('dialog', { name: 'Copy to the computer' });
  const folders = dialog.getByRole('listbox', { name: 'Folder contents' });
  for (const name of ['shelves', 'Here']) await folders.getByRole('option', { name }).dblclick();
  await dialog.getByRole('button', { name: 'Copy here' }).click();
  await expect(players.strip).toContainText('3 of 3');
  const here = join(media.folder, 'shelves/Here/Album');
  expect(readdirSync(here).sort()).toEqual([...songs].sort());
  for (const [index, name] of songs.entries()) {
    expect(readFileSync(join(here, name)).equals(contents[index] ?? Buffer.alloc(0))).toBe(true);
  }
});

test('one file of a player is downloaded as it is, and several as an archive', async ({
  portamento,
  media,
  player,
}) => {
  const bytes = Buffer.alloc(2_000_001, 'sound');
  media.write('drawers/Stick/Größe 🎵.mp3', bytes);
  media.write('drawers/Stick/notes.txt', 'notes');
  await portamento.start('--root', `${media.folder}/drawers`);
  await player.open();
  const { page } = player;
  const players = new PortablePlayers(page);
  await players.addFolder('drawers', 'Stick');
  await players.show('Stick');
  const downloaded = async (row: Locator) => {
    const begun = page.waitForEvent('download');
    await choose(page, row, 'Download');
    const download = await begun;
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };

  const one = await downloaded(players.file('Größe 🎵.mp3'));
  expect(one.name).toBe('Größe 🎵.mp3');
  expect(one.bytes.equals(bytes)).toBe(true);

  await players.files.focus();
  await page.keyboard.press('Control+a');
  const several = await downloaded(players.file('notes.txt'));
  expect(several.name).toBe('Stick.zip');
  const entries = readStoredZip(several.bytes);
  expect([...entries.keys()].sort()).toEqual(['Größe 🎵.mp3', 'notes.txt']);
  expect(entries.get('Größe 🎵.mp3')?.equals(bytes)).toBe(true);
});

test('rows of the queue are dragged onto a player, and copied to one by keyboard', async ({
  portamento,
  media,
  player,
}) => {
  const songs = ['one.mp3', 'two.mp3'];
  const files = await Promise.all(
    songs.map((name, index) =>
      media.tone(`rows/${name}`, { frequencyHz: 440 * (index + 1), seconds: 5 }),
    ),
  );
  const stick = join(media.folder, 'hooks/Stick');
  mkdirSync(stick, { recursive: true });
  await portamento.start('--root', `${media.folder}/hooks`, ...files);
  await player.open();
  const { page } = player;
  const players = new PortablePlayers(page);
  await players.addFolder('hooks', 'Stick');
  await expect(players.link('Stick')).toBeVisible();

  await player.rows.first().hover();
  await page.mouse.down();
  await players.link('Stick').hover();
  await expect(page.getByText(/^Copy 1 track to/)).toBeVisible();
  await page.mouse.up();
  await players.plan.start(1);
  await players.copies.finished();
  await players.copies.close();

  await page.getByRole('listbox', { name: 'Play queue' }).focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Shift+F10');
  await page.keyboard.type('Copy to');
  await page.keyboard.press('Enter');
  await players.plan.start(1);
  await players.copies.finished();
  const copied = readdirSync(stick, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(copied.toSorted().map((path) => readFile(path)));
  const expected = await Promise.all(files.map((path) => readFile(path)));
  expect(contents.map((each, index) => each.equals(expected[index] ?? Buffer.alloc(0)))).toEqual([
    true,
    true,
  ]);
});
