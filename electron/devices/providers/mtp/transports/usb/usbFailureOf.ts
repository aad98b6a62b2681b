import type { ErrorCode } from '../../../../../contract/errors.ts';
import type { UsbFailure } from '../UsbPort.ts';

/**
 * libusb's numbers (libusb.h): errors are negative, the states a transfer ended in are positive. The
 * `usb` package hands on both as `errno`.
 */
export const libusbErrors = {
  io: -1,
  access: -3,
  noDevice: -4,
  notFound: -5,
  busy: -6,
  overflow: -8,
  pipe: -9,
  notSupported: -12,
} as const;

const transferStates = { cancelled: 3, stall: 4, noDevice: 5, overflow: 6 } as const;

const kinds: ReadonlyMap<number, UsbFailure['kind']> = new Map([
  [transferStates.cancelled, 'aborted'],
  [transferStates.stall, 'stalled'],
  [transferStates.noDevice, 'disconnected'],
  [transferStates.overflow, 'faulty'],
  [libusbErrors.pipe, 'stalled'],
  [libusbErrors.noDevice, 'disconnected'],
  [libusbErrors.notFound, 'disconnected'],
  [libusbErrors.overflow, 'faulty'],
  [libusbErrors.io, 'faulty'],
]);

/** Why a device cannot be taken. Windows supports no device that another driver has. */
const obstacles: ReadonlyMap<number, ErrorCode> = new Map<number, ErrorCode>([
  [libusbErrors.access, 'device.permissionDenied'],
  [libusbErrors.busy, 'device.exclusiveAccess'],
  [libusbErrors.notSupported, 'device.exclusiveAccess'],
  [libusbErrors.noDevice, 'device.disconnected'],
  [libusbErrors.notFound, 'device.disconnected'],
]);

export function errnoOf(thrown: unknown): number | null {
  const isNumbered = typeof thrown === 'object' && thrown !== null && 'errno' in thrown;
  return isNumbered && typeof thrown.errno === 'number' ? thrown.errno : null;
}

export function usbFailureOf(thrown: unknown): UsbFailure {
  const errno = errnoOf(thrown);
  return { kind: kinds.get(errno ?? 0) ?? 'failed', details: `libusb ${errno ?? String(thrown)}` };
}

export function obstacleOf(thrown: unknown): ErrorCode {
  return obstacles.get(errnoOf(thrown) ?? 0) ?? 'device.failed';
}
