import type { DeviceConnection } from '../DeviceConnection.ts';

/** How full the battery of an open device is, read anew when it says that something of it is another. */
export class BatteryWatch implements Disposable {
  readonly #connection: DeviceConnection;
  readonly #onRead: () => void;
  readonly #stopping = new AbortController();
  readonly #subscription: Disposable;
  #percent: number | null = null;

  constructor(connection: DeviceConnection, onRead: () => void) {
    this.#connection = connection;
    this.#onRead = onRead;
    this.#subscription = connection.events.subscribe(({ kind }) => {
      if (kind === 'propertiesChanged') void this.read();
    });
  }

  /** 0 to 100, as last read; `null` for a device that does not say. */
  get percent(): number | null {
    return this.#percent;
  }

  async read(): Promise<void> {
    const { signal } = this.#stopping;
    const read = await this.#connection.readBatteryPercent(signal);
    if (!read.ok || signal.aborted || read.value === this.#percent) return;
    this.#percent = read.value;
    this.#onRead();
  }

  [Symbol.dispose](): void {
    this.#stopping.abort();
    this.#subscription[Symbol.dispose]();
  }
}
