import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import {
  deviceInfos,
  objectInfos,
  objectProperties,
  storageInfos,
} from '../testing/arbitraryDatasets.ts';
import { decodeU16Array, decodeU32Array, encodeU16Array, encodeU32Array } from './arrays.ts';
import { decodeDeviceInfo, encodeDeviceInfo } from './DeviceInfo.ts';
import { decodeObjectInfo, encodeObjectInfo } from './ObjectInfo.ts';
import {
  decodeObjectPropertyList,
  encodeObjectPropertyList,
  ObjectPropertyListReader,
} from './ObjectPropertyList.ts';
import {
  decodeDevicePropertyDescription,
  decodeObjectPropertyDescription,
  encodeDevicePropertyDescription,
  encodeObjectPropertyDescription,
  type PropertyForm,
} from './PropertyDescription.ts';
import { decodeStorageInfo, encodeStorageInfo } from './StorageInfo.ts';

interface Codec<Dataset> {
  readonly name: string;
  readonly datasets: fc.Arbitrary<Dataset>;
  readonly encode: (dataset: Dataset) => Uint8Array;
  readonly decode: (bytes: Uint8Array) => Result<Dataset, AppError>;
  /** Bytes at the end that are not read. */
  readonly ignoredBytes: number;
}

const forms: fc.Arbitrary<PropertyForm> = fc.oneof(
  fc.constant({ kind: 'any' } as const),
  fc.constant({ kind: 'range', minimum: 0, maximum: 100, step: 1 } as const),
  fc.record({
    kind: fc.constant('enumeration' as const),
    values: fc.array(fc.nat({ max: 255 }), { maxLength: 5 }),
  }),
);
const byte = fc.nat({ max: 255 });
const common = { property: fc.constant(0x5001), dataType: fc.constant(2), writable: fc.boolean() };

/** Runs every test for a codec, whatever it is of. */
function describeCodec<Dataset>({
  name,
  datasets,
  encode,
  decode,
  ignoredBytes,
}: Codec<Dataset>): void {
  describe(name, () => {
    test('reads what it wrote', () => {
      fc.assert(
        fc.property(datasets, (dataset) => {
          expect(decode(encode(dataset))).toEqual({ ok: true, value: dataset });
        }),
      );
    });

    test('is device.protocol when it is cut anywhere', () => {
      fc.assert(
        fc.property(datasets, (dataset) => {
          const bytes = encode(dataset);
          for (let end = 0; end < bytes.byteLength - ignoredBytes; end += 1) {
            const cut = decode(bytes.subarray(0, end));
            expect(cut.ok ? end : cut.error.code).toBe('device.protocol');
          }
        }),
        { numRuns: 20 },
      );
    });

    test('is read or refused, whatever the bytes are', () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
          const decoded = decode(bytes);
          expect(decoded.ok ? 'device.protocol' : decoded.error.code).toBe('device.protocol');
        }),
      );
    });
  });
}

describeCodec({
  name: 'DeviceInfo',
  datasets: deviceInfos,
  encode: encodeDeviceInfo,
  decode: decodeDeviceInfo,
  ignoredBytes: 0,
});
describeCodec({
  name: 'StorageInfo',
  datasets: storageInfos,
  encode: encodeStorageInfo,
  decode: decodeStorageInfo,
  ignoredBytes: 0,
});
describeCodec({
  name: 'ObjectInfo',
  datasets: objectInfos,
  encode: encodeObjectInfo,
  decode: decodeObjectInfo,
  ignoredBytes: 1,
});
describeCodec({
  name: 'ObjectPropList',
  datasets: fc.array(objectProperties, { maxLength: 10 }),
  encode: encodeObjectPropertyList,
  decode: decodeObjectPropertyList,
  ignoredBytes: 0,
});
describeCodec({
  name: 'ObjectPropDesc',
  datasets: fc.record({ ...common, defaultValue: byte, groupCode: byte, form: forms }),
  encode: encodeObjectPropertyDescription,
  decode: decodeObjectPropertyDescription,
  ignoredBytes: 0,
});
describeCodec({
  name: 'DevicePropDesc',
  datasets: fc.record({ ...common, defaultValue: byte, currentValue: byte, form: forms }),
  encode: encodeDevicePropertyDescription,
  decode: decodeDevicePropertyDescription,
  ignoredBytes: 0,
});
describeCodec({
  name: 'array of 32 bits',
  datasets: fc.array(fc.nat({ max: 0xffff_ffff })),
  encode: encodeU32Array,
  decode: decodeU32Array,
  ignoredBytes: 0,
});
describeCodec({
  name: 'array of 16 bits',
  datasets: fc.array(fc.nat({ max: 0xffff })),
  encode: encodeU16Array,
  decode: decodeU16Array,
  ignoredBytes: 0,
});

test('a property list of 2^32 - 1 elements is refused at once', () => {
  const list = ObjectPropertyListReader.open(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0));
  expect(list).toMatchObject({ ok: false, error: { code: 'device.protocol' } });
});

test('a property list is read a part at a time', () => {
  const element = { handle: 1, property: 0xdc07, dataType: 0xffff, value: 'a' };
  const list = ObjectPropertyListReader.open(encodeObjectPropertyList([element, element, element]));
  const parts = list.ok ? [list.value.next(2), list.value.next(2), list.value.next(2)] : [];
  expect(parts).toEqual([
    { ok: true, value: [element, element] },
    { ok: true, value: [element] },
    { ok: true, value: [] },
  ]);
});

test('a data type that does not exist makes a property list wrong', () => {
  const bytes = encodeObjectPropertyList([{ handle: 1, property: 2, dataType: 2, value: 3 }]);
  bytes[10] = 0x7e;
  expect(decodeObjectPropertyList(bytes)).toMatchObject({
    ok: false,
    error: { details: 'ObjectPropList: data type 0x7e' },
  });
});
