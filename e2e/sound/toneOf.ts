import { isSilent } from './isSilent.ts';
import { powerSpectrum } from './powerSpectrum.ts';
import { sampleRateHz } from './sampleRateHz.ts';

/** 1.3 Hz from bin to bin at 44.1 kHz, and a tenth of that between them. */
const largestWindow = 32_768;

/** The frequency of the strongest tone in Hz; `null` in silence. Wants 100 ms at least. */
export function toneOf(samples: Float32Array, rateHz: number = sampleRateHz): number | null {
  if (isSilent(samples)) return null;
  const size = Math.min(largestWindow, 2 ** Math.floor(Math.log2(samples.length)));
  const power = powerSpectrum(samples.subarray(0, size));
  let strongest = 1;
  for (let bin = 1; bin < power.length - 1; bin++) {
    if (at(power, bin) > at(power, strongest)) strongest = bin;
  }
  return ((strongest + peakOffset(power, strongest)) * rateHz) / size;
}

/** Where between the bins the peak is: the top of a parabola through three of them, in decibels. */
function peakOffset(power: Float64Array, bin: number): number {
  const [before, peak, after] = [bin - 1, bin, bin + 1].map((each) => Math.log(at(power, each)));
  if (before === undefined || peak === undefined || after === undefined) return 0;
  const curvature = before - 2 * peak + after;
  return curvature === 0 ? 0 : (0.5 * (before - after)) / curvature;
}

function at(values: Float64Array, index: number): number {
  return (values[index] ?? 0) + Number.MIN_VALUE;
}
