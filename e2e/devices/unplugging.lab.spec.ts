import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { dropFiles } from '../page/dropFiles.ts';
import { expect, test } from '../test.ts';
import { labPlayers, openLabPlayers, readyPatienceMs } from './openLabPlayers.ts';
import { sha256OfFile } from './sha256OfFile.ts';

const { qemu, umtp } = labPlayers;
/** Emulated players beside other tests. */
const copyPatienceMs = 60_000;
const often = { intervals: [20], timeout: copyPatienceMs };

test('a player that was pulled in mid-file starts that file again, and the other goes on', async ({
  portamento,
  media,
  player,
  lab,
}) => {
  const names = ['pulled 1.bin', 'pulled 2.bin'];
  const files = names.map((name) => media.write(`pulled/${name}`, randomBytes(16 * 2 ** 20)));
  const other = media.write('goes on.bin', randomBytes(6 * 2 ** 20));
  await portamento.start();
  const players = await openLabPlayers(player, lab);
  await players.copyTo(umtp.name, [other], 1);
  await dropFiles(player.page, [join(media.folder, 'pulled')], players.link(qemu.name));
  await players.plan.start(2);
  await expect.poll(() => players.copies.progress(), often).toBeGreaterThan(0.02);
  await lab.unplug('qemu');
  await expect(players.copies.dialog).toContainText('Waiting for the player');
  await players.copies.close();
  await expect(players.link(qemu.name)).toContainText('Not connected');

  await players.show(umtp.name);
  await players.allCopied(1);
  expect((await lab.umtpFiles()).get('/goes on.bin')).toBe(sha256OfFile(other));

  await lab.plug('qemu');
  await players.link(qemu.name).click();
  await players.allCopied(2);
  expect(readdirSync(join(lab.qemuFolder, 'pulled')).sort()).toEqual(names);
  for (const [index, file] of files.entries()) {
    const stored = join(lab.qemuFolder, 'pulled', names[index] ?? '');
    expect(sha256OfFile(stored)).toBe(sha256OfFile(file));
  }
});

test('a player that can go on with a part does so after it was pulled', async ({
  portamento,
  media,
  player,
  lab,
}) => {
  const file = media.write('resumed.bin', randomBytes(12 * 2 ** 20));
  await portamento.start();
  const players = await openLabPlayers(player, lab);
  const { copies } = players;
  await dropFiles(player.page, [file], players.link(umtp.name));
  await players.plan.start(1);
  await expect.poll(() => copies.progress(), often).toBeGreaterThan(0.3);
  await lab.unplug('umtp');
  await expect(copies.dialog).toContainText('Waiting for the player');
  await lab.plug('umtp');
  let firstSeen = 0;
  const look = async () => (firstSeen = await copies.progress());
  await expect.poll(look, { ...often, timeout: readyPatienceMs }).toBeGreaterThan(0);
  expect(firstSeen, 'it goes on where it was').toBeGreaterThan(0.2);
  await copies.finished();
  const stored = [...(await lab.umtpFiles())].filter(([path]) => path.includes('resumed'));
  expect(stored).toEqual([['/resumed.bin', sha256OfFile(file)]]);
});
