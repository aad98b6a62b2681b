import process from 'node:process';
import { labDevices, type LabDevice } from './MtpLab.ts';

const variable = 'PORTAMENTO_INSIDE_DEVICE';

/** Tells a program inside which device is plugged in. */
export function withInsideDevice(device: LabDevice, command: readonly string[]): readonly string[] {
  return ['env', `${variable}=${device}`, ...command];
}

/** For programs inside: the device that is plugged in. */
export function insideDevice(): LabDevice {
  const named = labDevices.find((device) => device === process.env[variable]);
  if (named === undefined) throw new Error(`${variable} names no device`);
  return named;
}
