/** Something that tells its listeners of values as they happen. */
export interface EventSource<Value> {
  /** Calls `listener` for every value from now on, until the returned handle is disposed. */
  subscribe(listener: (value: Value) => void): Disposable;
}

/**
 * The owner's end of an `EventSource`. A listener added while a value is being told hears the next
 * one; a listener that throws is reported to `onListenerError` and does not keep others from hearing.
 */
export class Emitter<Value> implements EventSource<Value> {
  readonly #listeners = new Set<(value: Value) => void>();
  readonly #onListenerError: (error: unknown) => void;

  constructor(onListenerError: (error: unknown) => void = rethrowLater) {
    this.#onListenerError = onListenerError;
  }

  subscribe(listener: (value: Value) => void): Disposable {
    const own = (value: Value) => listener(value);
    this.#listeners.add(own);
    return { [Symbol.dispose]: () => void this.#listeners.delete(own) };
  }

  emit(value: Value): void {
    for (const listener of [...this.#listeners]) {
      if (!this.#listeners.has(listener)) continue;
      try {
        listener(value);
      } catch (error) {
        this.#onListenerError(error);
      }
    }
  }

  get listenerCount(): number {
    return this.#listeners.size;
  }
}

function rethrowLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
