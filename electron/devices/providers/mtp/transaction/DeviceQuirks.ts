import type { UsbDescriptors } from '../transports/UsbDescriptors.ts';

/** Where a device differs from the protocol and has to be met halfway. */
export interface DeviceQuirks {
  /** How the end of data we send is marked. */
  readonly outgoingFraming: 'standard' | 'qemu';
}

const standard: DeviceQuirks = { outgoingFraming: 'standard' };

interface KnownDevice {
  readonly vendorId: number;
  readonly productId: number;
  readonly device: string;
  readonly evidence: string;
  readonly confidence: 'read in its source and seen' | 'seen' | 'reported';
  readonly quirks: DeviceQuirks;
}

const knownDevices: readonly KnownDevice[] = [
  {
    vendorId: 0x46f4,
    productId: 0x0004,
    device: 'QEMU usb-mtp, 7.2 to 10',
    evidence:
      'hw/usb/dev-mtp.c, usb_mtp_handle_data and usb_mtp_get_data: stalls transfers under 12 bytes, the ' +
      'empty packet too, and takes data for complete at a transfer whose size is no multiple of 64',
    confidence: 'read in its source and seen',
    quirks: { outgoingFraming: 'qemu' },
  },
];

export function quirksOf({ vendorId, productId }: UsbDescriptors): DeviceQuirks {
  const known = knownDevices.find(
    (device) => device.vendorId === vendorId && device.productId === productId,
  );
  return known?.quirks ?? standard;
}
