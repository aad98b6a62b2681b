import { dataTypeCodes } from '../codec/codes/dataTypeCodes.ts';
import { objectPropertyCodes } from '../codec/codes/objectPropertyCodes.ts';
import type { ObjectProperty } from '../codec/ObjectPropertyList.ts';
import type { PropertyValue } from '../codec/PropertyValue.ts';
import { fakeStorageId, type FakeMtpObject } from './FakeMtpStore.ts';

const { StorageID, ObjectFormat, ProtectionStatus, ObjectSize, ObjectFileName } =
  objectPropertyCodes;
const { ParentObject, DateModified, Name, Artist, AlbumName, AlbumArtist, Genre } =
  objectPropertyCodes;
const { UInt16, UInt32, UInt64, String: Text } = dataTypeCodes;

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

export const supportedProperties = [...fakeObjectProperties.keys()];

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
  return supportedProperties.map((property) => ({
    handle: object.handle,
    property,
    dataType: fakeObjectProperties.get(property) ?? Text,
    value: own.get(property) ?? object.texts.get(property) ?? '',
  }));
}
