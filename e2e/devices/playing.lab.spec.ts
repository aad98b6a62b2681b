import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dropFiles } from '../page/dropFiles.ts';
import { expectTone } from '../sound/expectSound.ts';
import { expect, test } from '../test.ts';
import { labPlayers, openLabPlayers } from './openLabPlayers.ts';

const { qemu, umtp } = labPlayers;

test('songs on real players are heard there from any place, and downloaded byte for byte', async ({
  portamento,
  media,
  player,
  lab,
  sound,
}) => {
  // A guest that boots, two copies, and listening.
  test.slow();
  const song = await media.tone('Heard.mp3', { frequencyHz: 440, seconds: 120, title: 'Heard' });
  const other = await media.tone('Other.flac', { frequencyHz: 660, seconds: 120, title: 'Other' });
  await portamento.start();
  const players = await openLabPlayers(player, lab);
  const { page } = player;
  for (const [{ name }, file, frequencyHz] of [
    [qemu, song, 440],
    [umtp, other, 660],
  ] as const) {
    await players.show(name);
    await dropFiles(page, [file], players.files);
    await players.plan.start(1);
    await players.copies.finished();
    await players.copies.close();
    const row = players.file(frequencyHz === 440 ? 'Heard.mp3' : 'Other.flac');
    await row.dblclick();
    await expectTone(sound, frequencyHz);
    await player.seekTo(0.8);
    await expect.poll(() => player.positionSeconds()).toBeGreaterThanOrEqual(95);
    await expectTone(sound, frequencyHz);

    const begun = page.waitForEvent('download');
    await row.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Download', exact: true }).click();
    const bytes = await readFile(await (await begun).path());
    expect(bytes.equals(readFileSync(file))).toBe(true);
  }
  await expect(player.rows).toHaveText([/Heard/, /Other/]);
});
