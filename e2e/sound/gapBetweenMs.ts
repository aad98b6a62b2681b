import { isSilent } from './isSilent.ts';
import { sampleRateHz } from './sampleRateHz.ts';
import { toneOf } from './toneOf.ts';

const pieceSamples = sampleRateHz / 20;
/** Of the tone that is looked for, in so short a piece. */
const toleranceRatio = 0.05;

/**
 * How long nothing is heard where one tone gives way to the next; `null` when it does not in `samples`.
 * An output that runs dry in the middle of a tone is no gap.
 */
export function gapBetweenMs(samples: Float32Array, fromHz: number, toHz: number): number | null {
  const pieces = Array.from(
    { length: Math.floor(samples.length / pieceSamples) },
    (_piece, index) => samples.subarray(index * pieceSamples, (index + 1) * pieceSamples),
  );
  const isTone = (piece: Float32Array, wantedHz: number) =>
    Math.abs((toneOf(piece) ?? 0) - wantedHz) < wantedHz * toleranceRatio;
  const next = pieces.findIndex((piece) => isTone(piece, toHz));
  const last = pieces.slice(0, Math.max(0, next)).findLastIndex((piece) => isTone(piece, fromHz));
  if (last === -1) return null;
  const around = samples.subarray(last * pieceSamples, (next + 1) * pieceSamples);
  return (longestSilence(around) * 1000) / sampleRateHz;
}

/** In samples. A tone that passes through zero is as good as silent for one of them. */
function longestSilence(samples: Float32Array): number {
  let longest = 0;
  let length = 0;
  for (let index = 0; index < samples.length; index++) {
    length = isSilent(samples.subarray(index, index + 1)) ? length + 1 : 0;
    longest = Math.max(longest, length);
  }
  return longest;
}
