import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dropFiles } from '../page/dropFiles.ts';
import { expect, test } from '../test.ts';
import { sha256OfFile } from './sha256OfFile.ts';
import { labPlayers, openLabPlayers } from './openLabPlayers.ts';

const { qemu, umtp } = labPlayers;
const album = { artist: 'The Founders', album: 'Glide' };
/** Each name is kept from turning the direction of its neighbours. */
const isolatedPath = ['Music', 'The Founders', 'Glide']
  .map((name) => `\u2068${name}\u2069`)
  .join('/');

test('an album dropped on both players at once arrives byte for byte', async ({
  portamento,
  media,
  player,
  lab,
}) => {
  const titles = ['01 Slow Rise', '02 Glass Stairs'];
  const sources = [
    ...(await Promise.all(
      titles.map((title) =>
        media.tone(`glide/${title}.mp3`, { frequencyHz: 330, seconds: 20, title, ...album }),
      ),
    )),
    media.write('glide/cover.jpg', randomBytes(40_000)),
  ];
  const bulk = media.write('bulk.bin', randomBytes(12 * 2 ** 20));
  await portamento.start();
  const players = await openLabPlayers(player, lab);
  const { plan, copies } = players;
  for (const { name } of [qemu, umtp]) {
    await dropFiles(player.page, [join(media.folder, 'glide'), bulk], players.link(name));
    await expect(plan.row('01 Slow Rise')).toContainText(isolatedPath);
    await plan.start(4);
    await copies.close();
  }
  for (const { name } of [qemu, umtp]) {
    await players.show(name);
    await players.allCopied(4);
  }
  const onUmtp = await lab.umtpFiles();
  for (const source of [...sources, bulk]) {
    const place = source === bulk ? 'bulk.bin' : `Music/The Founders/Glide/${baseName(source)}`;
    expect(sha256OfFile(join(lab.qemuFolder, place))).toBe(sha256OfFile(source));
    expect(onUmtp.get(`/${place}`)).toBe(sha256OfFile(source));
  }
});

test('copies are halted, gone on with, cancelled and tried again, and their log is saved', async ({
  portamento,
  media,
  player,
  lab,
}) => {
  const names = ['halted.bin', 'cancelled.bin', 'last.bin'];
  const sources = names.map((name) => media.write(`halting/${name}`, randomBytes(4 * 2 ** 20)));
  await portamento.start();
  const players = await openLabPlayers(player, lab);
  const { plan, copies } = players;
  await dropFiles(player.page, sources, players.link(umtp.name));
  await plan.start(3);
  await expect.poll(() => copies.progress(), { intervals: [20] }).toBeGreaterThan(0.02);
  await copies.button('Pause').click();
  await expect(copies.dialog).toContainText('Paused');
  await copies.button(/^Cancel .*cancelled\.bin/).click();
  await expect(copies.row('cancelled.bin')).toContainText('Cancelled');
  await copies.button('Go on').click();
  await copies.finished();
  await expect(copies.row('halted.bin')).toContainText('Done');
  expect([...(await lab.umtpFiles()).keys()]).not.toContain('/cancelled.bin');

  await copies.button(/^Try .*cancelled\.bin.* again/).click();
  await expect(copies.row('cancelled.bin')).toContainText('Done', { timeout: 60_000 });
  const download = player.page.waitForEvent('download');
  await copies.button('Save a log').click();
  const log = readFileSync(await (await download).path(), 'utf8');
  for (const name of names) expect(log).toContain(name);
  const stored = await lab.umtpFiles();
  for (const source of sources) {
    expect(stored.get(`/${baseName(source)}`)).toBe(sha256OfFile(source));
  }
});

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
