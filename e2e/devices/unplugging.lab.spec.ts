import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../test.ts';
import { sha256OfFile } from './sha256OfFile.ts';
import { labPlayers, openLabPlayers, readyPatienceMs } from './openLabPlayers.ts';

const { qemu, umtp } = labPlayers;

test('a player that was pulled in mid-file starts that file again, and the other goes on', async ({
  portamento,
  media,
  player,
  lab,
}) => {
  const names = ['pulled 1.bin', 'pulled 2.bin'];
  const files = names.map((name) => media.write(`pulled/${name}`, randomBytes(96 * 2 ** 20)));
  const other = media.write('goes on.bin', randomBytes(24 * 2 ** 20));
  await portamento.start();
  const players = await openLabPlayers(player, lab);
  await players.copyTo(umtp.name, [other], 1);
  await players.copyTo(qemu.name, [join(media.folder, 'pulled')], 2);
  await players.show(qemu.name);
  await expect.poll(() => players.progress()).toBeGreaterThan(0.1);
  await lab.unplug('qemu');
  await expect(players.link(qemu.name)).toContainText('Not connected');
  await expect(players.strip).toContainText('Waiting for the player');

  await players.link(umtp.name).click();
  await expect(players.strip).toContainText('1 of 1', { timeout: 60_000 });
  expect((await lab.umtpFiles()).get('./goes on.bin')).toBe(sha256OfFile(other));

  await players.link(qemu.name).click();
  await lab.plug('qemu');
  await expect(players.strip).toContainText('2 of 2', { timeout: 60_000 });
  expect(readdirSync(join(lab.qemuFolder, 'pulled')).sort()).toEqual(names);
  for (const file of files) {
    const name = file.slice(media.folder.length);
    expect(sha256OfFile(join(lab.qemuFolder, name))).toBe(sha256OfFile(file));
  }
});

test('a player that can go on with a part does so after it was pulled', async ({
  portamento,
  media,
  player,
  lab,
}) => {
  const file = media.write('resumed.bin', randomBytes(40 * 2 ** 20));
  await portamento.start();
  const players = await openLabPlayers(player, lab);
  await players.copyTo(umtp.name, [file], 1);
  await players.show(umtp.name);
  await expect.poll(() => players.progress()).toBeGreaterThan(0.4);
  await lab.unplug('umtp');
  await expect(players.strip).toContainText('Waiting for the player');
  await lab.plug('umtp');
  let firstSeen = 0;
  const look = async () => (firstSeen = await players.progress());
  await expect.poll(look, { timeout: readyPatienceMs, intervals: [50] }).toBeGreaterThan(0);
  expect(firstSeen).toBeGreaterThan(0.3);
  await expect(players.strip).toContainText('1 of 1', { timeout: 60_000 });
  const stored = [...(await lab.umtpFiles())].filter(([path]) => path.includes('resumed'));
  expect(stored).toEqual([['./resumed.bin', sha256OfFile(file)]]);
});
