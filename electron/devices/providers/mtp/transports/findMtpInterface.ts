import { readStringDescriptor } from './readDescriptors.ts';
import type { UsbDescriptors, UsbEndpoint, UsbInterface } from './UsbDescriptors.ts';
import type { UsbPort } from './UsbPort.ts';

/** The interface MTP is spoken on, and its three endpoints. */
export interface MtpInterface {
  readonly number: number;
  readonly bulkIn: UsbEndpoint;
  readonly bulkOut: UsbEndpoint;
  readonly interruptIn: UsbEndpoint;
}

const stillImage = { classCode: 6, subclassCode: 1, protocolCode: 1 } as const;
const vendorSpecific = 0xff;

/**
 * The interface a device speaks MTP on, or `null`. In this order: one of class still image (06/01/01);
 * one whose name holds "MTP" (Nokia, BlackBerry: "RIM MS/MTP"); a vendor specific one of a device whose
 * Microsoft OS descriptor says "MTP" (Samsung, Creative). As libmtp does (`probe_device_descriptor` in
 * libusb1-glue.c) and android-file-transfer-linux (`Device::Open`), which both look for the name first:
 * here the class comes first because it needs no request.
 */
export async function findMtpInterface(
  port: Pick<UsbPort, 'controlIn' | 'descriptors'>,
  signal: AbortSignal,
): Promise<MtpInterface | null> {
  const candidates = port.descriptors.interfaces.flatMap((usbInterface) => {
    const mtp = withEndpoints(usbInterface);
    return mtp === null ? [] : [{ usbInterface, mtp }];
  });
  const byClass = candidates.find(({ usbInterface }) => isStillImage(usbInterface));
  if (byClass !== undefined) return byClass.mtp;
  for (const { usbInterface, mtp } of candidates) {
    const name = await readStringDescriptor(port, usbInterface.nameIndex, signal);
    if (name.includes('MTP')) return mtp;
  }
  const bySystemDescriptor = candidates.find(
    ({ usbInterface }) => usbInterface.classCode === vendorSpecific,
  );
  if (bySystemDescriptor === undefined) return null;
  return (await saysMtpToWindows(port, signal)) ? bySystemDescriptor.mtp : null;
}

/**
 * May a device speak MTP, by what it says before it is opened? Asking every device on a bus for its
 * Microsoft OS descriptor upsets some (libmtp's list of scanners and colour meters).
 */
export function mayHaveMtpInterface({ interfaces }: Pick<UsbDescriptors, 'interfaces'>): boolean {
  return interfaces.some(
    (usbInterface) =>
      withEndpoints(usbInterface) !== null &&
      (isStillImage(usbInterface) ||
        usbInterface.nameIndex !== 0 ||
        usbInterface.classCode === vendorSpecific),
  );
}

function isStillImage(usbInterface: UsbInterface): boolean {
  return (
    usbInterface.classCode === stillImage.classCode &&
    usbInterface.subclassCode === stillImage.subclassCode &&
    usbInterface.protocolCode === stillImage.protocolCode
  );
}

function withEndpoints(usbInterface: UsbInterface): MtpInterface | null {
  const find = (kind: UsbEndpoint['kind'], direction: UsbEndpoint['direction']) =>
    usbInterface.endpoints.find(
      (endpoint) =>
        endpoint.kind === kind && endpoint.direction === direction && endpoint.packetBytes > 0,
    );
  const bulkIn = find('bulk', 'in');
  const bulkOut = find('bulk', 'out');
  const interruptIn = find('interrupt', 'in');
  if (usbInterface.alternateSetting !== 0) return null;
  if (bulkIn === undefined || bulkOut === undefined || interruptIn === undefined) return null;
  return { number: usbInterface.number, bulkIn, bulkOut, interruptIn };
}

const vendorRequestIn = 0xc0;
const extendedCompatibleId = 4;

/** The OS descriptor names a vendor request, whose answer holds the compatible id at byte 18. */
async function saysMtpToWindows(
  port: Pick<UsbPort, 'controlIn'>,
  signal: AbortSignal,
): Promise<boolean> {
  const setup = { requestType: 0x80, request: 6, value: 0x03ee, index: 0 };
  const descriptor = await port.controlIn(setup, 18, signal);
  if (!descriptor.ok) return false;
  const signature = new TextDecoder('utf-16le').decode(descriptor.value.subarray(2, 16));
  const vendorCode = descriptor.value[16];
  if (signature !== 'MSFT100' || vendorCode === undefined) return false;
  const features = await port.controlIn(
    { requestType: vendorRequestIn, request: vendorCode, value: 0, index: extendedCompatibleId },
    255,
    signal,
  );
  if (!features.ok) return false;
  return new TextDecoder('latin1').decode(features.value.subarray(18, 21)) === 'MTP';
}
