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
const mebibyte = 1024 * 1024;

/** The most memory that is in use after any of the calls, heap and buffers, above what was before. */
function peakOf(calls: Iterable<() => void>): number {
  const used = () => {
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = used();
  let peak = 0;
  for (const call of calls) {
    call();
    peak = Math.max(peak, used() - before);
  }
  return peak;
}

test(`${inputs} inputs are read or refused`, () => {
  for (let seed = 1; seed <= inputs; seed += 1) {
    const bytes = patternBytes(seed % 700, seed);
    // Small counts and lengths get further than random ones.
    for (let at = 0; at < bytes.byteLength; at += 1 + (seed % 5)) bytes[at] = (bytes[at] ?? 0) & 7;
    for (const decode of decoders) {
      const decoded = decode(bytes);
      if (!decoded.ok) expect(decoded.error.code).toBe('device.protocol');
    }
  }
}, 300_000);

test('nothing is reserved for what is only claimed, wherever the claim stands', () => {
  const counts = [0xffff_ffff, 0x7fff_ffff, 0x0fff_ffff, 0x00ff_ffff];
  function* claims(): Generator<() => void> {
    for (const count of counts) {
      for (let at = 0; at + 4 <= 96; at += 1) {
        const bytes = new Uint8Array(200).fill(1);
        new DataView(bytes.buffer).setUint32(at, count, true);
        for (const decode of decoders) yield () => void decode(bytes);
      }
    }
  }
  // One array of the smallest of the counts would be 128 MiB.
  expect(peakOf(claims())).toBeLessThan(64 * mebibyte);
});
