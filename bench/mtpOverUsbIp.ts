import { systemMonotonicClock } from '../electron/base/MonotonicClock.ts';
import { UsbIpServer } from '../electron/devices/providers/mtp/transports/usbip/UsbIpServer.ts';
import { labDevices, MtpLab, type LabDevice } from '../e2e/lab/MtpLab.ts';
import { missingForLab } from '../e2e/lab/missingForLab.ts';
import { temporaryLab } from '../e2e/lab/temporaryLab.ts';
import type { Measurement } from './Measurement.ts';
import { BenchPlayer } from './mtp/BenchPlayer.ts';
import { expectOk } from './mtp/expectOk.ts';
import { fillFolderToList } from './mtp/fillFolderToList.ts';
import { measurePlayer } from './mtp/measurePlayer.ts';

const never = new AbortController().signal;
const vendorIds = { qemu: 0x46f4, umtp: 0x1d6b };
const load = {
  largeBytes: 64 * 2 ** 20,
  rounds: 3,
  smallFiles: 500,
  smallBytes: 64 * 2 ** 10,
  listedFiles: 2_000,
};

/** Players of the lab over USB/IP: large files, small ones, listings, and what a session saves. */
export async function mtpOverUsbIp(): Promise<readonly Measurement[]> {
  if (missingForLab().length > 0) return [];
  await using running = await temporaryLab();
  const lab = await MtpLab.attach(running);
  const measured: Measurement[] = [];
  for (const device of labDevices) {
    const open = () => openPlayer(lab, device);
    await fillFolderToList(lab, device, load.listedFiles, open);
    await using player = await open();
    measured.push(...(await measurePlayer(player, `${device} over USB/IP`, load)));
  }
  return measured;
}

async function openPlayer(lab: MtpLab, device: LabDevice): Promise<BenchPlayer> {
  const server = new UsbIpServer('127.0.0.1', lab.port, systemMonotonicClock);
  for (;;) {
    const devices = expectOk(await server.listDevices(never));
    const found = devices.find(({ vendorId }) => vendorId === vendorIds[device]);
    if (found !== undefined)
      return BenchPlayer.open(expectOk(await server.open(found.busId, never)));
  }
}
