import type { SessionLogEntry } from '../../../electron/contract/signalPath.ts';
import type { Bridge } from '../../bridge/Bridge.ts';

/** Entries kept; the oldest go first. */
export const maximumEntries = 5_000;
const batchSize = 500;

/** The session's event log as far as this page has read it. */
export class SessionLog {
  readonly #bridge: Bridge;
  readonly #listeners = new Set<() => void>();
  #entries: readonly SessionLogEntry[] = [];
  #wantedIndex = -1;
  #readIndex = -1;
  #isReading = false;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** Oldest first; another array after every change. */
  get entries(): readonly SessionLogEntry[] {
    return this.#entries;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** The log has grown up to this index. A smaller one than before is another log, read from its start. */
  readUpTo(lastIndex: number): void {
    if (lastIndex < this.#wantedIndex) {
      this.#readIndex = -1;
      this.#entries = [];
      this.#tell();
    }
    this.#wantedIndex = lastIndex;
    if (!this.#isReading) void this.#read();
  }

  async #read(): Promise<void> {
    this.#isReading = true;
    while (this.#readIndex < this.#wantedIndex) {
      const afterIndex = this.#readIndex;
      const request = { afterIndex, limit: batchSize };
      const outcome = await this.#bridge.invoke('session.readLog', request);
      // What is missing is read with the next entry.
      if (!outcome.ok) break;
      // Another log began meanwhile; what came is of the one before.
      if (this.#readIndex !== afterIndex) continue;
      const { entries } = outcome.value;
      const last = entries.at(-1);
      if (last === undefined) break;
      this.#readIndex = last.index;
      this.#entries = [...this.#entries, ...entries].slice(-maximumEntries);
      this.#tell();
    }
    this.#isReading = false;
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
