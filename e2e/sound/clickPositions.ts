import { sampleRateHz } from './sampleRateHz.ts';

const threshold = 0.2;
/** So long must it have been quiet: the ringing of one click is not another one. */
const quietMs = 200;

/** Where clicks begin, as sample numbers. */
export function clickPositions(samples: Float32Array, rateHz: number = sampleRateHz): number[] {
  const quiet = (quietMs * rateHz) / 1000;
  const positions: number[] = [];
  let lastLoud = -quiet;
  for (const [position, sample] of samples.entries()) {
    if (Math.abs(sample) < threshold) continue;
    if (position - lastLoud >= quiet) positions.push(position);
    lastLoud = position;
  }
  return positions;
}
