import { arrayFlag, dataTypeCodes } from '../codec/codes/dataTypeCodes.ts';
import { objectPropertyCodes } from '../codec/codes/objectPropertyCodes.ts';
import type { ObjectProperty } from '../codec/ObjectPropertyList.ts';
import type { PropertyValue } from '../codec/PropertyValue.ts';
import { fakeStorageId, type FakeMtpObject } from './FakeMtpStore.ts';

const { StorageID, ObjectFormat, ProtectionStatus, ObjectSize, ObjectFileName } =
  objectPropertyCodes;
const { ParentObject, DateModified, Name, Artist, AlbumName, AlbumArtist, Genre } =
  objectPropertyCodes;
const { UInt8, UInt16, UInt32, UInt64, String: Text } = dataTypeCodes;

/** The properties a `FakeResponder` knows, with their types. */
export const fakeObjectProperties: ReadonlyMap<number, number> = new Map<number, number>([
  [StorageID, UInt32],
  [ObjectFormat, UInt16],
  [ProtectionStatus, UInt16],
  [ObjectSize, UInt64],
  [ObjectFileName, Text],
  [ParentObject, UInt32],
  [DateModified, Text],
  [Name, Text],
  [Artist, Text],
  [AlbumName, Text],
  [AlbumArtist, Text],
  [Genre, Text],
]);

/** Those of covers, which can be set, and are in no list. */
export const fakeCoverProperties: ReadonlyMap<number, number> = new Map<number, number>([
  [objectPropertyCodes.RepresentativeSampleFormat, UInt16],
  [objectPropertyCodes.RepresentativeSampleSize, UInt32],
  [objectPropertyCodes.RepresentativeSampleWidth, UInt32],
  [objectPropertyCodes.RepresentativeSampleHeight, UInt32],
  [objectPropertyCodes.RepresentativeSampleData, arrayFlag | UInt8],
]);

export const supportedProperties = [...fakeObjectProperties.keys(), ...fakeCoverProperties.keys()];

export function propertiesOf(object: FakeMtpObject): readonly ObjectProperty[] {
  const own = new Map<number, PropertyValue>([
    [StorageID, fakeStorageId],
    [ObjectFormat, object.format],
    [ProtectionStatus, 0],
    [ObjectSize, BigInt(object.statedBytes ?? object.bytes.byteLength)],
    [ObjectFileName, object.fileName],
    [ParentObject, object.parent],
    [DateModified, object.dateModified],
  ]);
  return [...fakeObjectProperties].map(([property, dataType]) => ({
    handle: object.handle,
    property,
    dataType,
    value: own.get(property) ?? object.texts.get(property) ?? '',
  }));
}
