/** Over less than this, the jitter of reports is larger than any drift. */
const minimumSpanMs = 5_000;
/** The part of a new estimate that enters the smoothed one. */
const smoothing = 0.1;
/** No audio clock is this far off; what looks like it is a stall. */
const maximumPpm = 5_000;

/** Compares an audio clock with this machine's over an undisturbed run at one rate. */
export class DriftEstimator {
  #first: { readonly atMs: number; readonly positionMs: number } | null = null;
  #ppm: number | null = null;

  /** Smoothed, positive when the audio clock is fast; `null` until a run was long enough. */
  get ppm(): number | null {
    return this.#ppm;
  }

  /** The run was disturbed: a jump, another rate. What was learnt is kept. */
  restart(): void {
    this.#first = null;
  }

  /** @param atMs when, on this machine's clock, the audio clock stood at `positionMs` */
  add(atMs: number, positionMs: number, rate: number): void {
    this.#first ??= { atMs, positionMs };
    const spanMs = atMs - this.#first.atMs;
    if (spanMs < minimumSpanMs || rate === 0) return;
    const ppm = ((positionMs - this.#first.positionMs) / (spanMs * rate) - 1) * 1e6;
    if (Math.abs(ppm) > maximumPpm) return;
    this.#ppm = this.#ppm === null ? ppm : this.#ppm + (ppm - this.#ppm) * smoothing;
  }
}
