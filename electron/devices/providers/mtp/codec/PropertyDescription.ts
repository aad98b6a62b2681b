import type { Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import { DatasetReader } from './DatasetReader.ts';
import { DatasetWriter } from './DatasetWriter.ts';
import { readPropertyValue, writePropertyValue, type PropertyValue } from './PropertyValue.ts';

/** Which values a property takes (MTP 1.1, 5.3.2.4 and 5.1.2.1). */
export type PropertyForm =
  | { readonly kind: 'any' }
  | {
      readonly kind: 'range';
      readonly minimum: PropertyValue;
      readonly maximum: PropertyValue;
      readonly step: PropertyValue;
    }
  | { readonly kind: 'enumeration'; readonly values: readonly PropertyValue[] }
  /** A form that only limits length or spelling: date, array, regular expression, long string. */
  | { readonly kind: 'other' };

const formFlags = { any: 0, range: 1, enumeration: 2 } as const;

/** A property of objects of one format (ObjectPropDesc). */
export interface ObjectPropertyDescription {
  readonly property: number;
  readonly dataType: number;
  readonly writable: boolean;
  readonly defaultValue: PropertyValue;
  readonly groupCode: number;
  readonly form: PropertyForm;
}

/** A property of the device (DevicePropDesc). */
export interface DevicePropertyDescription {
  readonly property: number;
  readonly dataType: number;
  readonly writable: boolean;
  readonly defaultValue: PropertyValue;
  readonly currentValue: PropertyValue;
  readonly form: PropertyForm;
}

export function decodeObjectPropertyDescription(
  bytes: Uint8Array,
): Result<ObjectPropertyDescription, AppError> {
  const reader = new DatasetReader(bytes);
  const property = reader.u16();
  const dataType = reader.u16();
  return reader.finish('ObjectPropDesc', {
    property,
    dataType,
    writable: reader.u8() === 1,
    defaultValue: readPropertyValue(reader, dataType),
    groupCode: reader.u32(),
    form: readForm(reader, dataType),
  });
}

export function decodeDevicePropertyDescription(
  bytes: Uint8Array,
): Result<DevicePropertyDescription, AppError> {
  const reader = new DatasetReader(bytes);
  const property = reader.u16();
  const dataType = reader.u16();
  return reader.finish('DevicePropDesc', {
    property,
    dataType,
    writable: reader.u8() === 1,
    defaultValue: readPropertyValue(reader, dataType),
    currentValue: readPropertyValue(reader, dataType),
    form: readForm(reader, dataType),
  });
}

export function encodeObjectPropertyDescription(
  description: ObjectPropertyDescription,
): Uint8Array {
  const { property, dataType, writable, defaultValue, groupCode, form } = description;
  const writer = new DatasetWriter()
    .u16(property)
    .u16(dataType)
    .u8(writable ? 1 : 0);
  writePropertyValue(writer, dataType, defaultValue);
  writeForm(writer.u32(groupCode), dataType, form);
  return writer.finish();
}

export function encodeDevicePropertyDescription(
  description: DevicePropertyDescription,
): Uint8Array {
  const { property, dataType, writable, defaultValue, currentValue, form } = description;
  const writer = new DatasetWriter()
    .u16(property)
    .u16(dataType)
    .u8(writable ? 1 : 0);
  writePropertyValue(writer, dataType, defaultValue);
  writePropertyValue(writer, dataType, currentValue);
  writeForm(writer, dataType, form);
  return writer.finish();
}

function readForm(reader: DatasetReader, dataType: number): PropertyForm {
  const value = () => readPropertyValue(reader, dataType);
  switch (reader.u8()) {
    case formFlags.any:
      return { kind: 'any' };
    case formFlags.range:
      return { kind: 'range', minimum: value(), maximum: value(), step: value() };
    case formFlags.enumeration: {
      const count = reader.u16();
      const values: PropertyValue[] = [];
      for (let index = 0; index < count && !reader.failed; index += 1) values.push(value());
      return { kind: 'enumeration', values };
    }
    default:
      return { kind: 'other' };
  }
}

function writeForm(writer: DatasetWriter, dataType: number, form: PropertyForm): void {
  switch (form.kind) {
    case 'any':
      writer.u8(formFlags.any);
      return;
    case 'range':
      writer.u8(formFlags.range);
      for (const value of [form.minimum, form.maximum, form.step]) {
        writePropertyValue(writer, dataType, value);
      }
      return;
    case 'enumeration':
      writer.u8(formFlags.enumeration).u16(form.values.length);
      for (const value of form.values) writePropertyValue(writer, dataType, value);
      return;
    case 'other':
      throw new TypeError('What this form says is not kept');
  }
}
