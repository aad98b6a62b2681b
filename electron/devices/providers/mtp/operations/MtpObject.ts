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
  /** At least so many, where `isSizeKnown` is false. */
  readonly sizeBytes: number;
  readonly isSizeKnown: boolean;
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
  const size = await sizeOf(calls, handle, info.value, signal);
  return { ok: true, value: { handle, ...describedBy(info.value), ...size } };
}

/** The object its properties describe; `null` when what matters most is missing, or does not fit. */
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
  // Of 32 bits, so the true size is in none of the list.
  if (properties.get(objectPropertyCodes.ObjectSize) === sizeBeyond32Bits) return null;
  return {
    handle,
    storageId,
    parent,
    format,
    isProtected: (number(objectPropertyCodes.ProtectionStatus) ?? 0) !== 0,
    sizeBytes: Math.min(Math.max(0, size), Number.MAX_SAFE_INTEGER),
    isSizeKnown: true,
    fileName,
    modifiedAtMs: parseDateTimeString(text(objectPropertyCodes.DateModified) ?? ''),
  };
}

/** An object that took `writtenBytes`, by the device's word: the size it cannot tell is known by that. */
export function withWrittenSize(object: MtpObject, writtenBytes: number): MtpObject {
  if (object.isSizeKnown || writtenBytes < object.sizeBytes) return object;
  return { ...object, sizeBytes: writtenBytes, isSizeKnown: true };
}

function describedBy(info: ObjectInfo): Omit<MtpObject, keyof ToldSize | 'handle'> {
  return {
    storageId: info.storageId,
    parent: info.parent,
    format: info.format,
    isProtected: info.protectionStatus !== 0,
    fileName: info.fileName,
    modifiedAtMs: parseDateTimeString(info.dateModified),
  };
}

type ToldSize = Pick<MtpObject, 'sizeBytes' | 'isSizeKnown'>;

async function sizeOf(
  calls: MtpCalls,
  handle: number,
  { compressedSizeBytes }: ObjectInfo,
  signal: AbortSignal,
): Promise<ToldSize> {
  const told = { sizeBytes: compressedSizeBytes, isSizeKnown: true };
  if (compressedSizeBytes < sizeBeyond32Bits) return told;
  const { ObjectSize } = objectPropertyCodes;
  const size = await getObjectPropValue(calls, handle, ObjectSize, dataTypeCodes.UInt64, signal);
  const isTold = size.ok && typeof size.value === 'bigint';
  return isTold && size.value <= Number.MAX_SAFE_INTEGER
    ? { ...told, sizeBytes: Number(size.value) }
    : { ...told, isSizeKnown: false };
}
