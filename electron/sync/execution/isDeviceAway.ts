import type { AppError, ErrorCode } from '../../contract/errors.ts';

/** It may be back without anybody doing anything about this file. */
const awayCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'device.disconnected',
  'device.notFound',
  'device.locked',
  'device.unreachable',
  'device.exclusiveAccess',
  'device.permissionDenied',
  'device.timedOut',
  'device.busy',
]);

/** Did a copy fail because of the device as a whole, and not because of the file? */
export function isDeviceAway({ code }: AppError): boolean {
  return awayCodes.has(code);
}
