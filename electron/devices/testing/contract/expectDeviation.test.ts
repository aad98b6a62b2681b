import { expect, test } from 'vitest';
import { expectDeviation } from './expectDeviation.ts';

const deviation = { deviation: 'a test', because: 'it cannot', evidence: 'seen on 2026-11-21' };

test('a test that fails by what it expects deviates as it should', async () => {
  await expectDeviation(deviation, async () => {
    expect(await Promise.resolve(1)).toBe(2);
  });
});

test('a deviation that holds no longer fails', async () => {
  const outcome = expectDeviation(deviation, () => Promise.resolve());
  await expect(outcome).rejects.toThrow('deviates no longer');
});

test('a test that breaks for another reason fails', async () => {
  const outcome = expectDeviation(deviation, () => Promise.reject(new RangeError('a bug')));
  await expect(outcome).rejects.toThrow('a bug');
});
