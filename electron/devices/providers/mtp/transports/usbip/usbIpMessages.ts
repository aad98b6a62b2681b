import type { ControlSetup } from '../UsbPort.ts';

/**
 * The messages of USB/IP as of protocol version 1.1.1, big-endian
 * (Documentation/usb/usbip_protocol.rst in the Linux kernel).
 */
export const protocolVersion = 0x0111;
export const operationHeaderBytes = 8;
export const exportedDeviceBytes = 312;
export const exportedInterfaceBytes = 4;
export const requestHeaderBytes = 48;

export const operations = {
  requestDeviceList: 0x8005,
  replyDeviceList: 0x0005,
  requestImport: 0x8003,
  replyImport: 0x0003,
} as const;

const commands = { submit: 1, unlink: 2, submitted: 3, unlinked: 4 } as const;
const noIsochronousPackets = 0xffff_ffff;
const busIdBytes = 32;
const pathBytes = 256;
const latin1 = new TextDecoder('latin1');

/** A device a server offers. Texts are the server's. */
export interface ExportedDevice {
  readonly busId: string;
  /** Bus and address as one number: names the device in every later message. */
  readonly deviceNumber: number;
  readonly vendorId: number;
  readonly productId: number;
  readonly configurationValue: number;
  readonly interfaceCount: number;
}

export function encodeOperation(code: number, busId?: string): Uint8Array {
  const bytes = new Uint8Array(operationHeaderBytes + (busId === undefined ? 0 : busIdBytes));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, protocolVersion);
  view.setUint16(2, code);
  if (busId !== undefined) {
    new TextEncoder().encodeInto(busId, bytes.subarray(operationHeaderBytes, -1));
  }
  return bytes;
}

/** Code and status of a reply; `bytes` holds its eight. */
export function decodeOperation(bytes: Uint8Array): { code: number; status: number } {
  const view = viewOf(bytes);
  return { code: view.getUint16(2), status: view.getUint32(4) };
}

export function decodeExportedDevice(bytes: Uint8Array): ExportedDevice {
  const view = viewOf(bytes);
  const afterTexts = pathBytes + busIdBytes;
  return {
    busId: text(bytes.subarray(pathBytes, afterTexts)),
    deviceNumber: ((view.getUint32(afterTexts) << 16) | view.getUint32(afterTexts + 4)) >>> 0,
    vendorId: view.getUint16(afterTexts + 12),
    productId: view.getUint16(afterTexts + 14),
    configurationValue: view.getUint8(afterTexts + 21),
    interfaceCount: view.getUint8(afterTexts + 23),
  };
}

export interface SubmitHeader {
  readonly sequence: number;
  readonly deviceNumber: number;
  readonly direction: 'in' | 'out';
  /** Without the direction's bit. */
  readonly endpoint: number;
  readonly lengthBytes: number;
  /** Of an interrupt endpoint; 0 otherwise. */
  readonly interval: number;
  readonly setup: (ControlSetup & { readonly lengthBytes: number }) | null;
}

export function encodeSubmit(header: SubmitHeader): Uint8Array {
  const bytes = new Uint8Array(requestHeaderBytes);
  const view = viewOf(bytes);
  writeBasicHeader(view, commands.submit, header);
  view.setUint32(24, header.lengthBytes);
  view.setUint32(32, noIsochronousPackets);
  view.setUint32(36, header.interval);
  const { setup } = header;
  if (setup === null) return bytes;
  view.setUint8(40, setup.requestType);
  view.setUint8(41, setup.request);
  view.setUint16(42, setup.value, true);
  view.setUint16(44, setup.index, true);
  view.setUint16(46, setup.lengthBytes, true);
  return bytes;
}

export function encodeUnlink(
  sequence: number,
  unlinked: Pick<SubmitHeader, 'sequence' | 'deviceNumber' | 'direction' | 'endpoint'>,
): Uint8Array {
  const bytes = new Uint8Array(requestHeaderBytes);
  const view = viewOf(bytes);
  writeBasicHeader(view, commands.unlink, { ...unlinked, sequence });
  view.setUint32(20, unlinked.sequence);
  return bytes;
}

export interface Reply {
  readonly kind: 'submitted' | 'unlinked';
  readonly sequence: number;
  /** 0, or a negative Linux errno. */
  readonly status: number;
  /** Bytes that were moved; those of an incoming transfer follow the reply. */
  readonly actualBytes: number;
}

/** A reply's header; `null` for what is none. */
export function decodeReply(bytes: Uint8Array): Reply | null {
  const view = viewOf(bytes);
  const command = view.getUint32(0);
  const sequence = view.getUint32(4);
  const status = view.getInt32(20);
  if (command === commands.unlinked) return { kind: 'unlinked', sequence, status, actualBytes: 0 };
  if (command !== commands.submitted) return null;
  return { kind: 'submitted', sequence, status, actualBytes: view.getUint32(24) };
}

function writeBasicHeader(
  view: DataView,
  command: number,
  header: Pick<SubmitHeader, 'sequence' | 'deviceNumber' | 'direction' | 'endpoint'>,
): void {
  view.setUint32(0, command);
  view.setUint32(4, header.sequence);
  view.setUint32(8, header.deviceNumber);
  view.setUint32(12, header.direction === 'in' ? 1 : 0);
  view.setUint32(16, header.endpoint);
}

function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return latin1.decode(end === -1 ? bytes : bytes.subarray(0, end));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
