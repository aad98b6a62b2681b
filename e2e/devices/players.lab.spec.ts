import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../test.ts';
import { labPlayers, openLabPlayers } from './openLabPlayers.ts';

const { qemu, umtp } = labPlayers;

test('the players of another machine are found by its address, named and measured', async ({
  portamento,
  player,
  lab,
}) => {
  await portamento.start();
  const players = await openLabPlayers(player, lab);
  for (const { name } of [qemu, umtp]) {
    await players.show(name);
    const { page } = players;
    await expect(page.getByRole('main')).toContainText('127.0.0.1');
    await expect(page.getByRole('main')).toContainText('Connected');
    const storage = page.getByRole('button', { name: / free of / });
    await expect(storage).toContainText(/\d \w+ free of \d/);
    await expect(storage.getByRole('meter')).toBeVisible();
  }
  // Neither has a battery, whatever it says of one.
  await expect(players.page.getByText(/% battery/)).toHaveCount(0);
});

test('two thousand files stream in, and are sorted and filtered', async ({
  portamento,
  player,
  lab,
}) => {
  // Some 10 ms each where nothing else runs, several times that beside other tests.
  test.slow();
  const folder = join(lab.qemuFolder, 'Two thousand');
  mkdirSync(folder, { recursive: true });
  for (let number = 0; number < 2_000; number += 1) {
    writeFileSync(join(folder, `${String(number).padStart(4, '0')}.mp3`), Buffer.alloc(number));
  }
  await portamento.start();
  const players = await openLabPlayers(player, lab);
  await players.show(qemu.name);
  await players.enter('Two thousand');
  const { page } = players;
  await expect(page.getByRole('navigation', { name: 'Folder path' })).toHaveText(
    /^qemuTwo thousand$/,
  );
  await expect(page.getByText(/^[\d,]+ (so far|of about 2,000)$/)).toBeVisible();
  await expect(page.getByText('2,000 items')).toBeVisible({ timeout: 100_000 });
  expect((await players.fileNames())[0]).toBe('0000.mp3');
  const size = page.getByRole('columnheader', { name: 'Size' });
  await size.getByRole('button').click();
  await size.getByRole('button').click();
  await expect(size).toHaveAttribute('aria-sort', 'descending');
  await expect.poll(async () => (await players.fileNames())[0]).toBe('1999.mp3');
  await page.getByRole('searchbox', { name: 'Filter by name' }).fill('077');
  await expect.poll(() => players.fileNames()).toEqual(namesWith077);
  // The tests after this one need not have them counted.
  await lab.empty('qemu');
});

/** Of 0000 to 1999, the largest first. */
const namesWith077 = [1077, ...Array.from({ length: 10 }, (_, digit) => 779 - digit), 77].map(
  (number) => `${String(number).padStart(4, '0')}.mp3`,
);

test('folders are made, and files renamed and deleted after asking', async ({
  portamento,
  player,
  lab,
}) => {
  await portamento.start();
  const players = await openLabPlayers(player, lab);
  await players.show(umtp.name);
  const { page } = players;
  await page.getByRole('button', { name: 'New folder' }).click();
  await answer(page, 'New folder', 'Tidied', 'Make folder');
  await expect(players.file('Tidied')).toBeVisible();
  await players.file('Tidied').click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Rename/ }).click();
  await answer(page, 'Rename', 'Tidied up', 'Rename');
  await expect(players.file('Tidied up')).toBeVisible();
  await expect(players.file('Tidied')).toBeHidden();

  await players.file('Tidied up').click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Delete/ }).click();
  const question = page.getByRole('alertdialog', { name: /^Delete 1 item from/ });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(players.file('Tidied up')).toBeVisible();
  await players.file('Tidied up').click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Delete/ }).click();
  await question.getByRole('button', { name: 'Delete 1 item' }).click();
  await expect(players.file('Tidied up')).toBeHidden();
});

test('a player keeps the name it was given while it is away, until it is forgotten', async ({
  portamento,
  player,
  lab,
}) => {
  await portamento.start();
  const players = await openLabPlayers(player, lab);
  const { page } = players;
  await players.show(umtp.name);
  await page.getByRole('button', { name: 'More about this player' }).click();
  await page.getByRole('menuitem', { name: 'Give it a name' }).click();
  await answer(page, 'Name of the player', 'Running player', 'Save');
  await expect(players.link('Running player')).toBeVisible();

  await lab.unplug('umtp');
  await expect(players.link('Running player')).toContainText('Not connected');
  await expect(page.getByRole('main')).toContainText(/Last seen/);
  await page.getByRole('button', { name: 'More about this player' }).click();
  await page.getByRole('menuitem', { name: 'Forget this player…' }).click();
  await page
    .getByRole('alertdialog', { name: /^Forget/ })
    .getByRole('button', { name: 'Forget it' })
    .click();
  await expect(players.link('Running player')).toBeHidden();

  await lab.plug('umtp');
  await expect(players.link(umtp.name)).toBeVisible({ timeout: 30_000 });
});

/** Fills in the only field of a dialog and presses its button. */
async function answer(page: Page, title: string, text: string, button: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: title, exact: true });
  await dialog.getByRole('textbox').fill(text);
  await dialog.getByRole('button', { name: button, exact: true }).click();
  await expect(dialog).toBeHidden();
}
