import type { MonotonicClock } from '../../../../base/MonotonicClock.ts';
import { ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import type { LocalUsbDevice } from '../../../DeviceProvider.ts';
import type { LibusbBus } from '../transports/usb/LibusbBus.ts';
import { UsbIpServer } from '../transports/usbip/UsbIpServer.ts';
import type { UsbPort } from '../transports/UsbPort.ts';

/** A USB device at a place, as it can be told without opening it. */
export interface FoundUsbDevice {
  /** The same as long as it stays plugged in; another when it comes back. */
  readonly key: string;
  /** Where it is plugged in, for a person to read. */
  readonly location: string;
  /** `null` for one on another machine. */
  readonly local: LocalUsbDevice | null;
  readonly vendorId: number;
  readonly productId: number;
  open(signal: AbortSignal): Promise<Result<UsbPort, AppError>>;
}

/** A machine that shares its USB devices by USB/IP. */
export interface UsbIpAddress {
  readonly host: string;
  readonly port: number;
}

/** Where USB devices may be found. */
export interface UsbPlace {
  /** `usb` for this machine, else `usbIpPlaceName`. */
  readonly name: string;
  find(signal: AbortSignal): Promise<Result<readonly FoundUsbDevice[], AppError>>;
}

export type LocalBus = Pick<LibusbBus, 'list' | 'watch'>;

/** This machine. */
export function localPlace(bus: LocalBus): UsbPlace {
  const find = () =>
    ok(
      bus.list().map((device) => {
        const { location, busNumber, address } = device;
        const { vendorId, productId } = device.descriptors;
        return {
          key: `usb ${location} ${address}`,
          location: `usb ${location}`,
          local: { busNumber, deviceNumber: address, vendorId, productId },
          vendorId,
          productId,
          open: () => Promise.resolve(device.open()),
        };
      }),
    );
  return { name: 'usb', find: () => Promise.resolve(find()) };
}

/** What a machine is called where it could not be searched. */
export function usbIpPlaceName({ host, port }: UsbIpAddress): string {
  return `${host}:${port}`;
}

/** Is what has this `location` a device that this machine shares? */
export function isOnMachine(location: string, host: string): boolean {
  return location.startsWith(`${host} `);
}

/** Another machine, which shares its devices. Those that are in use it does not tell of. */
export function remotePlace(host: string, port: number, clock: MonotonicClock): UsbPlace {
  const server = new UsbIpServer(host, port, clock);
  return {
    name: usbIpPlaceName({ host, port }),
    async find(signal) {
      const listed = await server.listDevices(signal);
      if (!listed.ok) return listed;
      return ok(
        listed.value.map(({ busId, deviceNumber, vendorId, productId }) => ({
          key: `${host}:${port} ${busId} ${deviceNumber}`,
          location: `${host} ${busId}`,
          local: null,
          vendorId,
          productId,
          open: (openSignal: AbortSignal) => server.open(busId, openSignal),
        })),
      );
    },
  };
}
