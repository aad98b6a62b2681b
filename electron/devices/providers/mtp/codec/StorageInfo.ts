import type { Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import { DatasetReader } from './DatasetReader.ts';
import { DatasetWriter } from './DatasetWriter.ts';

/** MTP 1.1, 5.2.2.1. */
export const storageTypeCodes = {
  Undefined: 0,
  FixedRom: 1,
  RemovableRom: 2,
  FixedRam: 3,
  RemovableRam: 4,
} as const;

/** MTP 1.1, 5.2.2.3. */
export const accessCapabilityCodes = {
  ReadWrite: 0,
  ReadOnlyWithoutObjectDeletion: 1,
  ReadOnlyWithObjectDeletion: 2,
} as const;

/** A storage of a device (MTP 1.1, 5.2.2). */
export interface StorageInfo {
  /** One of `storageTypeCodes`, or anything a device makes up. */
  readonly storageType: number;
  readonly filesystemType: number;
  /** One of `accessCapabilityCodes`, likewise. */
  readonly accessCapability: number;
  readonly capacityBytes: number;
  readonly freeBytes: number;
  /** `0xffffffff` where the device does not count them. */
  readonly freeObjects: number;
  readonly description: string;
  readonly volumeIdentifier: string;
}

export function decodeStorageInfo(bytes: Uint8Array): Result<StorageInfo, AppError> {
  const reader = new DatasetReader(bytes);
  return reader.finish('StorageInfo', {
    storageType: reader.u16(),
    filesystemType: reader.u16(),
    accessCapability: reader.u16(),
    capacityBytes: reader.size64(),
    freeBytes: reader.size64(),
    freeObjects: reader.u32(),
    description: reader.string(),
    volumeIdentifier: reader.string(),
  });
}

export function encodeStorageInfo(info: StorageInfo): Uint8Array {
  return new DatasetWriter()
    .u16(info.storageType)
    .u16(info.filesystemType)
    .u16(info.accessCapability)
    .u64(BigInt(info.capacityBytes))
    .u64(BigInt(info.freeBytes))
    .u32(info.freeObjects)
    .string(info.description)
    .string(info.volumeIdentifier)
    .finish();
}
