import { err, ok } from '../../../../base/Result.ts';
import { eventCodes } from '../codec/codes/eventCodes.ts';
import type { UsbResult } from '../transports/UsbPort.ts';
import type { MtpWire } from './exchange.ts';

/** Requests of the still image class, over the control endpoint (MTP 1.1, H.2.3; PIMA 15740:2000, D.5). */
const requests = { cancel: 0x64, reset: 0x66, getDeviceStatus: 0x67 } as const;
const toInterface = 0x21;
const fromInterface = 0xa1;
const largestStatusBytes = 4 + 4 * 5;

/** Asks the device to leave the transaction it is at. */
export function requestCancel(
  { port, mtpInterface }: MtpWire,
  transactionId: number,
  signal: AbortSignal,
): Promise<UsbResult<void>> {
  const bytes = new Uint8Array(6);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, eventCodes.CancelTransaction, true);
  view.setUint32(2, transactionId, true);
  const setup = {
    requestType: toInterface,
    request: requests.cancel,
    value: 0,
    index: mtpInterface.number,
  };
  return port.controlOut(setup, bytes, signal);
}

export interface DeviceStatus {
  /** One of `responseCodes`: OK when the device takes commands, DeviceBusy when not yet. */
  readonly code: number;
  readonly haltedEndpoints: readonly number[];
}

export async function requestDeviceStatus(
  { port, mtpInterface }: MtpWire,
  signal: AbortSignal,
): Promise<UsbResult<DeviceStatus>> {
  const setup = {
    requestType: fromInterface,
    request: requests.getDeviceStatus,
    value: 0,
    index: mtpInterface.number,
  };
  const answer = await port.controlIn(setup, largestStatusBytes, signal);
  if (!answer.ok) return answer;
  const bytes = answer.value;
  if (bytes.byteLength < 4) return err({ kind: 'failed', details: 'no device status' });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stated = Math.min(view.getUint16(0, true), bytes.byteLength);
  const haltedEndpoints: number[] = [];
  for (let at = 4; at + 4 <= stated; at += 4) haltedEndpoints.push(view.getUint32(at, true) & 0xff);
  return ok({ code: view.getUint16(2, true), haltedEndpoints });
}

/** Ends the session and whatever was in it. */
export function requestReset(
  { port, mtpInterface }: MtpWire,
  signal: AbortSignal,
): Promise<UsbResult<void>> {
  const setup = {
    requestType: toInterface,
    request: requests.reset,
    value: 0,
    index: mtpInterface.number,
  };
  return port.controlOut(setup, new Uint8Array(0), signal);
}
