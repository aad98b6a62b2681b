import { Emitter, type EventSource } from '../base/Emitter.ts';
import type { MonotonicClock, Timer } from '../base/MonotonicClock.ts';
import { err, ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import {
  maximumConcurrentUploads,
  maximumRangeBytes,
  maximumWantedRanges,
  type UploadRange,
} from '../contract/files.ts';
import type { ClientId, UploadId } from '../contract/ids.ts';
import type { RangedFile } from '../library/RangedFile.ts';
import type { AnnouncedUploads, UploadDeparture } from './AnnouncedUploads.ts';
import { readBody } from './readBody.ts';
import { readFilePart } from './readFilePart.ts';
import type { UploadSpool } from './UploadSpool.ts';

/** A page that gives nothing of a range for so long is not asked for others. */
export const rangeTimeoutMs = 30_000;
/** Until it is asked again. */
export const silenceMs = 60_000;

type Outcome = Result<Uint8Array, AppError>;

/** What a page says it sends. */
export interface UploadPart {
  readonly range: UploadRange;
  /** Of the whole file. */
  readonly completeBytes: number;
}

/** A range that is waited for. */
interface Wish {
  readonly range: UploadRange;
  readonly clientId: ClientId;
  readonly settle: (outcome: Outcome) => void;
  /** Ends its reading; `null` while none of it comes. */
  receiving: AbortController | null;
  /** Runs while it is its turn to be sent. */
  timer: Timer | null;
}

interface UploadRangesOptions {
  readonly announced: AnnouncedUploads;
  readonly spool: Pick<UploadSpool, 'isPlayingHeldUp' | 'wantedChanges' | 'holdIfHere'>;
  readonly clock: MonotonicClock;
}

/**
 * Files dropped into a browser, read part by part while their pages keep them, for their tags. Few parts
 * are asked for at a time, and none while an upload is wanted for playing: somebody waits for that one by
 * ear. Of a file whose bytes are here nothing is asked.
 */
export class UploadRanges implements Disposable {
  readonly #options: UploadRangesOptions;
  readonly #subscriptions = new DisposableStack();
  /** In the order they were asked for. */
  readonly #wishes = new Set<Wish>();
  /** Pages that fell silent, until they are asked again. */
  readonly #silent = new Map<ClientId, Timer>();
  readonly #wantedChanges = new Emitter<readonly UploadRange[]>();
  readonly #reachable = new Emitter<void>();
  #wanted: readonly Wish[] = [];

  constructor(options: UploadRangesOptions) {
    this.#options = options;
    const { announced, spool } = options;
    this.#subscriptions.use(announced.departures.subscribe((departure) => this.#left(departure)));
    this.#subscriptions.use(spool.wantedChanges.subscribe(() => this.#look()));
  }

  /** A file that can be read while its page is there. Fails with `upload.gone`, as its readings do. */
  open(uploadId: UploadId): Result<RangedFile, AppError> {
    const upload = this.#options.announced.get(uploadId);
    if (upload === undefined) return err({ code: 'upload.gone' });
    const { fileName: name, sizeBytes } = upload;
    const readAt: RangedFile['readAt'] = async (position, length, signal) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, sizeBytes - position)));
      for (let done = 0; done < bytes.length; done += maximumRangeBytes) {
        const lengthBytes = Math.min(maximumRangeBytes, bytes.length - done);
        const range = { uploadId, offsetBytes: position + done, lengthBytes };
        const part = await this.#ask(range, signal);
        if (!part.ok) return err({ ...part.error, subject: name });
        bytes.set(part.value, done);
      }
      return ok(bytes);
    };
    return ok({ name, sizeBytes, modifiedAtMs: null, readAt });
  }

  /** Ranges waited for, for the topic `wantedRanges`. */
  get wantedRanges(): readonly UploadRange[] {
    return this.#wanted.map(({ range }) => range);
  }

  get wantedChanges(): EventSource<readonly UploadRange[]> {
    return this.#wantedChanges;
  }

  /** A page that had fallen silent may be asked again. */
  get reachable(): EventSource<void> {
    return this.#reachable;
  }

  /**
   * Takes the bytes of a PUT. Nothing is kept of what nobody waits for any more: word of that may be on
   * its way to the page. Another file than was announced is refused with `upload.gone`, a body of another
   * length with `file.truncated` or `upload.gone`: then the file is not read any further. A body that
   * breaks off stays wanted.
   */
  async receive(
    { range, completeBytes }: UploadPart,
    body: ReadableStream<Uint8Array>,
    signal: AbortSignal,
  ): Promise<Result<void, AppError>> {
    const isAnnounced = this.#options.announced.get(range.uploadId)?.sizeBytes === completeBytes;
    const wish = [...this.#wishes].find((waiting) => isSame(waiting.range, range));
    if (!isAnnounced || wish === undefined) {
      await body.cancel();
      return isAnnounced ? ok() : err({ code: 'upload.gone' });
    }
    const controller = new AbortController();
    // A page that sends again has broken off what it sent before, though that may not be seen here yet.
    wish.receiving?.abort();
    wish.receiving = controller;
    const bytes = new Uint8Array(range.lengthBytes);
    let doneBytes = 0;
    const read = await readBody(body, {
      sizeBytes: range.lengthBytes,
      signal: AbortSignal.any([signal, controller.signal]),
      onPiece: (piece) => {
        bytes.set(piece, doneBytes);
        doneBytes += piece.length;
        if (wish.timer !== null) this.#startTimer(wish);
      },
    });
    if (wish.receiving === controller) wish.receiving = null;
    if (!this.#wishes.has(wish)) return ok();
    if (read.ok) wish.settle(ok(bytes));
    else if (read.error.code !== 'app.cancelled') wish.settle(err({ code: 'file.readFailed' }));
    return read;
  }

  /** The page says it cannot read this file. */
  fail(uploadId: UploadId): void {
    this.#settleAll((wish) => wish.range.uploadId === uploadId, { code: 'file.readFailed' });
  }

  [Symbol.dispose](): void {
    this.#subscriptions.dispose();
    for (const timer of this.#silent.values()) timer[Symbol.dispose]();
    this.#silent.clear();
    this.#settleAll(() => true, { code: 'app.shuttingDown' });
  }

  #ask(range: UploadRange, signal: AbortSignal): Promise<Outcome> {
    const clientId = this.#options.announced.get(range.uploadId)?.clientId ?? null;
    if (this.#subscriptions.disposed) return Promise.resolve(err({ code: 'app.shuttingDown' }));
    if (signal.aborted) return Promise.resolve(err({ code: 'app.cancelled' }));
    const here = this.#readHere(range);
    if (here !== null) return here;
    if (clientId === null || this.#silent.has(clientId)) {
      return Promise.resolve(err({ code: 'upload.gone' }));
    }
    return new Promise((resolve) => {
      const onAbort = () => wish.settle(err({ code: 'app.cancelled' }));
      const settle = (outcome: Outcome) => {
        if (!this.#wishes.delete(wish)) return;
        signal.removeEventListener('abort', onAbort);
        wish.timer?.[Symbol.dispose]();
        wish.receiving?.abort();
        resolve(outcome);
        this.#look();
      };
      const wish: Wish = { range, clientId, settle, receiving: null, timer: null };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#wishes.add(wish);
      this.#look();
    });
  }

  /** From the spool; `null` when the upload is not here. */
  #readHere({ uploadId, offsetBytes, lengthBytes }: UploadRange): Promise<Outcome> | null {
    const hold = this.#options.spool.holdIfHere(uploadId);
    if (hold === null) return null;
    return readFilePart(hold.path, offsetBytes, lengthBytes).finally(() => hold[Symbol.dispose]());
  }

  /** Answers wishes for what came whole meanwhile, and decides what is asked for. */
  #look(): void {
    for (const wish of this.#wishes) {
      const here = wish.receiving === null ? this.#readHere(wish.range) : null;
      if (here !== null) void here.then(wish.settle);
    }
    const mayAsk = !this.#options.spool.isPlayingHeldUp;
    const wanted = mayAsk ? [...this.#wishes].slice(0, maximumWantedRanges) : [];
    const before = this.#wanted;
    if (wanted.length === before.length && wanted.every((wish, at) => wish === before[at])) return;
    for (const wish of before) if (!wanted.includes(wish)) stopTimer(wish);
    this.#startTurns(wanted);
    this.#wanted = wanted;
    this.#wantedChanges.emit(this.wantedRanges);
  }

  /** A page sends few at a time, in this order; the others are nothing it is late with. */
  #startTurns(wanted: readonly Wish[]): void {
    const counts = new Map<ClientId, number>();
    for (const wish of wanted) {
      const count = (counts.get(wish.clientId) ?? 0) + 1;
      counts.set(wish.clientId, count);
      if (count <= maximumConcurrentUploads && wish.timer === null) this.#startTimer(wish);
    }
  }

  #startTimer(wish: Wish): void {
    stopTimer(wish);
    wish.timer = this.#options.clock.setTimer(rangeTimeoutMs, () =>
      this.#fellSilent(wish.clientId),
    );
  }

  #fellSilent(clientId: ClientId): void {
    const timer = this.#options.clock.setTimer(silenceMs, () => {
      this.#silent.delete(clientId);
      this.#reachable.emit();
    });
    this.#silent.set(clientId, timer);
    this.#settleAll((wish) => wish.clientId === clientId, { code: 'upload.gone' });
  }

  #left({ uploadId, code }: UploadDeparture): void {
    this.#settleAll((wish) => wish.range.uploadId === uploadId, { code });
  }

  #settleAll(isMeant: (wish: Wish) => boolean, error: AppError): void {
    for (const wish of [...this.#wishes].filter(isMeant)) wish.settle(err(error));
  }
}

function stopTimer(wish: Wish): void {
  wish.timer?.[Symbol.dispose]();
  wish.timer = null;
}

function isSame(one: UploadRange, other: UploadRange): boolean {
  return (
    one.uploadId === other.uploadId &&
    one.offsetBytes === other.offsetBytes &&
    one.lengthBytes === other.lengthBytes
  );
}
