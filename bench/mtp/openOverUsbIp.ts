import { systemMonotonicClock } from '../../electron/base/MonotonicClock.ts';
import { UsbIpServer } from '../../electron/devices/providers/mtp/transports/usbip/UsbIpServer.ts';
import type { LabDevice, MtpLab } from '../../e2e/lab/MtpLab.ts';
import { BenchPlayer } from './BenchPlayer.ts';
import { expectOk } from './expectOk.ts';

const never = new AbortController().signal;
const vendorIds = { qemu: 0x46f4, umtp: 0x1d6b };

/** Waits for the player, too, which is away for a moment after it was let go. */
export async function openOverUsbIp(lab: MtpLab, device: LabDevice): Promise<BenchPlayer> {
  const server = new UsbIpServer('127.0.0.1', lab.port, systemMonotonicClock);
  for (;;) {
    const devices = expectOk(await server.listDevices(never));
    const found = devices.find(({ vendorId }) => vendorId === vendorIds[device]);
    if (found !== undefined)
      return BenchPlayer.open(expectOk(await server.open(found.busId, never)));
  }
}
