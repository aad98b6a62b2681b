import { ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import { decodeU16Array } from '../codec/arrays.ts';
import { DatasetReader } from '../codec/DatasetReader.ts';
import { DatasetWriter } from '../codec/DatasetWriter.ts';
import { ObjectPropertyListReader } from '../codec/ObjectPropertyList.ts';
import {
  decodeObjectPropertyDescription,
  type ObjectPropertyDescription,
} from '../codec/PropertyDescription.ts';
import {
  readPropertyValue,
  writePropertyValue,
  type PropertyValue,
} from '../codec/PropertyValue.ts';
import { maximumListBytes, type MtpCalls } from './MtpCalls.ts';

/** In place of a property: all that the device knows. */
export const allProperties = 0xffff_ffff;

export function getObjectPropsSupported(
  calls: MtpCalls,
  format: number,
  signal: AbortSignal,
): Promise<Result<readonly number[], AppError>> {
  return calls.readDataset('GetObjectPropsSupported', [format], decodeU16Array, signal);
}

export function getObjectPropDesc(
  calls: MtpCalls,
  property: number,
  format: number,
  signal: AbortSignal,
): Promise<Result<ObjectPropertyDescription, AppError>> {
  return calls.readDataset(
    'GetObjectPropDesc',
    [property, format],
    decodeObjectPropertyDescription,
    signal,
  );
}

export function getObjectPropValue(
  calls: MtpCalls,
  handle: number,
  property: number,
  dataType: number,
  signal: AbortSignal,
): Promise<Result<PropertyValue, AppError>> {
  const decode = (bytes: Uint8Array) => {
    const reader = new DatasetReader(bytes);
    return reader.finish('ObjectPropValue', readPropertyValue(reader, dataType));
  };
  return calls.readDataset('GetObjectPropValue', [handle, property], decode, signal);
}

export async function setObjectPropValue(
  calls: MtpCalls,
  handle: number,
  property: number,
  dataType: number,
  value: PropertyValue,
  signal: AbortSignal,
): Promise<Result<void, AppError>> {
  const writer = new DatasetWriter();
  writePropertyValue(writer, dataType, value);
  const set = await calls.sendDataset(
    'SetObjectPropValue',
    [handle, property],
    writer.finish(),
    signal,
  );
  return set.ok ? ok() : set;
}

/**
 * One property, or all, of the objects directly in a folder (`parent` 0: in the root of every storage).
 * Not every device that advertises the operation heeds its depth: uMTP answers for the folder itself.
 */
export function getObjectPropListOfFolder(
  calls: MtpCalls,
  parent: number,
  property: number,
  signal: AbortSignal,
): Promise<Result<ObjectPropertyListReader, AppError>> {
  const anyFormat = 0;
  const noGroup = 0;
  const childrenOnly = 1;
  return calls.readDataset(
    'GetObjectPropList',
    [parent, anyFormat, property, noGroup, childrenOnly],
    (bytes) => ObjectPropertyListReader.open(bytes),
    signal,
    maximumListBytes,
  );
}
