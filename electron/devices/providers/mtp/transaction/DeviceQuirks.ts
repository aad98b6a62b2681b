import type { UsbDescriptors } from '../transports/UsbDescriptors.ts';

/** Where a device differs from the protocol and has to be met halfway. */
export interface DeviceQuirks {
  /** How the end of data we send is marked. */
  readonly outgoingFraming: 'standard' | 'qemu';
  /** Is data that stops in the middle better ended than cancelled? The device takes it for the whole. */
  readonly endsDataEarly: boolean;
  /** Does it take names beyond ASCII? */
  readonly unicodeNames: boolean;
  /** Does it tell of the root as if it were a folder, with a handle and a name? */
  readonly rootIsAnObject: boolean;
  /** Is the handle it announces a new object by not the object's? */
  readonly announcesOtherHandle: boolean;
  /** Must what an earlier session left unfinished be called off before a new one? */
  readonly cancelBeforeSession: boolean;
}

const standard: DeviceQuirks = {
  outgoingFraming: 'standard',
  endsDataEarly: false,
  unicodeNames: true,
  rootIsAnObject: false,
  announcesOtherHandle: false,
  cancelBeforeSession: false,
};

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
      'empty packet too, and takes data for complete at a transfer whose size is no multiple of 64; usb_mtp_handle_reset forgets to clear ' +
      'write_pending, on which the next usb_mtp_write_metadata aborts QEMU; utf16_to_str fails on a ' +
      'name beyond ASCII, on which QEMU ends; usb_mtp_get_object_info names the handle of the root as ' +
      'the parent of what is in it; usb_mtp_write_metadata answers the next free handle and makes the ' +
      'object later, under whichever is free by then',
    confidence: 'read in its source and seen',
    quirks: {
      ...standard,
      outgoingFraming: 'qemu',
      unicodeNames: false,
      rootIsAnObject: true,
      announcesOtherHandle: true,
      cancelBeforeSession: true,
    },
  },
  {
    vendorId: 0x1d6b,
    productId: 0x0100,
    device: 'uMTP-Responder 1.3, under the id of Linux’ PTP gadget',
    evidence:
      'src/usb_gadget.c, MTP_REQ_CANCEL: half a second after the request it ends the connection unless ' +
      'it is at a file and what it waits for comes in time; mtp_op_SendObject takes a short packet for ' +
      'the end, whatever was announced',
    confidence: 'read in its source and seen',
    quirks: { ...standard, endsDataEarly: true },
  },
];

export function quirksOf({ vendorId, productId }: UsbDescriptors): DeviceQuirks {
  const known = knownDevices.find(
    (device) => device.vendorId === vendorId && device.productId === productId,
  );
  return known?.quirks ?? standard;
}
