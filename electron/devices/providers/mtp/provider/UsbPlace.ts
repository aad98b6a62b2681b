import type { MonotonicClock } from '../../../../base/MonotonicClock.ts';
import { ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import type { LibusbBus } from '../transports/usb/LibusbBus.ts';
import { UsbIpServer } from '../transports/usbip/UsbIpServer.ts';
import type { UsbPort } from '../transports/UsbPort.ts';

/** A USB device at a place, as it can be told without opening it. */
export interface FoundUsbDevice {
  /** The same as long as it stays plugged in; another when it comes back. */
  readonly key: string;
  /** Where it is plugged in, for a person to read. */
  readonly location: string;
  /** Is it on this machine's own USB? */
  readonly isLocal: boolean;
  readonly vendorId: number;
  readonly productId: number;
  open(signal: AbortSignal): Promise<Result<UsbPort, AppError>>;
}

/** Where USB devices may be found. */
export interface UsbPlace {
  find(signal: AbortSignal): Promise<Result<readonly FoundUsbDevice[], AppError>>;
}

export type LocalBus = Pick<LibusbBus, 'list' | 'watch'>;

/** This machine. */
export function localPlace(bus: LocalBus): UsbPlace {
  const find = () =>
    ok(
      bus.list().map((device) => ({
        key: `usb ${device.location} ${device.address}`,
        location: `usb ${device.location}`,
        isLocal: true,
        vendorId: device.descriptors.vendorId,
        productId: device.descriptors.productId,
        open: () => Promise.resolve(device.open()),
      })),
    );
  return { find: () => Promise.resolve(find()) };
}

/** Another machine, which shares its devices. Those that are in use it does not tell of. */
export function remotePlace(host: string, port: number, clock: MonotonicClock): UsbPlace {
  const server = new UsbIpServer(host, port, clock);
  return {
    async find(signal) {
      const listed = await server.listDevices(signal);
      if (!listed.ok) return listed;
      return ok(
        listed.value.map(({ busId, deviceNumber, vendorId, productId }) => ({
          key: `${host}:${port} ${busId} ${deviceNumber}`,
          location: `${host} ${busId}`,
          isLocal: false,
          vendorId,
          productId,
          open: (openSignal: AbortSignal) => server.open(busId, openSignal),
        })),
      );
    },
  };
}
