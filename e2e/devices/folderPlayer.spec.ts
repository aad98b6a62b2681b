import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { TemporaryFolder } from '../../electron/base/testing/TemporaryFolder.ts';
import {
  ExfatVolume,
  missingForExfat,
} from '../../electron/devices/providers/mass-storage/testing/ExfatVolume.ts';
import { makeManyFiles } from '../media/makeManyFiles.ts';
import { dropFiles } from '../page/dropFiles.ts';
import { hostIsGone } from '../page/PageFaults.ts';
import { expect, test } from '../test.ts';
import { PortablePlayers } from './PortablePlayers.ts';

test('a folder becomes a player by keyboard alone, and is tidied by keyboard alone', async ({
  portamento,
  media,
  player,
}) => {
  media.write('places/Stick/Old name.txt', 'text');
  media.write('places/Stick/Unwanted/inside.txt', 'text');
  await portamento.start('--root', `${media.folder}/places`);
  await player.open();
  const { page } = player;
  const { keyboard } = page;
  const players = new PortablePlayers(page);
  const add = page.getByRole('button', { name: 'Add a player' }).first();
  await add.focus();
  await keyboard.press('Enter');
  await keyboard.press('End');
  await keyboard.press('Enter');
  const contents = page.getByRole('listbox', { name: 'Folder contents' });
  await contents.focus();
  await keyboard.press('Enter');
  await expect(contents.getByRole('option', { name: 'Stick' })).toBeVisible();
  await keyboard.press('s');
  await keyboard.press('Enter');
  await expect(contents.getByRole('option', { name: 'Unwanted' })).toBeVisible();
  await page.getByRole('button', { name: 'Add this folder' }).focus();
  await keyboard.press('Enter');

  await expect(players.link(/Stick/)).toBeVisible();
  await expect(players.file('Old name.txt')).toBeVisible();
  await players.files.focus();
  await keyboard.press('o');
  await keyboard.press('F2');
  const name = page.getByRole('textbox', { name: 'New name' });
  await expect(name).toBeFocused();
  await keyboard.press('Control+a');
  await keyboard.type('New name.txt');
  await keyboard.press('Enter');
  await expect(players.file('New name.txt')).toBeVisible();
  expect(readdirSync(`${media.folder}/places/Stick`).sort()).toEqual(['New name.txt', 'Unwanted']);

  await page.getByRole('button', { name: 'New folder' }).focus();
  await keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
  await keyboard.type('Made');
  await keyboard.press('Enter');
  await expect(players.file('Made')).toBeVisible();

  await players.files.focus();
  await keyboard.press('u');
  await keyboard.press('Delete');
  const question = page.getByRole('alertdialog', { name: /^Delete 1 item from/ });
  await expect(question).toBeVisible();
  await keyboard.press('Escape');
  await expect(question).toBeHidden();
  expect(existsSync(`${media.folder}/places/Stick/Unwanted`)).toBe(true);
  await keyboard.press('Delete');
  await question.getByRole('button', { name: 'Delete 1 item' }).focus();
  await keyboard.press('Enter');
  await expect(players.file('Unwanted')).toBeHidden();
  expect(readdirSync(`${media.folder}/places/Stick`).sort()).toEqual(['Made', 'New name.txt']);

  await page.getByRole('button', { name: 'More about this player' }).focus();
  await keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Forget this player…' })).toBeVisible();
  await keyboard.press('End');
  await keyboard.press('Enter');
  await page.getByRole('button', { name: 'Forget it' }).focus();
  await keyboard.press('Enter');
  await expect(players.link(/Stick/)).toBeHidden();
  expect(readdirSync(`${media.folder}/places/Stick`).sort()).toEqual(['Made', 'New name.txt']);
});

test('names that are taken are skipped, replaced or kept beside each other, as decided', async ({
  portamento,
  media,
  player,
}) => {
  const there = join(media.folder, 'shelf/Card');
  const names = ['kept.txt', 'replaced.txt', 'skipped.txt'];
  mkdirSync(there, { recursive: true });
  for (const name of names) writeFileSync(join(there, name), 'old');
  const dropped = [...names, 'new.txt'].map((name) => media.write(`drop/${name}`, 'dropped'));
  await portamento.start('--root', `${media.folder}/shelf`);
  await player.open();
  const players = new PortablePlayers(player.page);
  await players.addFolder('shelf', 'Card');
  await players.show('Card');

  await dropFiles(player.page, dropped, players.files);
  const { plan, copies } = players;
  await expect(plan.dialog).toContainText('3 files have names that are taken');
  await expect(plan.dialog).toContainText('1 file');
  await plan.decideAll('Skip');
  await plan.decide('kept.txt', 'Keep both');
  await plan.decide('replaced.txt', 'Replace');
  await expect(plan.row('skipped.txt')).toContainText('Skip');
  await plan.start(3);
  await copies.finished();
  await expect(copies.rows).toHaveCount(4);
  await expect(copies.rows.filter({ hasText: 'skipped.txt' })).toContainText('Skipped');
  await copies.close();

  const contents = readdirSync(there).map((name) => [
    name,
    readFileSync(join(there, name), 'utf8'),
  ]);
  expect(Object.fromEntries(contents)).toEqual({
    'kept.txt': 'old',
    'kept (2).txt': 'dropped',
    'new.txt': 'dropped',
    'replaced.txt': 'dropped',
    'skipped.txt': 'old',
  });
  await expect.poll(() => players.fileNames()).toHaveLength(5);
});

test('what a killed host left unfinished of 250 files is offered again', async ({
  portamento,
  media,
  player,
  faults,
}) => {
  faults.expect(hostIsGone);
  const there = join(media.folder, 'disks/Disk');
  mkdirSync(there, { recursive: true });
  const folder = await makeManyFiles(media, 1, 250);
  await portamento.start('--root', `${media.folder}/disks`);
  await player.open();
  const players = new PortablePlayers(player.page);
  await players.addFolder('disks', 'Disk');
  await players.show('Disk');
  await dropFiles(player.page, [folder], players.files);
  await players.plan.start(250);
  await expect.poll(() => players.copies.progress(), { intervals: [20] }).toBeGreaterThan(0);
  await portamento.kill();
  // A page that was left cannot give a dropped file once more.
  await player.page.goto('about:blank');

  await portamento.start();
  await player.open();
  await players.show('Disk');
  await expect(players.strip).toContainText(/\d+ files were not finished last time/);
  await players.strip.getByRole('button', { name: 'Finish them' }).click();
  await expect(players.strip).toContainText(/\d+ failed/);
  await players.strip.getByRole('button', { name: 'Show copies' }).click();
  await players.copies.show('Failed');
  await expect(players.copies.rows.first()).toContainText('drop the file on the player again');

  const sizeBytes = statSync(join(folder, '00', '0000.mp3')).size;
  const copied = readdirSync(there, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath, entry.name)).size);
  await expect(players.strip).toContainText(`${copied.length} of 250`);
  expect(copied.filter((each) => each !== sizeBytes)).toEqual([]);
});

test('names that a FAT player cannot store are changed in sight', async ({
  portamento,
  media,
  player,
}) => {
  const missing = missingForExfat();
  test.skip(missing !== null, `needs ${missing}`);
  using folder = new TemporaryFolder();
  using volume = new ExfatVolume(folder);
  const illegal = ['What?.txt', 'a:b.txt', 'CON.txt', 'dots....'];
  const files = illegal.map((name) => media.write(`illegal/${name}`, name));
  await portamento.start('--root', folder.path);
  await player.open();
  const players = new PortablePlayers(player.page);
  await players.addFolder(basename(folder.path), basename(volume.path));
  await players.show('player');
  await dropFiles(player.page, files, players.files);
  const { plan, copies } = players;
  for (const name of illegal) {
    await expect(plan.row(name)).toContainText(`Name changed: \u2068${name}\u2069`);
  }
  await plan.start(illegal.length);
  await copies.finished();
  const stored = readdirSync(volume.path).map((name) =>
    readFileSync(join(volume.path, name), 'utf8'),
  );
  expect(stored.sort()).toEqual([...illegal].sort());
});
