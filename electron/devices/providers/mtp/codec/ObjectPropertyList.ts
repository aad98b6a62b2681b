import type { Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import { DatasetReader } from './DatasetReader.ts';
import { DatasetWriter } from './DatasetWriter.ts';
import { readPropertyValue, writePropertyValue, type PropertyValue } from './PropertyValue.ts';

/** One property of one object, as ObjectPropList holds them (MTP 1.1, E.2.1.1). */
export interface ObjectProperty {
  readonly handle: number;
  readonly property: number;
  readonly dataType: number;
  readonly value: PropertyValue;
}

/** Handle, property, type and the shortest value. */
const smallestElementBytes = 9;

/** An ObjectPropList, read a part at a time: one of a large folder would keep main busy for too long. */
export class ObjectPropertyListReader {
  readonly #reader: DatasetReader;
  #remaining: number;

  private constructor(reader: DatasetReader, count: number) {
    this.#reader = reader;
    this.#remaining = count;
  }

  static open(bytes: Uint8Array): Result<ObjectPropertyListReader, AppError> {
    const reader = new DatasetReader(bytes);
    const count = reader.u32();
    if (count * smallestElementBytes > reader.remainingBytes) {
      reader.fail(`${count} elements in ${reader.remainingBytes} bytes`);
    }
    return reader.finish('ObjectPropList', new ObjectPropertyListReader(reader, count));
  }

  /** Up to `limit` further elements; none at the end. */
  next(limit: number): Result<readonly ObjectProperty[], AppError> {
    const elements: ObjectProperty[] = [];
    while (this.#remaining > 0 && elements.length < limit && !this.#reader.failed) {
      elements.push(readElement(this.#reader));
      this.#remaining -= 1;
    }
    return this.#reader.finish('ObjectPropList', elements);
  }
}

export function decodeObjectPropertyList(
  bytes: Uint8Array,
): Result<readonly ObjectProperty[], AppError> {
  const list = ObjectPropertyListReader.open(bytes);
  return list.ok ? list.value.next(Infinity) : list;
}

export function encodeObjectPropertyList(elements: readonly ObjectProperty[]): Uint8Array {
  const writer = new DatasetWriter();
  return writer
    .array(elements, ({ handle, property, dataType, value }) => {
      writer.u32(handle).u16(property).u16(dataType);
      writePropertyValue(writer, dataType, value);
    })
    .finish();
}

function readElement(reader: DatasetReader): ObjectProperty {
  const handle = reader.u32();
  const property = reader.u16();
  const dataType = reader.u16();
  return { handle, property, dataType, value: readPropertyValue(reader, dataType) };
}
