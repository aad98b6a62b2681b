import type { PlayerPage } from './page/PlayerPage.ts';
import { expectTone } from './sound/expectSound.ts';
import { expect, test } from './test.ts';

test('the folders named at the start are browsed, and what is chosen in them plays', async ({
  portamento,
  media,
  sound,
  player,
}) => {
  await media.tone('library/tones/01 low.flac', { frequencyHz: 440, seconds: 30 });
  await media.tone('library/tones/02 high.flac', { frequencyHz: 880, seconds: 30 });
  media.write('library/tones/notes.txt', 'not music');
  await portamento.start('--root', `${media.folder}/library`);
  await player.open();
  const dialog = await openDialog(player);
  const contents = dialog.getByRole('listbox', { name: 'Folder contents' });

  await contents.getByRole('option', { name: 'library' }).dblclick();
  await contents.getByRole('option', { name: 'tones' }).dblclick();
  await expect(dialog.getByRole('navigation', { name: 'Folder path' })).toContainText('tones');
  await contents.getByRole('option', { name: '02 high.flac' }).click();
  await dialog.getByRole('button', { name: 'Open 1 item' }).click();
  await expect(dialog).toBeHidden();
  await expectTone(sound, 880);
  await expect(player.rows).toHaveCount(1);
});

test('a whole folder is opened with the keyboard alone', async ({
  portamento,
  media,
  sound,
  player,
}) => {
  await media.tone('shelf/two/01 first.flac', { frequencyHz: 550, seconds: 30 });
  await media.tone('shelf/two/02 second.flac', { frequencyHz: 660, seconds: 30 });
  await portamento.start('--root', `${media.folder}/shelf`);
  await player.open();
  const dialog = await openDialog(player);
  const { keyboard } = player.page;
  const contents = dialog.getByRole('listbox', { name: 'Folder contents' });

  await contents.focus();
  await keyboard.press('Enter');
  await expect(contents.getByRole('option', { name: 'two' })).toBeVisible();
  await expect(contents).toBeFocused();
  await keyboard.press('t');
  await expect(dialog.getByRole('button', { name: 'Open 1 item' })).toBeEnabled();
  await dialog.getByRole('button', { name: 'Open 1 item' }).focus();
  await keyboard.press('Enter');
  await expect(player.rows).toHaveText([/01 first/, /02 second/]);
  await expectTone(sound, 550);
});

test('without folders to browse the dialog says why, and still opens files of the browser’s own machine', async ({
  portamento,
  media,
  sound,
  player,
}) => {
  const file = await media.tone('picked.mp3', { frequencyHz: 523, seconds: 30 });
  await portamento.start();
  await player.open();
  const dialog = await openDialog(player);
  await expect(dialog.getByText('No folders to browse')).toBeVisible();
  await expect(dialog.getByText(/Name folders when you start Portamento/)).toBeVisible();

  const chooser = player.page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose files' }).click();
  await (await chooser).setFiles([file]);
  await expect(dialog).toBeHidden();
  await expect(player.rows).toHaveText([/picked/]);
  await expectTone(sound, 523);
});

async function openDialog(player: PlayerPage) {
  await player.page.keyboard.press('Control+o');
  const dialog = player.page.getByRole('dialog', { name: 'Open' });
  await expect(dialog).toBeVisible();
  return dialog;
}
