import type { UsbFailure } from '../UsbPort.ts';

/** Linux' error numbers for transfers (Documentation/driver-api/usb/error-codes.rst), as USB/IP sends them. */
const kinds: ReadonlyMap<number, UsbFailure['kind']> = new Map([
  [32 /* EPIPE */, 'stalled'],
  [2 /* ENOENT */, 'aborted'],
  [104 /* ECONNRESET */, 'aborted'],
  [19 /* ENODEV */, 'disconnected'],
  [108 /* ESHUTDOWN */, 'disconnected'],
  [75 /* EOVERFLOW */, 'faulty'],
  [71 /* EPROTO */, 'faulty'],
  [84 /* EILSEQ */, 'faulty'],
]);

/** What a status says; `null` for success. */
export function usbFailureOf(status: number): UsbFailure | null {
  if (status === 0) return null;
  return { kind: kinds.get(-status) ?? 'failed', details: `status ${status}` };
}
