/** 80 dB below full scale: less than the noise of a lossy codec, far less than any tone of a test. */
const threshold = 1e-4;

/** Is nothing at all to be heard? */
export function isSilent(samples: Float32Array): boolean {
  return samples.every((sample) => Math.abs(sample) < threshold);
}
