import { join } from 'node:path';
import process from 'node:process';
import { withInsideDevice } from '../e2e/lab/insideDevice.ts';
import { labDevices, MtpLab, type LabDevice } from '../e2e/lab/MtpLab.ts';
import { missingForLab } from '../e2e/lab/missingForLab.ts';
import { temporaryLab } from '../e2e/lab/temporaryLab.ts';
import type { Measurement } from './Measurement.ts';
import { fillFolderToList } from './mtp/fillFolderToList.ts';
import { playerLoad } from './mtp/playerLoad.ts';

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
    measured.push(...(await measure(lab, device, 'transfers')));
    await lab.empty(device);
    await fillFolderToList(lab, device, load.listedFiles);
    measured.push(...(await measure(lab, device, 'listing')));
  }
  return measured;
}

async function measure(
  lab: MtpLab,
  device: LabDevice,
  what: 'transfers' | 'listing',
): Promise<readonly Measurement[]> {
  const command = [process.execPath, program, what, JSON.stringify(load)];
  await using run = await lab.inside(withInsideDevice(device, command), { device, timeoutS });
  const { exitCode, lines } = await run.finished();
  if (exitCode !== 0) throw new Error(`The bench inside failed:\n${lines.join('\n')}`);
  return JSON.parse(lines.at(-1) ?? '') as readonly Measurement[];
}
