import { expect } from '@playwright/test';
import { isSilent } from './isSilent.ts';
import type { Recording } from './Recording.ts';
import { toneOf } from './toneOf.ts';

/** What was heard last is looked at in pieces of this length. */
const windowMs = 300;
/** Of the tone that is expected; a semitone is 5.9 %. */
const toleranceRatio = 0.01;

/** Waits until a tone of this frequency, and none louder, is what is heard. */
export async function expectTone(sound: Recording, frequencyHz: number): Promise<void> {
  await expect
    .poll(() => describeTone(toneOf(sound.latest(windowMs)), frequencyHz), {
      message: `a tone of ${frequencyHz} Hz is heard`,
      intervals: [100],
      timeout: 15_000,
    })
    .toBe('as expected');
}

/** Waits until nothing is heard, and hears nothing for half a second more. */
export async function expectSilence(sound: Recording): Promise<void> {
  await expect
    .poll(() => isSilent(sound.latest(windowMs)), {
      message: 'the sound stops',
      intervals: [100],
      timeout: 15_000,
    })
    .toBe(true);
  expect(isSilent(await sound.listen(500)), 'silence lasts').toBe(true);
}

function describeTone(heardHz: number | null, expectedHz: number): string {
  if (heardHz === null) return 'silence';
  const differenceRatio = Math.abs(heardHz - expectedHz) / expectedHz;
  return differenceRatio < toleranceRatio ? 'as expected' : `${heardHz.toFixed(1)} Hz`;
}
