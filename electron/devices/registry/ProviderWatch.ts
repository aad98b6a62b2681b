import type { Logger } from '../../base/Logger.ts';
import type { DeviceProvider, Enumeration } from '../DeviceProvider.ts';

/** What one provider last said is there. A provider that is slow, or throws, holds up no other (WD-39). */
export class ProviderWatch implements AsyncDisposable {
  readonly provider: DeviceProvider;
  readonly #logger: Logger;
  readonly #onEnumerated: () => void;
  readonly #stopping = new AbortController();
  #subscription: Disposable | null = null;
  #enumeration: Enumeration = { candidates: [], failures: [] };
  #running: Promise<void> | null = null;
  #isWantedAgain = false;

  constructor(provider: DeviceProvider, logger: Logger, onEnumerated: () => void) {
    this.provider = provider;
    this.#logger = logger;
    this.#onEnumerated = onEnumerated;
  }

  get enumeration(): Enumeration {
    return this.#enumeration;
  }

  start(): void {
    this.#subscription = this.provider.watch(() => void this.refresh());
  }

  /** Settles when an enumeration that began after this call is known. */
  async refresh(): Promise<void> {
    if (this.#running !== null) {
      this.#isWantedAgain = true;
      return this.#running;
    }
    this.#running = this.#enumerate();
    await this.#running;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#subscription?.[Symbol.dispose]();
    this.#stopping.abort();
    await this.#running;
  }

  async #enumerate(): Promise<void> {
    do {
      this.#isWantedAgain = false;
      const enumeration = await this.#enumerateOnce();
      if (this.#stopping.signal.aborted) break;
      this.#enumeration = enumeration;
      this.#onEnumerated();
    } while (this.#isMoreWanted());
    this.#running = null;
  }

  async #enumerateOnce(): Promise<Enumeration> {
    try {
      return await this.provider.enumerate(this.#stopping.signal);
    } catch (error) {
      this.#logger.error('A provider could not enumerate', { provider: this.provider.name, error });
      return {
        candidates: [],
        failures: [{ place: this.provider.name, error: { code: 'app.internal' } }],
      };
    }
  }

  #isMoreWanted(): boolean {
    return this.#isWantedAgain && !this.#stopping.signal.aborted;
  }
}
