import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { labPlayers, openLabPlayers, readyPatienceMs } from '../devices/openLabPlayers.ts';
import { sha256OfFile } from '../devices/sha256OfFile.ts';
import type { LabDevice, MtpLab } from '../lab/MtpLab.ts';
import { dropFiles } from '../page/dropFiles.ts';
import { expect, test } from '../test.ts';

const roundCount = 10;
const fileBytes = 8 * 2 ** 20;
const fileCount = 4;

for (const device of ['qemu', 'umtp'] as const) {
  test(`${device} is pulled ten times in mid-file, and in the end every byte is right`, async ({
    portamento,
    media,
    player,
    lab,
  }) => {
    const folder = `pulled often ${device}`;
    const names = Array.from({ length: fileCount }, (_, index) => `${index}.bin`);
    const digests = names.map((name) =>
      sha256OfFile(media.write(`${folder}/${name}`, randomBytes(fileBytes))),
    );
    await portamento.start();
    const players = await openLabPlayers(player, lab);
    const { copies, plan } = players;
    const { name: pulled } = labPlayers[device];
    const other = device === 'qemu' ? 'umtp' : 'qemu';
    const goesOn = media.write(`goes on beside ${device}.bin`, randomBytes(fileBytes));
    await players.copyTo(labPlayers[other].name, [goesOn], 1);
    await dropFiles(player.page, [join(media.folder, folder)], players.link(pulled));
    await plan.start(fileCount);
    for (let round = 0; round < roundCount; round += 1) {
      await test.step(`pulled for time ${round + 1}`, async () => {
        const atLeast = 0.05 + (0.5 * round) / roundCount;
        const isFarEnough = async () => {
          const progress = await copies.progress();
          return progress > atLeast && isInMidFile(progress);
        };
        await expect.poll(isFarEnough, { intervals: [20], timeout: readyPatienceMs }).toBe(true);
        await lab.unplug(device);
        await expect(copies.dialog).toContainText('Waiting for the player');
        await lab.plug(device);
      });
    }
    await copies.finished();
    const beside = await storedIn(lab, other, '');
    expect(beside.get(`goes on beside ${device}.bin`)).toBe(sha256OfFile(goesOn));
    expect(await storedIn(lab, device, folder)).toEqual(
      new Map(names.map((name, index) => [name, digests[index]])),
    );
  });
}

/** @param progress of all files: 0 to 1 */
function isInMidFile(progress: number): boolean {
  const ofFile = (progress * fileCount) % 1;
  return ofFile > 0.05 && ofFile < 0.95;
}

/** The SHA-256 of each file right in a folder of a player, under its name; `''` is its root. */
async function storedIn(
  lab: MtpLab,
  device: LabDevice,
  folder: string,
): Promise<ReadonlyMap<string, string>> {
  if (device === 'qemu') {
    const path = join(lab.qemuFolder, folder);
    const files = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isFile());
    return new Map(files.map(({ name }) => [name, sha256OfFile(join(path, name))]));
  }
  const stored = [...(await lab.umtpFiles())].filter(([path]) => dirname(path) === `/${folder}`);
  return new Map(stored.map(([path, digest]) => [basename(path), digest]));
}
