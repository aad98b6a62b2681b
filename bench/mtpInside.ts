import { join } from 'node:path';
import process from 'node:process';
import { withInsideDevice } from '../e2e/lab/insideDevice.ts';
import { labDevices, MtpLab, type LabDevice } from '../e2e/lab/MtpLab.ts';
import { missingForLab } from '../e2e/lab/missingForLab.ts';
import { temporaryLab } from '../e2e/lab/temporaryLab.ts';
import type { Measurement } from './Measurement.ts';
import { fillFolderToList } from './mtp/fillFolderToList.ts';
import { beyondOpening } from './mtp/LibmtpTools.ts';
import type { CostsInside } from './mtp/measureInside.ts';
import { describeCosts, withLibmtp } from './mtp/PlayerCosts.ts';
import { playerLoad } from './mtp/PlayerLoad.ts';

const program = join(import.meta.dirname, 'mtp', 'measureInside.ts');
/** Everything is 10 to 20 times slower inside. */
const load = { ...playerLoad, rounds: 1 };
const timeoutS = 3_600;

/** Our stack over libusb against libmtp's own programs, on the same players, inside the lab's guest. */
export async function mtpInside(): Promise<readonly Measurement[]> {
  if (missingForLab().length > 0) return [];
  await using running = await temporaryLab();
  const lab = await MtpLab.attach(running);
  const measured: Measurement[] = [];
  for (const device of labDevices) {
    await lab.empty(device);
    const transfers = await runInside(lab, device, 'transfers');
    await lab.empty(device);
    await fillFolderToList(lab, device, load.listedFiles);
    const listing = await runInside(lab, device, 'listing');
    // To open a player is to list it: what opening takes is known from when nothing was on it.
    const listed = listing.libmtp.listing ?? listing.opening;
    const libmtp = { ...transfers.libmtp, listing: beyondOpening(listed, transfers.opening) };
    const costs = withLibmtp({ ...transfers.ours, ...listing.ours }, libmtp);
    measured.push(...describeCosts(`${device} over libusb`, load, costs));
  }
  return measured;
}

async function runInside(
  lab: MtpLab,
  device: LabDevice,
  what: 'transfers' | 'listing',
): Promise<CostsInside> {
  const command = [process.execPath, program, what, JSON.stringify(load)];
  await using run = await lab.inside(withInsideDevice(device, command), { device, timeoutS });
  const { exitCode, lines } = await run.finished();
  if (exitCode !== 0) throw new Error(`The bench inside failed:\n${lines.join('\n')}`);
  return JSON.parse(lines.at(-1) ?? '') as CostsInside;
}
