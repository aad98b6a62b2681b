import { randomUUID } from 'node:crypto';
import { mkdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Emitter, type EventSource } from '../base/Emitter.ts';
import { type MonotonicClock, systemMonotonicClock, type Timer } from '../base/MonotonicClock.ts';
import { err, ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import type { UploadManifestEntry } from '../contract/files.ts';
import type { ClientId, UploadId } from '../contract/ids.ts';
import { maximumQueueEntries } from '../contract/queue.ts';
import { spoolBody } from './spoolBody.ts';

export interface UploadSpoolOptions {
  /** `<profile>/spool`; emptied by `open`. */
  readonly folder: string;
  /** That stay when nobody needs them. Default 2 GiB. */
  readonly maximumBytes?: number;
  /** Of the disk the folder is on. Default: what the system says. */
  readonly freeDiskBytes?: () => Promise<number>;
  /** Wanted bytes that do not come for so long are given up. Default 60 s. */
  readonly idleTimeoutMs?: number;
  readonly clock?: MonotonicClock;
}

/** So much of the disk an upload beyond the cap leaves free. */
export const reservedBytes = 1_073_741_824;

/**
 * `kept`: within the cap, so that it may stay for another use. `passing`: larger, and there while somebody
 * holds it. `none`: the disk has no room for it.
 */
export type SpoolRoom = 'kept' | 'passing' | 'none';

/** Bytes of an upload that stay until this is disposed. */
export interface UploadHold extends Disposable {
  readonly path: string;
  /** The dropped file's own name. */
  readonly fileName: string;
}

/** Small: a drop may announce tens of thousands. */
interface Upload {
  readonly uploadId: UploadId;
  readonly fileName: string;
  readonly sizeBytes: number;
  /** The page that can give the bytes; `null` when it is gone. */
  clientId: ClientId | null;
  /** `null` while they are neither here nor wanted. */
  bytes: UploadBytes | null;
}

interface UploadBytes {
  readonly path: string;
  readonly waiters: Set<(outcome: Result<UploadHold, AppError>) => void>;
  state: 'wanted' | 'receiving' | 'here';
  receiving: AbortController | null;
  holdCount: number;
}

/**
 * Files dropped into a browser: announced at once, their bytes fetched from the page when they are
 * wanted, into a folder with a cap. When it is full, what nobody holds goes, least recently used
 * first; it can be fetched again while its page is there. What is held may be more than the cap, as long
 * as the disk has room. After a reload of the page what is not here is gone (`upload.gone`); after a
 * restart of main, until its page has announced it again.
 */
export class UploadSpool implements AsyncDisposable {
  readonly #folder: string;
  readonly #maximumBytes: number;
  readonly #freeDiskBytes: () => Promise<number>;
  readonly #idleTimeoutMs: number;
  readonly #clock: MonotonicClock;
  /** In the order of use, oldest first. */
  readonly #uploads = new Map<UploadId, Upload>();
  /** Uploads with waiters, in the order they were asked for. */
  readonly #waitedFor = new Set<Upload>();
  readonly #wantedChanges = new Emitter<readonly UploadId[]>();
  #wanted: readonly UploadId[] = [];
  #idleTimer: Timer | null = null;
  #usedBytes = 0;

  static async open(options: UploadSpoolOptions): Promise<UploadSpool> {
    await rm(options.folder, { recursive: true, force: true });
    await mkdir(options.folder, { recursive: true, mode: 0o700 });
    return new UploadSpool(options);
  }

  private constructor(options: UploadSpoolOptions) {
    this.#folder = options.folder;
    this.#maximumBytes = options.maximumBytes ?? 2 * 1_073_741_824;
    this.#freeDiskBytes = options.freeDiskBytes ?? (() => freeBytesOf(options.folder));
    this.#idleTimeoutMs = options.idleTimeoutMs ?? 60_000;
    this.#clock = options.clock ?? systemMonotonicClock;
  }

  /**
   * Notes files the page `clientId` can give: all of them or, when an id is known already
   * (`ipc.invalidInput`) or they are too many (`queue.full`), none.
   */
  announce(clientId: ClientId, files: readonly UploadManifestEntry[]): Result<void, AppError> {
    const uploadIds = new Set(files.map(({ uploadId }) => uploadId));
    const isKnown = files.some(({ uploadId }) => this.#uploads.has(uploadId));
    if (isKnown || uploadIds.size < files.length) return err({ code: 'ipc.invalidInput' });
    if (this.#uploads.size + files.length > maximumQueueEntries) return err({ code: 'queue.full' });
    for (const file of files) this.#note(clientId, file);
    return ok();
  }

  /**
   * Notes files that were announced before, and that the page `clientId` can give again. What another page
   * that is there can give stays with that one. Fails with `queue.full`, and notes none then.
   */
  announceAgain(clientId: ClientId, files: readonly UploadManifestEntry[]): Result<void, AppError> {
    if (this.#uploads.size + files.length > maximumQueueEntries) return err({ code: 'queue.full' });
    for (const file of files) {
      const known = this.#uploads.get(file.uploadId);
      if (known === undefined) this.#note(clientId, file);
      else known.clientId ??= clientId;
    }
    return ok();
  }

  /** Where its bytes are; `null` when they are not here. */
  pathOf(uploadId: UploadId): string | null {
    const bytes = this.#uploads.get(uploadId)?.bytes;
    return bytes?.state === 'here' ? bytes.path : null;
  }

  /** Where an upload of this size would be. */
  async roomFor(sizeBytes: number): Promise<SpoolRoom> {
    if (sizeBytes <= this.#maximumBytes) return 'kept';
    return (await this.#hasDiskFor(sizeBytes)) ? 'passing' : 'none';
  }

  /**
   * The upload's bytes, which are asked of the page when they are not here, and kept until the hold is
   * disposed. Fails with `upload.gone`, `upload.spoolFull`, `file.*`, `app.cancelled`.
   */
  async want(uploadId: UploadId, signal: AbortSignal): Promise<Result<UploadHold, AppError>> {
    const upload = this.#uploads.get(uploadId);
    if (upload === undefined) return err({ code: 'upload.gone' });
    const { fileName: subject, sizeBytes } = upload;
    // Nothing is awaited for what fits: wishes are told in the order they come.
    if (sizeBytes > this.#maximumBytes && upload.bytes === null) {
      const room = await this.roomFor(sizeBytes);
      if (room === 'none') return err({ code: 'upload.spoolFull', subject });
      if (this.#uploads.get(uploadId) !== upload) return err({ code: 'upload.gone', subject });
    }
    return this.#waitFor(upload, signal);
  }

  /** Uploads waited for now, for the topic `wantedUploads`; one stays in it until its last byte is here. */
  get wantedUploads(): readonly UploadId[] {
    return this.#wanted;
  }

  get wantedChanges(): EventSource<readonly UploadId[]> {
    return this.#wantedChanges;
  }

  /**
   * Takes the bytes of a PUT. What nobody waits for is refused with `upload.gone`, so that no page can
   * fill the disk. Fewer bytes than announced fail with `file.truncated`, more with `upload.gone`: it
   * is another file by now. An upload that breaks off stays wanted.
   */
  async receive(
    uploadId: UploadId,
    body: ReadableStream<Uint8Array>,
    signal: AbortSignal,
  ): Promise<Result<void, AppError>> {
    const upload = this.#uploads.get(uploadId);
    const bytes = upload?.bytes;
    if (upload === undefined || bytes?.state !== 'wanted') {
      await body.cancel();
      return err({ code: 'upload.gone' });
    }
    const controller = new AbortController();
    bytes.state = 'receiving';
    bytes.receiving = controller;
    this.#usedBytes += upload.sizeBytes;
    const outcome = (await this.#makeRoom(upload.sizeBytes))
      ? await spoolBody(body, {
          path: bytes.path,
          sizeBytes: upload.sizeBytes,
          signal: AbortSignal.any([signal, controller.signal]),
          onBytes: () => this.#restartIdleTimer(),
        })
      : err<AppError>({ code: 'upload.spoolFull' });
    bytes.receiving = null;
    if (outcome.ok && this.#uploads.get(uploadId) === upload) {
      this.#arrived(upload, bytes);
      return outcome;
    }
    await rm(bytes.path, { force: true });
    if (!body.locked) await body.cancel();
    bytes.state = 'wanted';
    this.#letGoUnlessWanted(upload, bytes);
    this.#usedBytes -= upload.sizeBytes;
    const error: AppError = outcome.ok ? { code: 'upload.gone' } : outcome.error;
    if (error.code !== 'app.cancelled') this.#settleWaiters(upload, error);
    return err(error);
  }

  /** The page says it cannot give the bytes. */
  fail(uploadId: UploadId, reason: 'gone' | 'unreadable'): void {
    const upload = this.#uploads.get(uploadId);
    if (upload === undefined || upload.bytes?.state === 'here') return;
    this.#forget(upload, reason === 'gone' ? 'upload.gone' : 'file.readFailed');
    this.#wantedMayHaveChanged();
  }

  /**
   * The page is gone: what it has not uploaded is lost.
   *
   * @returns what is lost
   */
  clientGone(clientId: ClientId): readonly UploadId[] {
    const lost: UploadId[] = [];
    for (const upload of this.#uploads.values()) {
      if (upload.clientId !== clientId) continue;
      upload.clientId = null;
      if (upload.bytes?.state === 'here') continue;
      this.#forget(upload, 'upload.gone');
      lost.push(upload.uploadId);
    }
    this.#wantedMayHaveChanged();
    return lost;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const upload of this.#uploads.values()) this.#forget(upload, 'app.shuttingDown');
    this.#wantedMayHaveChanged();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #note(clientId: ClientId, file: UploadManifestEntry): void {
    const { uploadId, relativePath, sizeBytes } = file;
    const fileName = relativePath.split('/').at(-1) ?? relativePath;
    this.#uploads.set(uploadId, { uploadId, fileName, sizeBytes, clientId, bytes: null });
  }

  #waitFor(upload: Upload, signal: AbortSignal): Promise<Result<UploadHold, AppError>> {
    const subject = upload.fileName;
    if (signal.aborted) return Promise.resolve(err({ code: 'app.cancelled', subject }));
    if (upload.bytes?.state === 'here') {
      return Promise.resolve(ok(this.#holdOn(upload, upload.bytes)));
    }
    const bytes = (upload.bytes ??= this.#wantedBytes());
    return new Promise((resolve) => {
      const settle = (outcome: Result<UploadHold, AppError>) => {
        signal.removeEventListener('abort', onAbort);
        resolve(outcome);
      };
      const onAbort = () => {
        bytes.waiters.delete(settle);
        this.#letGoUnlessWanted(upload, bytes);
        settle(err({ code: 'app.cancelled', subject }));
        this.#wantedMayHaveChanged();
      };
      signal.addEventListener('abort', onAbort, { once: true });
      bytes.waiters.add(settle);
      this.#waitedFor.add(upload);
      this.#wantedMayHaveChanged();
    });
  }

  #wantedBytes(): UploadBytes {
    // A name of our own: ids differ by case, which some file systems do not see.
    const path = join(this.#folder, randomUUID());
    return { path, waiters: new Set(), state: 'wanted', receiving: null, holdCount: 0 };
  }

  #letGoUnlessWanted(upload: Upload, bytes: UploadBytes): void {
    if (bytes.waiters.size > 0) return;
    this.#waitedFor.delete(upload);
    if (bytes.state === 'wanted' && upload.bytes === bytes) upload.bytes = null;
  }

  #arrived(upload: Upload, bytes: UploadBytes): void {
    bytes.state = 'here';
    const { waiters } = bytes;
    for (const settle of [...waiters]) settle(ok(this.#holdOn(upload, bytes)));
    waiters.clear();
    this.#waitedFor.delete(upload);
    this.#wantedMayHaveChanged();
  }

  #holdOn(upload: Upload, bytes: UploadBytes): UploadHold {
    bytes.holdCount += 1;
    this.#uploads.delete(upload.uploadId);
    this.#uploads.set(upload.uploadId, upload);
    let isHeld = true;
    return {
      path: bytes.path,
      fileName: upload.fileName,
      [Symbol.dispose]: () => {
        if (!isHeld) return;
        isHeld = false;
        bytes.holdCount -= 1;
        // What was more than the cap goes now.
        if (this.#usedBytes > this.#maximumBytes) void this.#evict();
      },
    };
  }

  /** @returns is there room for one more of this size, which is counted already? */
  async #makeRoom(sizeBytes: number): Promise<boolean> {
    await this.#evict();
    return this.#usedBytes <= this.#maximumBytes || this.#hasDiskFor(sizeBytes);
  }

  async #hasDiskFor(sizeBytes: number): Promise<boolean> {
    return (await this.#freeDiskBytes()) >= sizeBytes + reservedBytes;
  }

  /** Removes what nobody holds until the spool is within its cap, as far as that goes. */
  async #evict(): Promise<void> {
    for (const upload of this.#uploads.values()) {
      if (this.#usedBytes <= this.#maximumBytes) return;
      const { bytes } = upload;
      if (bytes?.state !== 'here' || bytes.holdCount > 0) continue;
      upload.bytes = null;
      this.#usedBytes -= upload.sizeBytes;
      // Nobody could send it again.
      if (upload.clientId === null) this.#uploads.delete(upload.uploadId);
      await rm(bytes.path, { force: true });
    }
  }

  #forget(upload: Upload, code: AppError['code']): void {
    this.#uploads.delete(upload.uploadId);
    upload.bytes?.receiving?.abort();
    this.#settleWaiters(upload, { code });
  }

  #settleWaiters(upload: Upload, error: AppError): void {
    const { bytes } = upload;
    if (bytes === null) return;
    const waiters = [...bytes.waiters];
    bytes.waiters.clear();
    this.#letGoUnlessWanted(upload, bytes);
    for (const settle of waiters) settle(err({ ...error, subject: upload.fileName }));
    this.#wantedMayHaveChanged();
  }

  #wantedMayHaveChanged(): void {
    const wanted = [...this.#waitedFor].map(({ uploadId }) => uploadId);
    const isSame =
      wanted.length === this.#wanted.length &&
      wanted.every((id, index) => id === this.#wanted[index]);
    if (isSame) return;
    this.#wanted = wanted;
    this.#restartIdleTimer();
    this.#wantedChanges.emit(wanted);
  }

  /** One timer for all: a page sends one upload after the other, and the last may wait for the first. */
  #restartIdleTimer(): void {
    this.#idleTimer?.[Symbol.dispose]();
    this.#idleTimer = null;
    if (this.#wanted.length === 0) return;
    this.#idleTimer = this.#clock.setTimer(this.#idleTimeoutMs, () => {
      for (const upload of [...this.#waitedFor]) {
        upload.bytes?.receiving?.abort();
        this.#settleWaiters(upload, { code: 'upload.gone' });
      }
    });
  }
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder, { bigint: true });
  return Number(bavail * bsize);
}
