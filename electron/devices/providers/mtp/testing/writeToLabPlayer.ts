import type { LabDevice, MtpLab } from '../../../../../e2e/lab/MtpLab.ts';
import type { PlacedFile } from '../../../testing/contract/DeviceContractHarness.ts';
import { valueOf } from '../../../testing/valueOf.ts';
import { writeRequest } from '../../../testing/writeRequest.ts';
import { reachLabPlayer } from './reachLabPlayer.ts';

const never = new AbortController().signal;

/** Writes files into the root of a player of the lab, by our own stack over USB/IP. */
export async function writeToLabPlayer(
  lab: MtpLab,
  device: LabDevice,
  files: readonly PlacedFile[],
): Promise<void> {
  const player = reachLabPlayer(lab, device);
  await using ending = new AsyncDisposableStack();
  ending.defer(player.dispose);
  const connection = ending.use(await player.connect());
  const storages = valueOf(await connection.listStorages(never));
  for (const { storageId } of storages.slice(0, 1)) {
    for (const { name, bytes } of files) {
      const folder = { storageId, folderId: null };
      valueOf(await connection.write(writeRequest(bytes, { folder, name })));
    }
  }
}
