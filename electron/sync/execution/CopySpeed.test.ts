import { expect, test } from 'vitest';
import { CopySpeed } from './CopySpeed.ts';

test('is that of all copies together', () => {
  const speed = new CopySpeed();
  speed.add(6_000_000, 1_000);
  speed.add(3_000_000, 2_000);
  expect(speed.bytesPerSecond).toBe(3_000_000);
});

test('too little says nothing', () => {
  const small = new CopySpeed();
  small.add(1_000, 60_000);
  expect(small.bytesPerSecond).toBeNull();
  const short = new CopySpeed();
  short.add(2 ** 30, 10);
  expect(short.bytesPerSecond).toBeNull();
});
