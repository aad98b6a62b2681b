import type { EntryId } from '../../contract/ids.ts';
import type { QueueEntry } from '../../queue/QueueEntry.ts';

/** Rows asked of the queue at a time. */
const pageSize = 200;
/** Rows that are seen but wait to be read; older ones are out of sight by then. */
const maximumWanted = 1_000;

export interface MetadataPassOptions {
  /** Rows read at the same time. */
  readonly concurrency: number;
  readonly signal: AbortSignal;
  /** Rows that were not read yet and that this pass reads without being asked, by age. */
  readonly unread: (afterEntryId: EntryId | null, limit: number) => Promise<readonly QueueEntry[]>;
  /** A row somebody looks at; `null` when it is gone, or is nothing for this pass. */
  readonly find: (entryId: EntryId) => Promise<QueueEntry | null>;
  /** Resolves when a row nobody looks at may be read. */
  readonly turn: () => Promise<void>;
  /** @returns may it be read again in this run, because its file was away? */
  readonly read: (entry: QueueEntry) => Promise<'read' | 'away'>;
  readonly onError: (error: unknown) => void;
}

/**
 * Goes through the rows of the queue in the background: first those somebody looks at, then all others by
 * age. Each is read once, whatever comes of it, but for what was away.
 */
export class MetadataPass {
  readonly #options: MetadataPassOptions;
  #wanted: ReadonlySet<EntryId> = new Set();
  /** Resolves when somebody looks at rows. */
  #looked = Promise.withResolvers<void>();
  /** Rows that are being read, and those that could not be. */
  readonly #claimed = new Set<EntryId>();
  #page: QueueEntry[] = [];
  #lastPagedId: EntryId | null = null;
  /** Rows that may have come and were not asked for yet. */
  #hasUnpaged = false;
  #startsAnew = false;
  #paging: Promise<void> | undefined;
  readonly #lanes = new Set<Promise<void>>();

  constructor(options: MetadataPassOptions) {
    this.#options = options;
  }

  /** There may be rows that were not read yet. */
  wake(): void {
    this.#hasUnpaged = true;
    this.#run();
  }

  /** What was away may be back, and rows that were gone. */
  startAnew(): void {
    this.#startsAnew = true;
    this.wake();
  }

  /** Reads these rows before others. */
  want(entryIds: readonly EntryId[]): void {
    const fresh = entryIds.filter((entryId) => !this.#claimed.has(entryId));
    this.#wanted = new Set([...fresh, ...this.#wanted].slice(0, maximumWanted));
    this.#looked.resolve();
    this.#looked = Promise.withResolvers();
    this.#run();
  }

  /** What was read of these rows is kept: they may be read again when they are unread again. */
  release(entryIds: Iterable<EntryId>): void {
    for (const entryId of entryIds) this.#claimed.delete(entryId);
  }

  /** Resolves when everything known of was read. */
  async idle(): Promise<void> {
    while (this.#lanes.size > 0) await Promise.all(this.#lanes);
  }

  get #hasWork(): boolean {
    return this.#hasUnpaged || this.#page.length > 0 || this.#wanted.size > 0;
  }

  #run(): void {
    while (this.#lanes.size < this.#options.concurrency && !this.#options.signal.aborted) {
      const lane = this.#lane();
      this.#lanes.add(lane);
      void lane.finally(() => {
        this.#lanes.delete(lane);
        // It may have been woken while the lane was on its way out.
        if (this.#hasWork) this.#run();
      });
    }
  }

  async #lane(): Promise<void> {
    try {
      for (;;) {
        const entry = await this.#take();
        if (entry === null) return;
        const end = await this.#options.read(entry);
        if (end === 'away') this.#claimed.delete(entry.entryId);
      }
    } catch (error) {
      this.#hasUnpaged = false;
      this.#page = [];
      this.#wanted = new Set();
      if (!this.#options.signal.aborted) this.#options.onError(error);
    }
  }

  async #take(): Promise<QueueEntry | null> {
    const { signal, find, turn } = this.#options;
    while (!signal.aborted) {
      const [wanted, ...others] = this.#wanted;
      if (wanted !== undefined) {
        this.#wanted = new Set(others);
        const found = await find(wanted);
        this.#page = this.#page.filter(({ entryId }) => entryId !== wanted);
        if (found !== null && this.#claim(found)) return found;
        continue;
      }
      if (this.#page.length === 0) {
        if (!this.#hasUnpaged && this.#paging === undefined) return null;
        this.#paging ??= this.#readPage().finally(() => {
          this.#paging = undefined;
        });
        await this.#paging;
        continue;
      }
      const looked = this.#looked.promise.then(() => false);
      if (!(await Promise.race([turn().then(() => true), looked]))) continue;
      const entry = this.#page.shift();
      if (entry !== undefined && this.#claim(entry)) return entry;
    }
    return null;
  }

  #claim({ entryId, metadataKnown }: QueueEntry): boolean {
    if (metadataKnown || this.#claimed.has(entryId)) return false;
    this.#claimed.add(entryId);
    return true;
  }

  async #readPage(): Promise<void> {
    if (this.#startsAnew) this.#lastPagedId = null;
    this.#startsAnew = false;
    // A row that comes while the page is read is not in it.
    this.#hasUnpaged = false;
    const entries = await this.#options.unread(this.#lastPagedId, pageSize);
    this.#page.push(...entries);
    this.#lastPagedId = entries.at(-1)?.entryId ?? this.#lastPagedId;
    if (entries.length === pageSize) this.#hasUnpaged = true;
  }
}
