import type { DatasetReader } from './DatasetReader.ts';
import type { DatasetWriter } from './DatasetWriter.ts';
import { arrayFlag, dataTypeCodes } from './codes/dataTypeCodes.ts';

/** 64 and 128 bit integers are bigints; what is shorter is a number. */
export type PropertyValue = number | bigint | string | readonly (number | bigint)[];

interface IntegerType {
  readonly bytes: number;
  read(reader: DatasetReader): number | bigint;
  write(writer: DatasetWriter, value: number | bigint): void;
}

const integerTypes: ReadonlyMap<number, IntegerType> = new Map<number, IntegerType>([
  [dataTypeCodes.Int8, { bytes: 1, read: (r) => r.i8(), write: (w, v) => w.i8(Number(v)) }],
  [dataTypeCodes.UInt8, { bytes: 1, read: (r) => r.u8(), write: (w, v) => w.u8(Number(v)) }],
  [dataTypeCodes.Int16, { bytes: 2, read: (r) => r.i16(), write: (w, v) => w.i16(Number(v)) }],
  [dataTypeCodes.UInt16, { bytes: 2, read: (r) => r.u16(), write: (w, v) => w.u16(Number(v)) }],
  [dataTypeCodes.Int32, { bytes: 4, read: (r) => r.i32(), write: (w, v) => w.i32(Number(v)) }],
  [dataTypeCodes.UInt32, { bytes: 4, read: (r) => r.u32(), write: (w, v) => w.u32(Number(v)) }],
  [dataTypeCodes.Int64, { bytes: 8, read: (r) => r.i64(), write: (w, v) => w.i64(BigInt(v)) }],
  [dataTypeCodes.UInt64, { bytes: 8, read: (r) => r.u64(), write: (w, v) => w.u64(BigInt(v)) }],
  [dataTypeCodes.Int128, { bytes: 16, read: (r) => r.i128(), write: (w, v) => w.i128(BigInt(v)) }],
  [dataTypeCodes.UInt128, { bytes: 16, read: (r) => r.u128(), write: (w, v) => w.u128(BigInt(v)) }],
]);

/** A value of the type a device named; a type that does not exist makes the dataset wrong. */
export function readPropertyValue(reader: DatasetReader, dataType: number): PropertyValue {
  if (dataType === dataTypeCodes.String) return reader.string();
  const single = integerTypes.get(dataType);
  if (single !== undefined) return single.read(reader);
  const element = integerTypes.get(dataType & ~arrayFlag);
  if (element !== undefined) return reader.array(element.bytes, () => element.read(reader));
  reader.fail(`data type 0x${dataType.toString(16)}`);
  return 0;
}

/** A value that does not suit the type is a mistake of the caller. */
export function writePropertyValue(
  writer: DatasetWriter,
  dataType: number,
  value: PropertyValue,
): void {
  const single = integerTypes.get(dataType);
  const element = integerTypes.get(dataType & ~arrayFlag);
  if (dataType === dataTypeCodes.String && typeof value === 'string') writer.string(value);
  else if (single !== undefined && (typeof value === 'number' || typeof value === 'bigint')) {
    single.write(writer, value);
  } else if (single === undefined && element !== undefined && typeof value === 'object') {
    writer.array(value, (entry) => element.write(writer, entry));
  } else throw new TypeError(`A ${typeof value} is no value of data type ${dataType}`);
}
