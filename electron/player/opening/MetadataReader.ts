import { assertNever } from '../../base/assertNever.ts';
import { delay } from '../../base/delay.ts';
import type { Logger } from '../../base/Logger.ts';
import type { MonotonicClock, Timer } from '../../base/MonotonicClock.ts';
import type { Result } from '../../base/Result.ts';
import { errorTraits, type AppError } from '../../contract/errors.ts';
import type { EntryId, UploadId } from '../../contract/ids.ts';
import type { DeviceFiles } from '../../files/DeviceFiles.ts';
import type { MediaDescription } from '../../library/MediaDescription.ts';
import type { RangedFile } from '../../library/RangedFile.ts';
import type { RangedTagReading, TagReading } from '../../library/TagReader.ts';
import type { EntryLocation, QueueEntry } from '../../queue/QueueEntry.ts';
import type { MetadataUpdate, UnreadRequest } from '../../queue/QueueWorkerApi.ts';
import { MetadataPass, type MetadataPassOptions } from './MetadataPass.ts';

/** Files read at the same time, of each kind. */
const concurrency = 2;
/** Rows told to the queue at once: each telling is one write. */
const batchSize = 100;
/** What is known waits at most this long to be told. */
const batchDelayMs = 400;
/** A page is let rest for as long as a file of it was read, but no longer. */
const maximumRestMs = 1_000;

/** What the reader needs of the queue. */
export interface MetadataQueue {
  entry(entryId: EntryId): Promise<Result<QueueEntry | null, AppError>>;
  entriesWithoutMetadata(request: UnreadRequest): Promise<Result<readonly QueueEntry[], AppError>>;
  updateMetadata(updates: readonly MetadataUpdate[]): Promise<Result<undefined, AppError>>;
}

interface MetadataReaderOptions {
  readonly queue: MetadataQueue;
  readonly tagReader: TagReading & RangedTagReading;
  readonly deviceFiles: DeviceFiles;
  /** Files that pages have; fails with `upload.gone` while they cannot be read. */
  readonly uploads: { open(uploadId: UploadId): Result<RangedFile, AppError> };
  readonly clock: MonotonicClock;
  readonly logger: Logger;
}

/**
 * Reads what the queue's files say of themselves, in the background, dropped files of browsers after
 * those of this machine and at half speed: the page they are read from may be the one that plays. A file
 * that cannot be read is left to the player, which says why when it is tried.
 */
export class MetadataReader implements AsyncDisposable {
  readonly #options: MetadataReaderOptions;
  readonly #stop = new AbortController();
  readonly #files: MetadataPass;
  readonly #uploads: MetadataPass;
  /** Nothing waits for it: a player may be busy with a copy for minutes. */
  readonly #devices: MetadataPass;
  /** Until then pages are let rest. */
  #restUntilMs = 0;
  #updates: MetadataUpdate[] = [];
  #flushTimer: Timer | undefined;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(options: MetadataReaderOptions) {
    this.#options = options;
    this.#files = this.#makePass('path');
    this.#uploads = this.#makePass('upload', () => this.#uploadTurn());
    this.#devices = this.#makePass('device');
  }

  /** There may be rows that were not read yet. */
  wake(): void {
    this.#files.wake();
    this.#uploads.wake();
  }

  /** Rows may be back that were passed by. */
  rowsBack(): void {
    this.#files.startAnew();
    this.#uploads.startAnew();
  }

  /** Pages may be back whose files could not be read. */
  uploadsBack(): void {
    this.#uploads.startAnew();
  }

  /** Reads these rows before others. */
  want(entryIds: readonly EntryId[]): void {
    this.#files.want(entryIds);
    this.#uploads.want(entryIds);
    this.#devices.want(entryIds);
  }

  /** Resolves when everything known of was read and told. */
  async idle(): Promise<void> {
    await this.#files.idle();
    await this.#uploads.idle();
    await this.#devices.idle();
    this.#flush();
    await this.#writing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.idle();
  }

  /**
   * Files on players are read when somebody looks at their rows, and not one after the other: a whole
   * library would keep the wire busy for an hour.
   */
  #makePass(
    kind: EntryLocation['kind'],
    turn: MetadataPassOptions['turn'] = () => Promise.resolve(),
  ): MetadataPass {
    const { queue, logger } = this.#options;
    return new MetadataPass({
      concurrency,
      signal: this.#stop.signal,
      unread: async (afterEntryId, limit) => {
        if (kind === 'device') return [];
        const page = await queue.entriesWithoutMetadata({ kind, afterEntryId, limit });
        return page.ok ? page.value : [];
      },
      find: async (entryId) => {
        const found = await queue.entry(entryId);
        return found.ok && found.value?.location.kind === kind ? found.value : null;
      },
      turn,
      read: (entry) => this.#read(entry),
      onError: (error) => logger.error('Reading of metadata stopped', { error }),
    });
  }

  async #uploadTurn(): Promise<void> {
    await this.#files.idle();
    const restMs = this.#restUntilMs - this.#options.clock.nowMs();
    if (restMs > 0) await delay(this.#options.clock, restMs, this.#stop.signal);
  }

  async #read({ entryId, location }: QueueEntry): Promise<'read' | 'away'> {
    const read = await this.#readFile(location);
    if (!read.ok) return isAway(read.error) ? 'away' : 'read';
    const { tags, format, durationMs, artId, hasVideo } = read.value;
    this.#updates.push({ entryId, metadata: { tags, format, durationMs, artId, hasVideo } });
    if (this.#updates.length >= batchSize) this.#flush();
    else this.#flushTimer ??= this.#options.clock.setTimer(batchDelayMs, () => this.#flush());
    return 'read';
  }

  async #readFile(location: EntryLocation): Promise<Result<MediaDescription, AppError>> {
    const { tagReader, deviceFiles, uploads, clock } = this.#options;
    const { signal } = this.#stop;
    const priority = 'background';
    switch (location.kind) {
      case 'path':
        return tagReader.read(location.path, { priority, picture: 'embeddedOrBeside', signal });
      case 'device': {
        const file = await deviceFiles.open(location, signal);
        if (!file.ok) return file;
        return tagReader.readRanged(file.value, { priority, picture: 'embedded', signal });
      }
      case 'upload': {
        const file = uploads.open(location.uploadId);
        if (!file.ok) return file;
        const startedAtMs = clock.nowMs();
        const read = await tagReader.readRanged(file.value, {
          priority,
          picture: 'embedded',
          signal,
        });
        const endedAtMs = clock.nowMs();
        const restMs = Math.min(endedAtMs - startedAtMs, maximumRestMs);
        this.#restUntilMs = Math.max(this.#restUntilMs, endedAtMs + restMs);
        return read;
      }
      default:
        return assertNever(location);
    }
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
        const entryIds = updates.map(({ entryId }) => entryId);
        this.#files.release(entryIds);
        this.#uploads.release(entryIds);
        this.#devices.release(entryIds);
      })
      .catch((error: unknown) =>
        this.#options.logger.error('Metadata could not be kept', { error }),
      );
  }
}

/** The player, or the page, may be back later. */
function isAway({ code }: AppError): boolean {
  return code === 'upload.gone' || (code.startsWith('device.') && errorTraits[code].retryable);
}
