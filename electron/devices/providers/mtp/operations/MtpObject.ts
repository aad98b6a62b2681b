import type { Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import { parseDateTimeString } from '../codec/dateTimeString.ts';
import { dataTypeCodes } from '../codec/codes/dataTypeCodes.ts';
import { objectPropertyCodes } from '../codec/codes/objectPropertyCodes.ts';
import { sizeBeyond32Bits, type ObjectInfo } from '../codec/ObjectInfo.ts';
import type { PropertyValue } from '../codec/PropertyValue.ts';
import type { MtpCalls } from './MtpCalls.ts';
import { getObjectInfo } from './objectOperations.ts';
import { getObjectPropValue } from './objectPropertyOperations.ts';

/** An object of a device, from whichever operations told of it. */
export interface MtpObject {
  readonly handle: number;
  readonly storageId: number;
  /** 0 in the root. */
  readonly parent: number;
  readonly format: number;
  readonly isProtected: boolean;
  readonly sizeBytes: number;
  readonly fileName: string;
  /** ms since 1970. */
  readonly modifiedAtMs: number | null;
}

/** What an `MtpObject` is made of, when properties are asked one at a time. */
export const listedProperties = [
  objectPropertyCodes.StorageID,
  objectPropertyCodes.ObjectFormat,
  objectPropertyCodes.ProtectionStatus,
  objectPropertyCodes.ObjectSize,
  objectPropertyCodes.ObjectFileName,
  objectPropertyCodes.ParentObject,
  objectPropertyCodes.DateModified,
] as const;

/** Asks for one object; for its size, too, where ObjectInfo cannot hold it. */
export async function readMtpObject(
  calls: MtpCalls,
  handle: number,
  signal: AbortSignal,
): Promise<Result<MtpObject, AppError>> {
  const info = await getObjectInfo(calls, handle, signal);
  if (!info.ok) return info;
  const sizeBytes = await sizeOf(calls, handle, info.value, signal);
  return { ok: true, value: objectOfInfo(handle, info.value, sizeBytes) };
}

/** The object its properties describe; `null` when what matters most is missing. */
export function objectOfProperties(
  handle: number,
  properties: ReadonlyMap<number, PropertyValue>,
): MtpObject | null {
  const number = (property: number) => {
    const value = properties.get(property);
    return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : null;
  };
  const text = (property: number) => {
    const value = properties.get(property);
    return typeof value === 'string' ? value : null;
  };
  const storageId = number(objectPropertyCodes.StorageID);
  const parent = number(objectPropertyCodes.ParentObject);
  const format = number(objectPropertyCodes.ObjectFormat);
  const size = number(objectPropertyCodes.ObjectSize);
  const fileName = text(objectPropertyCodes.ObjectFileName);
  if (storageId === null || parent === null || format === null || size === null) return null;
  if (fileName === null) return null;
  return {
    handle,
    storageId,
    parent,
    format,
    isProtected: (number(objectPropertyCodes.ProtectionStatus) ?? 0) !== 0,
    sizeBytes: Math.min(Math.max(0, size), Number.MAX_SAFE_INTEGER),
    fileName,
    modifiedAtMs: parseDateTimeString(text(objectPropertyCodes.DateModified) ?? ''),
  };
}

function objectOfInfo(handle: number, info: ObjectInfo, sizeBytes: number): MtpObject {
  return {
    handle,
    storageId: info.storageId,
    parent: info.parent,
    format: info.format,
    isProtected: info.protectionStatus !== 0,
    sizeBytes,
    fileName: info.fileName,
    modifiedAtMs: parseDateTimeString(info.dateModified),
  };
}

/** What ObjectInfo says is the least it has, where the device does not tell more. */
async function sizeOf(
  calls: MtpCalls,
  handle: number,
  { compressedSizeBytes }: ObjectInfo,
  signal: AbortSignal,
): Promise<number> {
  if (compressedSizeBytes < sizeBeyond32Bits) return compressedSizeBytes;
  const { ObjectSize } = objectPropertyCodes;
  const size = await getObjectPropValue(calls, handle, ObjectSize, dataTypeCodes.UInt64, signal);
  const isKnown = size.ok && typeof size.value === 'bigint';
  return isKnown && size.value <= Number.MAX_SAFE_INTEGER
    ? Number(size.value)
    : compressedSizeBytes;
}
