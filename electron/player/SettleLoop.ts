/**
 * Takes steps, one at a time, for as long as there is something to do. The first step waits for the
 * end of the present task, so that whoever kicks can say all it wants first.
 */
export class SettleLoop {
  readonly #step: () => Promise<boolean>;
  readonly #onError: (error: unknown) => void;
  #unsettled = false;
  #running: Promise<void> | null = null;
  #stopped = false;

  /** @param step answers whether there may be another one to take */
  constructor(step: () => Promise<boolean>, onError: (error: unknown) => void) {
    this.#step = step;
    this.#onError = onError;
  }

  /** There may be something to do. */
  kick(): void {
    if (this.#stopped) return;
    this.#unsettled = true;
    this.#running ??= this.#run();
  }

  get isSettled(): boolean {
    return this.#running === null;
  }

  /** Resolves when nothing is left to be done for now. */
  async settled(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  /** No further step is begun. */
  stop(): void {
    this.#stopped = true;
  }

  async #run(): Promise<void> {
    await Promise.resolve();
    try {
      while (this.#unsettled && !this.#stopped) {
        this.#unsettled = false;
        if (await this.#step()) this.#unsettled = true;
      }
    } catch (error) {
      this.#onError(error);
    } finally {
      this.#running = null;
    }
  }
}
