import * as fc from 'fast-check';
import { dataTypeCodes } from '../codec/codes/dataTypeCodes.ts';
import type { DeviceInfo } from '../codec/DeviceInfo.ts';
import type { ObjectInfo } from '../codec/ObjectInfo.ts';
import type { ObjectProperty } from '../codec/ObjectPropertyList.ts';
import type { StorageInfo } from '../codec/StorageInfo.ts';

const u16 = fc.integer({ min: 0, max: 0xffff });
const u32 = fc.integer({ min: 0, max: 0xffff_ffff });
const codes = fc.array(u16, { maxLength: 12 });
/** Up to 254 UTF-16 units, as a device sends them: no NUL, no half of a pair. */
const text = fc
  .string({ unit: 'binary', maxLength: 127 })
  .filter((each) => !each.includes('\0') && each.isWellFormed());
const bytes53 = fc.maxSafeNat();

export const deviceInfos: fc.Arbitrary<DeviceInfo> = fc.record({
  standardVersion: u16,
  vendorExtensionId: u32,
  vendorExtensionVersion: u16,
  vendorExtensions: text,
  functionalMode: u16,
  operations: codes,
  events: codes,
  deviceProperties: codes,
  captureFormats: codes,
  playbackFormats: codes,
  manufacturer: text,
  model: text,
  deviceVersion: text,
  serialNumber: text,
});

export const storageInfos: fc.Arbitrary<StorageInfo> = fc.record({
  storageType: u16,
  filesystemType: u16,
  accessCapability: u16,
  capacityBytes: bytes53,
  freeBytes: bytes53,
  freeObjects: u32,
  description: text,
  volumeIdentifier: text,
});

export const objectInfos: fc.Arbitrary<ObjectInfo> = fc.record({
  storageId: u32,
  format: u16,
  protectionStatus: u16,
  compressedSizeBytes: u32,
  parent: u32,
  fileName: text,
  dateCreated: text,
  dateModified: text,
});

const typedValues = fc.oneof(
  fc.tuple(fc.constant(dataTypeCodes.UInt8), fc.integer({ min: 0, max: 0xff })),
  fc.tuple(fc.constant(dataTypeCodes.Int16), fc.integer({ min: -0x8000, max: 0x7fff })),
  fc.tuple(fc.constant(dataTypeCodes.UInt32), u32),
  fc.tuple(fc.constant(dataTypeCodes.UInt64), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })),
  fc.tuple(
    fc.constant(dataTypeCodes.Int128),
    fc.bigInt({ min: -(2n ** 127n), max: 2n ** 127n - 1n }),
  ),
  fc.tuple(fc.constant(dataTypeCodes.String), text),
  fc.tuple(fc.constant(0x4000 | dataTypeCodes.UInt16), codes),
);

export const objectProperties: fc.Arbitrary<ObjectProperty> = fc
  .record({ handle: u32, property: u16, typed: typedValues })
  .map(({ handle, property, typed: [dataType, value] }) => ({ handle, property, dataType, value }));
