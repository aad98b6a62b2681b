import { copyFileSync, rmSync } from 'node:fs';
import { expect, test } from '../test.ts';
import { PortablePlayers } from './PortablePlayers.ts';

test('a storage says what is on it, counted by itself, and a place that is gone says so', async ({
  portamento,
  media,
  player,
}) => {
  media.write('places/Stick/Music/Album/one.mp3', Buffer.alloc(3_000_000));
  media.write('places/Stick/Music/two.flac', Buffer.alloc(2_000_000));
  media.write('places/Stick/Pictures/cover.jpg', Buffer.alloc(700_000));
  await portamento.start('--root', `${media.folder}/places`);
  await player.open();
  const { page } = player;
  const players = new PortablePlayers(page);
  await players.addFolder('places', 'Stick');
  await players.show('Stick');
  const storage = page.getByRole('button', { name: /Stick/, pressed: true });
  await expect(storage).toContainText(/Music.*5(\.0)? MB/, { timeout: 20_000 });
  await expect(storage).toContainText(/Pictures.*700 kB/);

  // What is copied is added without counting again.
  copyFileSync(`${media.folder}/places/Stick/Music/two.flac`, `${media.folder}/three.flac`);
  await players.copyTo('Stick', [`${media.folder}/three.flac`], 1);
  await expect(storage).toContainText(/Music.*7(\.0)? MB/);

  rmSync(`${media.folder}/places/Stick`, { recursive: true });
  await page.getByRole('link', { name: 'Players' }).click();
  await expect(page.getByRole('main')).toContainText(/Stick.{0,3} is no longer where it was/, {
    timeout: 20_000,
  });
});
