import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { makeMedia } from '../../files/testing/makeMedia.ts';
import type { ReadAt } from './ReadAt.ts';
import { readFlacExtent } from './readFlacExtent.ts';

// Making media takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const seconds = 20;

async function flac(sampleRateHz = 44_100): Promise<Buffer> {
  return readFileSync(await makeMedia({ format: 'flac', seconds, sampleRateHz }));
}

function extentOf(bytes: Uint8Array, startPosition = 0) {
  const readAt: ReadAt = (position, length) =>
    Promise.resolve(bytes.subarray(position, position + length));
  return readFlacExtent(readAt, startPosition, bytes.length);
}

describe('readFlacExtent', () => {
  test.each([44_100, 96_000])('a whole file at %i Hz holds what it states', async (rateHz) => {
    const extent = await extentOf(await flac(rateHz));
    expect(extent?.durationMs).toBeCloseTo(seconds * 1_000, 6);
  });

  test.each([0.1, 0.5, 0.9])(
    'a file cut at %f of its length holds so much of it',
    async (share) => {
      const whole = await flac();
      const extent = await extentOf(whole);
      const cut = await extentOf(whole.subarray(0, whole.length * share));
      if (extent === null || cut === null) throw new Error('No frame was found');
      const rateOf = ({ audioBytes, durationMs }: typeof extent) => audioBytes / durationMs;
      expect(cut.durationMs).toBeLessThan(seconds * 1_000 * (share + 0.05));
      expect(rateOf(cut) / rateOf(extent)).toBeGreaterThan(0.9);
      expect(rateOf(cut) / rateOf(extent)).toBeLessThan(1.1);
    },
  );

  test('it need not begin with the file', async () => {
    const shifted = Buffer.concat([Buffer.alloc(1_000, 0xff), await flac()]);
    expect((await extentOf(shifted, 1_000))?.durationMs).toBeCloseTo(seconds * 1_000, 6);
  });

  test('no frame, no extent', async () => {
    const whole = await flac();
    const audioBytes = (await extentOf(whole))?.audioBytes ?? 0;
    expect(await extentOf(whole.subarray(0, whole.length - audioBytes))).toBeNull();
    expect(await extentOf(whole.subarray(0, 20))).toBeNull();
    expect(await extentOf(new Uint8Array())).toBeNull();
  });

  test('damage leads to no nonsense', async () => {
    const whole = (await flac()).subarray(0, 40_000);
    const damage = fc.array(
      fc.record({ at: fc.nat({ max: whole.length - 1 }), byte: fc.nat({ max: 255 }) }),
      { maxLength: 200 },
    );
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const bytes = Uint8Array.from(whole);
        for (const { at, byte } of changes) bytes[at] = byte;
        const extent = await extentOf(bytes);
        if (extent === null) return;
        expect(extent.durationMs).toBeGreaterThan(0);
        expect(Number.isFinite(extent.durationMs)).toBe(true);
        expect(extent.audioBytes).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 200 },
    );
  });
});
