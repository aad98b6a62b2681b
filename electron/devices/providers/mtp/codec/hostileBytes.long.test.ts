import { expect, test } from 'vitest';
import { patternBytes } from '../../../testing/patternBytes.ts';
import { decodeU16Array, decodeU32Array } from './arrays.ts';
import { decodeShortContainer } from './containers.ts';
import { decodeDeviceInfo } from './DeviceInfo.ts';
import { decodeObjectInfo } from './ObjectInfo.ts';
import { decodeObjectPropertyList } from './ObjectPropertyList.ts';
import {
  decodeDevicePropertyDescription,
  decodeObjectPropertyDescription,
} from './PropertyDescription.ts';
import { decodeStorageInfo } from './StorageInfo.ts';

const decoders = [
  decodeShortContainer,
  decodeDeviceInfo,
  decodeStorageInfo,
  decodeObjectInfo,
  decodeObjectPropertyList,
  decodeObjectPropertyDescription,
  decodeDevicePropertyDescription,
  decodeU16Array,
  decodeU32Array,
];
const inputs = 100_000;

test(`${inputs} inputs are read or refused, and nothing is kept that they only claim`, () => {
  const before = process.memoryUsage().heapUsed;
  for (let seed = 1; seed <= inputs; seed += 1) {
    const bytes = patternBytes(seed % 700, seed);
    // Small counts and lengths get further than random ones.
    for (let at = 0; at < bytes.byteLength; at += 1 + (seed % 5)) bytes[at] = (bytes[at] ?? 0) & 7;
    for (const decode of decoders) {
      const decoded = decode(bytes);
      if (!decoded.ok) expect(decoded.error.code).toBe('device.protocol');
    }
  }
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(256 * 1024 * 1024);
}, 300_000);
