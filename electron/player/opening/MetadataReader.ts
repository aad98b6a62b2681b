import type { Logger } from '../../base/Logger.ts';
import type { MonotonicClock, Timer } from '../../base/MonotonicClock.ts';
import type { Result } from '../../base/Result.ts';
import { errorTraits, type AppError } from '../../contract/errors.ts';
import type { EntryId } from '../../contract/ids.ts';
import type { DeviceFiles } from '../../files/DeviceFiles.ts';
import type { MediaDescription } from '../../library/MediaDescription.ts';
import type { RangedTagReading, TagReading } from '../../library/TagReader.ts';
import type { EntryLocation, QueueEntry } from '../../queue/QueueEntry.ts';
import type { MetadataUpdate } from '../../queue/QueueWorkerApi.ts';

/** Files read at the same time. */
const concurrency = 2;
/** Rows asked of the queue at a time. */
const pageSize = 200;
/** Rows told to the queue at once: each telling is one write. */
const batchSize = 100;
/** What is known waits at most this long to be told. */
const batchDelayMs = 400;
/** Rows that are seen but wait to be read; older ones are out of sight by then. */
const maximumWanted = 1_000;

/** What the reader needs of the queue. */
export interface MetadataQueue {
  entry(entryId: EntryId): Promise<Result<QueueEntry | null, AppError>>;
  entriesWithoutMetadata(
    afterEntryId: EntryId | null,
    limit: number,
  ): Promise<Result<readonly QueueEntry[], AppError>>;
  updateMetadata(updates: readonly MetadataUpdate[]): Promise<Result<undefined, AppError>>;
}

interface MetadataReaderOptions {
  readonly queue: MetadataQueue;
  readonly tagReader: TagReading & RangedTagReading;
  readonly deviceFiles: DeviceFiles;
  readonly clock: MonotonicClock;
  readonly logger: Logger;
}

/**
 * Reads what the queue's files say of themselves, in the background: first the rows somebody looks
 * at, then all others by age. A file that cannot be read is left to the player, which says why when
 * it is tried; it is not read again in this run.
 */
export class MetadataReader implements AsyncDisposable {
  readonly #options: MetadataReaderOptions;
  readonly #stop = new AbortController();
  #wanted: ReadonlySet<EntryId> = new Set();
  /** Rows that are being read, and those that could not be. */
  readonly #claimed = new Set<EntryId>();
  #page: QueueEntry[] = [];
  #lastPagedId: EntryId | null = null;
  #pagedToEnd = true;
  #paging: Promise<void> | undefined;
  #updates: MetadataUpdate[] = [];
  #flushTimer: Timer | undefined;
  #writing: Promise<unknown> = Promise.resolve();
  readonly #lanes = new Set<Promise<void>>();

  constructor(options: MetadataReaderOptions) {
    this.#options = options;
  }

  /** There may be rows that were not read yet. */
  wake(): void {
    this.#pagedToEnd = false;
    this.#run();
  }

  /** Reads these rows before others. */
  want(entryIds: readonly EntryId[]): void {
    const fresh = entryIds.filter((entryId) => !this.#claimed.has(entryId));
    this.#wanted = new Set([...fresh, ...this.#wanted].slice(0, maximumWanted));
    this.#run();
  }

  /** Resolves when everything known of was read and told. */
  async idle(): Promise<void> {
    while (this.#lanes.size > 0) await Promise.all(this.#lanes);
    this.#flush();
    await this.#writing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.idle();
  }

  get #hasWork(): boolean {
    return !this.#pagedToEnd || this.#page.length > 0 || this.#wanted.size > 0;
  }

  #run(): void {
    while (this.#lanes.size < concurrency && !this.#stop.signal.aborted) {
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
        if (entry === null || this.#stop.signal.aborted) return;
        await this.#read(entry);
      }
    } catch (error) {
      this.#pagedToEnd = true;
      this.#page = [];
      this.#wanted = new Set();
      if (!this.#stop.signal.aborted) {
        this.#options.logger.error('Reading of metadata stopped', { error });
      }
    }
  }

  async #take(): Promise<QueueEntry | null> {
    for (;;) {
      if (this.#stop.signal.aborted) return null;
      const [wanted, ...others] = this.#wanted;
      if (wanted !== undefined) {
        this.#wanted = new Set(others);
        const found = await this.#options.queue.entry(wanted);
        if (found.ok && found.value !== null && this.#claim(found.value, true)) return found.value;
        continue;
      }
      const entry = this.#page.shift();
      if (entry !== undefined) {
        if (this.#claim(entry, false)) return entry;
        continue;
      }
      if (this.#pagedToEnd) return null;
      this.#paging ??= this.#readPage().finally(() => {
        this.#paging = undefined;
      });
      await this.#paging;
    }
  }

  /**
   * Bytes of uploads are not here; the player reads them when they have come. Files on players are read
   * when somebody looks at their rows: a whole library would keep the wire busy for an hour.
   */
  #claim(entry: QueueEntry, isWanted: boolean): boolean {
    const { kind } = entry.location;
    if (entry.metadataKnown || kind === 'upload') return false;
    if (kind === 'device' && !isWanted) return false;
    if (this.#claimed.has(entry.entryId)) return false;
    this.#claimed.add(entry.entryId);
    return true;
  }

  async #readPage(): Promise<void> {
    const page = await this.#options.queue.entriesWithoutMetadata(this.#lastPagedId, pageSize);
    const entries = page.ok ? page.value : [];
    this.#page.push(...entries);
    this.#lastPagedId = entries.at(-1)?.entryId ?? this.#lastPagedId;
    if (entries.length < pageSize) this.#pagedToEnd = true;
  }

  async #read(entry: QueueEntry): Promise<void> {
    const read = await this.#readFile(entry.location);
    // The player may be back later.
    if (read?.ok === false && isPlayerAway(read.error)) this.#claimed.delete(entry.entryId);
    if (read?.ok !== true) return;
    const { tags, format, durationMs, artId, hasVideo } = read.value;
    const metadata = { tags, format, durationMs, artId, hasVideo };
    this.#updates.push({ entryId: entry.entryId, metadata });
    if (this.#updates.length >= batchSize) this.#flush();
    else this.#flushTimer ??= this.#options.clock.setTimer(batchDelayMs, () => this.#flush());
  }

  async #readFile(location: EntryLocation): Promise<Result<MediaDescription, AppError> | null> {
    const { tagReader, deviceFiles } = this.#options;
    const { signal } = this.#stop;
    const priority = 'background';
    if (location.kind === 'path') {
      return tagReader.read(location.path, { priority, picture: 'embeddedOrBeside', signal });
    }
    if (location.kind === 'upload') return null;
    const file = await deviceFiles.open(location, signal);
    if (!file.ok) return file;
    return tagReader.readRanged(file.value, { priority, picture: 'embedded', signal });
  }

  #flush(): void {
    this.#flushTimer?.[Symbol.dispose]();
    this.#flushTimer = undefined;
    const updates = this.#updates;
    if (updates.length === 0) return;
    this.#updates = [];
    this.#writing = this.#writing
      .then(() => this.#options.queue.updateMetadata(updates))
      .then((written) => {
        if (!written.ok) {
          this.#options.logger.warn('Metadata could not be written', { error: written.error });
        }
        for (const { entryId } of updates) this.#claimed.delete(entryId);
      })
      .catch((error: unknown) =>
        this.#options.logger.error('Metadata could not be kept', { error }),
      );
  }
}

function isPlayerAway({ code }: AppError): boolean {
  return code.startsWith('device.') && errorTraits[code].retryable;
}
