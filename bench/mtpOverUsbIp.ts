import { labDevices, MtpLab } from '../e2e/lab/MtpLab.ts';
import { missingForLab } from '../e2e/lab/missingForLab.ts';
import { temporaryLab } from '../e2e/lab/temporaryLab.ts';
import type { Measurement } from './Measurement.ts';
import { fillFolderToList } from './mtp/fillFolderToList.ts';
import { measureListing, measureTransfers } from './mtp/measurePlayer.ts';
import { measureSession } from './mtp/measureSession.ts';
import { openOverUsbIp } from './mtp/openOverUsbIp.ts';
import { describeCosts } from './mtp/PlayerCosts.ts';
import { playerLoad } from './mtp/PlayerLoad.ts';

/** Players of the lab over USB/IP: large files, small ones, listings, and what a session saves. */
export async function mtpOverUsbIp(): Promise<readonly Measurement[]> {
  if (missingForLab().length > 0) return [];
  await using running = await temporaryLab();
  const lab = await MtpLab.attach(running);
  const measured: Measurement[] = [];
  for (const device of labDevices) {
    await fillFolderToList(lab, device, playerLoad.listedFiles);
    await using player = await openOverUsbIp(lab, device);
    const name = `${device} over USB/IP`;
    const listing = await measureListing(player, playerLoad);
    const costs = { ...listing, ...(await measureTransfers(player, playerLoad)) };
    measured.push(...describeCosts(name, playerLoad, costs));
    measured.push(...(await measureSession(player, name)));
  }
  return measured;
}
