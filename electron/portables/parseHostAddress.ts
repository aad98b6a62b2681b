import type { UsbIpAddress } from '../devices/providers/mtp/provider/UsbPlace.ts';

/** Registered with IANA for USB/IP. */
const usbIpPort = 3240;

/** `host`, `host:port`, `[IPv6]`, `[IPv6]:port`; `null` for anything else. */
export function parseHostAddress(address: string): UsbIpAddress | null {
  const found = /^(?:\[([0-9a-fA-F:.]+)\]|([A-Za-z0-9._-]+))(?::([0-9]{1,5}))?$/.exec(
    address.trim(),
  );
  const host = found?.[1] ?? found?.[2];
  const port = found?.[3] === undefined ? usbIpPort : Number(found[3]);
  return host === undefined || port < 1 || port > 65_535 ? null : { host, port };
}
