import type { MonotonicClock } from '../../base/MonotonicClock.ts';

/** Over how long the speed is taken. */
const windowMs = 5_000;
/** Before so much time has passed a speed says nothing. */
const shortestMs = 500;
const maximumSamples = 200;

/** How fast bytes went over the last seconds. */
export class SpeedMeter {
  readonly #clock: MonotonicClock;
  #samples: { readonly atMs: number; readonly bytes: number }[] = [];

  constructor(clock: MonotonicClock) {
    this.#clock = clock;
  }

  add(bytes: number): void {
    const atMs = this.#clock.nowMs();
    const last = this.#samples.at(-1);
    // Samples of the same moment are one, so that many small ones do not push the window out.
    if (last !== undefined && atMs - last.atMs < windowMs / maximumSamples) {
      this.#samples[this.#samples.length - 1] = { atMs: last.atMs, bytes: last.bytes + bytes };
    } else {
      this.#samples.push({ atMs, bytes });
    }
    this.#forget(atMs);
  }

  reset(): void {
    this.#samples = [];
  }

  /** `null` while too little is known. */
  get bytesPerSecond(): number | null {
    const nowMs = this.#clock.nowMs();
    this.#forget(nowMs);
    const [first] = this.#samples;
    if (first === undefined || nowMs - first.atMs < shortestMs) return null;
    const bytes = this.#samples.reduce((sum, sample) => sum + sample.bytes, 0) - first.bytes;
    return (bytes * 1_000) / (nowMs - first.atMs);
  }

  #forget(nowMs: number): void {
    const firstKept = this.#samples.findIndex(({ atMs }) => atMs >= nowMs - windowMs);
    this.#samples = firstKept === -1 ? [] : this.#samples.slice(firstKept);
  }
}
