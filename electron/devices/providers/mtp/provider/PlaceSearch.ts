import { delay } from '../../../../base/delay.ts';
import type { MonotonicClock } from '../../../../base/MonotonicClock.ts';
import { ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import type { FoundUsbDevice, UsbPlace } from './UsbPlace.ts';

/** In ms. So long a slow place is waited for by who wants to know of all. */
const patienceMs = 500;

/** Looks for devices at one place, again and again; a place that is slow, or dead, holds up nobody. */
export class PlaceSearch {
  readonly place: UsbPlace;
  readonly #clock: MonotonicClock;
  readonly #onLate: () => void;
  #found: Result<readonly FoundUsbDevice[], AppError> = ok([]);
  #running: Promise<void> | null = null;
  #isLate = false;
  #isUnread = false;

  /** `onLate` is told when a search found something out after `find` had answered. */
  constructor(place: UsbPlace, clock: MonotonicClock, onLate: () => void) {
    this.place = place;
    this.#clock = clock;
    this.#onLate = onLate;
  }

  /** What is there, or what was there when it last answered. Called again only after it answered. */
  async find(signal: AbortSignal): Promise<Result<readonly FoundUsbDevice[], AppError>> {
    if (this.#running === null && !this.#isUnread) {
      const running = this.#search(signal);
      this.#running = running;
      const found = new AbortController();
      await Promise.race([running, delay(this.#clock, patienceMs, found.signal)]);
      found.abort();
      this.#isLate = this.#isRunning();
    }
    this.#isUnread = false;
    return this.#found;
  }

  async #search(signal: AbortSignal): Promise<void> {
    this.#found = await this.place.find(signal);
    this.#running = null;
    if (!this.#isLate) return;
    this.#isLate = false;
    this.#isUnread = true;
    this.#onLate();
  }

  #isRunning(): boolean {
    return this.#running !== null;
  }
}
