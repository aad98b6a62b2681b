import { ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import { DatasetReader } from '../codec/DatasetReader.ts';
import { DatasetWriter } from '../codec/DatasetWriter.ts';
import {
  decodeDevicePropertyDescription,
  type DevicePropertyDescription,
} from '../codec/PropertyDescription.ts';
import {
  readPropertyValue,
  writePropertyValue,
  type PropertyValue,
} from '../codec/PropertyValue.ts';
import type { MtpCalls } from './MtpCalls.ts';

/** Its value too. */
export function getDevicePropDesc(
  calls: MtpCalls,
  property: number,
  signal: AbortSignal,
): Promise<Result<DevicePropertyDescription, AppError>> {
  return calls.readDataset(
    'GetDevicePropDesc',
    [property],
    decodeDevicePropertyDescription,
    signal,
  );
}

export function getDevicePropValue(
  calls: MtpCalls,
  property: number,
  dataType: number,
  signal: AbortSignal,
): Promise<Result<PropertyValue, AppError>> {
  const decode = (bytes: Uint8Array) => {
    const reader = new DatasetReader(bytes);
    return reader.finish('DevicePropValue', readPropertyValue(reader, dataType));
  };
  return calls.readDataset('GetDevicePropValue', [property], decode, signal);
}

export async function setDevicePropValue(
  calls: MtpCalls,
  property: number,
  dataType: number,
  value: PropertyValue,
  signal: AbortSignal,
): Promise<Result<void, AppError>> {
  const writer = new DatasetWriter();
  writePropertyValue(writer, dataType, value);
  const set = await calls.sendDataset('SetDevicePropValue', [property], writer.finish(), signal);
  return set.ok ? ok() : set;
}
