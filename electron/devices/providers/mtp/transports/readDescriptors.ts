import { err, ok } from '../../../../base/Result.ts';
import {
  parseConfigurationDescriptor,
  parseDeviceDescriptor,
  type UsbDescriptors,
} from './UsbDescriptors.ts';
import type { UsbPort, UsbResult } from './UsbPort.ts';

const getDescriptor = 6;
const types = { device: 1, configuration: 2, string: 3 } as const;
const deviceToHost = 0x80;
const unitedStatesEnglish = 0x0409;
const largestDescriptorBytes = 4096;

type ControlIn = Pick<UsbPort, 'controlIn'>;

/** Asks a device for the descriptors of itself and of its first configuration. */
export async function readDescriptors(
  port: ControlIn,
  signal: AbortSignal,
): Promise<UsbResult<UsbDescriptors>> {
  const device = await read(port, types.device, 0, 0, 18, signal);
  if (!device.ok) return device;
  const configuration = await read(port, types.configuration, 0, 0, largestDescriptorBytes, signal);
  if (!configuration.ok) return configuration;
  const described = parseDeviceDescriptor(device.value);
  if (described === null) return err({ kind: 'faulty', details: 'no device descriptor' });
  return ok({ ...described, ...parseConfigurationDescriptor(configuration.value) });
}

/** A text of the device, e.g. its serial number; `''` where there is none, or none can be read. */
export async function readStringDescriptor(
  port: ControlIn,
  index: number,
  signal: AbortSignal,
): Promise<string> {
  if (index === 0) return '';
  const answer = await read(port, types.string, index, unitedStatesEnglish, 255, signal);
  if (!answer.ok) return '';
  const length = Math.min(answer.value[0] ?? 0, answer.value.byteLength);
  return new TextDecoder('utf-16le').decode(answer.value.subarray(2, Math.max(2, length)));
}

function read(
  port: ControlIn,
  type: number,
  index: number,
  language: number,
  lengthBytes: number,
  signal: AbortSignal,
): Promise<UsbResult<Uint8Array>> {
  const setup = {
    requestType: deviceToHost,
    request: getDescriptor,
    value: (type << 8) | index,
    index: language,
  };
  return port.controlIn(setup, lengthBytes, signal);
}
