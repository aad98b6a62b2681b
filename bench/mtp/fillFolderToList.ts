import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LabDevice, MtpLab } from '../../e2e/lab/MtpLab.ts';
import { folderToList } from './PlayerLoad.ts';
import { openOverUsbIp } from './openOverUsbIp.ts';

/** Puts files of one byte into `folderToList`; QEMU's device gets them from the other side, which is quicker. */
export async function fillFolderToList(
  lab: MtpLab,
  device: LabDevice,
  count: number,
): Promise<void> {
  const names = Array.from({ length: count }, (_, number) => `song ${number}.mp3`);
  if (device === 'qemu') {
    await lab.unplug(device);
    const folder = join(lab.qemuFolder, folderToList);
    mkdirSync(folder);
    for (const name of names) writeFileSync(join(folder, name), '1');
    await lab.plug(device);
    return;
  }
  await using player = await openOverUsbIp(lab, device);
  const folder = await player.makeFolder(await player.root(), folderToList);
  await player.beginSession();
  for (const name of names) await player.write(folder, name, new Uint8Array(1));
}
