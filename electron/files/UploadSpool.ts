import { randomUUID } from 'node:crypto';
import { mkdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventSource } from '../base/Emitter.ts';
import { type Logger, silentLogger } from '../base/Logger.ts';
import { type MonotonicClock, systemMonotonicClock } from '../base/MonotonicClock.ts';
import { err, ok, type Result } from '../base/Result.ts';
import type { AppError, ErrorCode } from '../contract/errors.ts';
import type { ClientId, UploadId } from '../contract/ids.ts';
import { writeErrorOf } from '../library/fileErrorOf.ts';
import type { AnnouncedUpload, AnnouncedUploads } from './AnnouncedUploads.ts';
import { spoolBody } from './spoolBody.ts';
import { type UploadHold, type UploadPurpose, UploadWaiters } from './UploadWaiters.ts';

export interface UploadSpoolOptions {
  readonly announced: AnnouncedUploads;
  /** `<profile>/spool`; emptied by `open`. */
  readonly folder: string;
  /** That stay when nobody needs them. Default 2 GiB. */
  readonly maximumBytes?: number;
  /** Of the disk the folder is on. Default: what the system says. */
  readonly freeDiskBytes?: () => Promise<number>;
  /** Wanted bytes that do not come for so long are given up. Default 60 s. */
  readonly idleTimeoutMs?: number;
  readonly clock?: MonotonicClock;
  /** Told what could not be removed. Default: silent. */
  readonly logger?: Logger;
}

/** So much of the disk an upload beyond the cap leaves free. */
export const reservedBytes = 1_073_741_824;

/**
 * `kept`: within the cap, so that it may stay for another use. `passing`: larger, and there while somebody
 * holds it. `none`: the disk has no room for it.
 */
export type SpoolRoom = 'kept' | 'passing' | 'none';

/** Of one upload: here, or on their way. */
interface UploadBytes {
  readonly upload: AnnouncedUpload;
  readonly path: string;
  state: 'wanted' | 'receiving' | 'here';
  receiving: { readonly controller: AbortController; readonly ended: Promise<unknown> } | null;
  holdCount: number;
}

/**
 * The bytes of files dropped into a browser, fetched whole from the page when they are wanted, into a
 * folder with a cap. When it is full, what nobody holds goes, least recently used
 * first; it can be fetched again while its page is there. What is held may be more than the cap, as long
 * as the disk has room. After a reload of the page what is not here is gone (`upload.gone`); after a
 * restart of main, until its page has announced it again.
 */
export class UploadSpool implements AsyncDisposable {
  readonly #announced: AnnouncedUploads;
  readonly #folder: string;
  readonly #maximumBytes: number;
  readonly #freeDiskBytes: () => Promise<number>;
  readonly #logger: Logger;
  readonly #waiters: UploadWaiters;
  /** In the order of use, oldest first. */
  readonly #bytes = new Map<UploadId, UploadBytes>();
  #usedBytes = 0;

  static async open(options: UploadSpoolOptions): Promise<UploadSpool> {
    await rm(options.folder, { recursive: true, force: true });
    await mkdir(options.folder, { recursive: true, mode: 0o700 });
    return new UploadSpool(options);
  }

  private constructor(options: UploadSpoolOptions) {
    this.#announced = options.announced;
    this.#folder = options.folder;
    this.#maximumBytes = options.maximumBytes ?? 2 * 1_073_741_824;
    this.#freeDiskBytes = options.freeDiskBytes ?? (() => freeBytesOf(options.folder));
    this.#logger = options.logger ?? silentLogger;
    this.#waiters = new UploadWaiters({
      clock: options.clock ?? systemMonotonicClock,
      idleTimeoutMs: options.idleTimeoutMs ?? 60_000,
      onIdle: (uploadId) => this.#giveUp(uploadId, { code: 'upload.gone' }),
      onLeft: (uploadId) => this.#letGoUnlessWanted(uploadId),
    });
  }

  /** Where its bytes are; `null` when they are not here. */
  pathOf(uploadId: UploadId): string | null {
    const bytes = this.#bytes.get(uploadId);
    return bytes?.state === 'here' ? bytes.path : null;
  }

  /** Its bytes if they are here, without asking for them. */
  holdIfHere(uploadId: UploadId): UploadHold | null {
    const bytes = this.#bytes.get(uploadId);
    return bytes?.state === 'here' ? this.#holdOn(bytes) : null;
  }

  /** Where an upload of this size would be. A disk that does not say what is free has no room. */
  async roomFor(sizeBytes: number): Promise<SpoolRoom> {
    if (sizeBytes <= this.#maximumBytes) return 'kept';
    try {
      return (await this.#hasDiskFor(sizeBytes)) ? 'passing' : 'none';
    } catch (error) {
      this.#logger.warn('The disk does not say what is free on it', { error });
      return 'none';
    }
  }

  /**
   * The upload's bytes, which are asked of the page when they are not here, and kept until the hold is
   * disposed. Fails with `upload.gone`, `upload.spoolFull`, `file.*`, `app.cancelled`.
   */
  async want(
    uploadId: UploadId,
    signal: AbortSignal,
    purpose: UploadPurpose = 'playing',
  ): Promise<Result<UploadHold, AppError>> {
    const upload = this.#announced.get(uploadId);
    if (upload === undefined) return err({ code: 'upload.gone' });
    const { fileName: subject, sizeBytes } = upload;
    // Nothing is awaited for what fits: wishes are told in the order they come.
    if (sizeBytes > this.#maximumBytes && !this.#bytes.has(uploadId)) {
      const room = await this.roomFor(sizeBytes);
      if (room === 'none') return err({ code: 'upload.spoolFull', subject });
      if (this.#announced.get(uploadId) !== upload) return err({ code: 'upload.gone', subject });
    }
    if (signal.aborted) return err({ code: 'app.cancelled', subject });
    const here = this.holdIfHere(uploadId);
    if (here !== null) return ok(here);
    if (!this.#bytes.has(uploadId)) this.#bytes.set(uploadId, this.#wantedBytes(upload));
    const waited = await this.#waiters.wait(uploadId, signal, purpose);
    return waited.ok ? waited : err({ ...waited.error, subject });
  }

  /** Uploads waited for now, for the topic `wantedUploads`; one stays in it until its last byte is here. */
  get wantedUploads(): readonly UploadId[] {
    return this.#waiters.uploadIds;
  }

  /** Is any of them wanted for playing? */
  get isPlayingHeldUp(): boolean {
    return this.#waiters.isPlayingHeldUp;
  }

  /** Of both. */
  get wantedChanges(): EventSource<readonly UploadId[]> {
    return this.#waiters.changes;
  }

  /**
   * Takes the bytes of a PUT. Nothing is kept of what nobody waits for, so that no page can fill the disk:
   * word of that may be on its way to the page. What was never announced is refused with `upload.gone`. Fewer bytes than announced fail with `file.truncated`, more with `upload.gone`: it
   * is another file by now. An upload that breaks off stays wanted.
   */
  async receive(
    uploadId: UploadId,
    body: ReadableStream<Uint8Array>,
    signal: AbortSignal,
  ): Promise<Result<void, AppError>> {
    // A page that sends again has broken off what it sent before, though that may not be seen here yet.
    const earlier = this.#bytes.get(uploadId)?.receiving ?? null;
    if (earlier !== null) {
      earlier.controller.abort();
      await earlier.ended;
    }
    const bytes = this.#bytes.get(uploadId);
    if (bytes?.state !== 'wanted') {
      await body.cancel().catch(() => undefined);
      return this.#announced.get(uploadId) === undefined ? err({ code: 'upload.gone' }) : ok();
    }
    const controller = new AbortController();
    const ended = this.#receiveWanted(bytes, body, AbortSignal.any([signal, controller.signal]));
    bytes.receiving = { controller, ended };
    return ended;
  }

  /** The page says it cannot give the bytes. */
  fail(uploadId: UploadId, reason: 'gone' | 'unreadable'): void {
    const upload = this.#announced.get(uploadId);
    if (upload === undefined || this.pathOf(uploadId) !== null) return;
    this.#forget(upload, reason === 'gone' ? 'upload.gone' : 'file.readFailed');
  }

  /**
   * The page is gone: what it has not uploaded is lost.
   *
   * @returns what is lost
   */
  clientGone(clientId: ClientId): readonly UploadId[] {
    const lost = this.#announced
      .clientGone(clientId)
      .filter(({ uploadId }) => this.pathOf(uploadId) === null);
    for (const upload of lost) this.#forget(upload, 'upload.gone');
    return lost.map(({ uploadId }) => uploadId);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { upload } of this.#bytes.values()) this.#forget(upload, 'app.shuttingDown');
    this.#announced.clear('app.shuttingDown');
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #receiveWanted(
    bytes: UploadBytes,
    body: ReadableStream<Uint8Array>,
    signal: AbortSignal,
  ): Promise<Result<void, AppError>> {
    const { uploadId, sizeBytes } = bytes.upload;
    bytes.state = 'receiving';
    this.#usedBytes += sizeBytes;
    const outcome = await this.#spoolBody(bytes, body, signal);
    if (outcome.ok && this.#bytes.get(uploadId) === bytes) {
      bytes.state = 'here';
      bytes.receiving = null;
      this.#waiters.settle(uploadId, () => ok(this.#holdOn(bytes)));
      return outcome;
    }
    await rm(bytes.path, { force: true }).catch((error: unknown) => this.#keptOnDisk(error));
    if (!body.locked) await body.cancel().catch(() => undefined);
    bytes.state = 'wanted';
    bytes.receiving = null;
    this.#usedBytes -= sizeBytes;
    const error: AppError = outcome.ok ? { code: 'upload.gone' } : outcome.error;
    if (this.#bytes.get(uploadId) !== bytes) return err(error);
    if (error.code === 'app.cancelled') this.#letGoUnlessWanted(uploadId);
    else this.#giveUp(uploadId, error);
    return err(error);
  }

  async #spoolBody(
    { path, upload: { sizeBytes } }: UploadBytes,
    body: ReadableStream<Uint8Array>,
    signal: AbortSignal,
  ): Promise<Result<void, AppError>> {
    try {
      if (!(await this.#makeRoom(sizeBytes))) return err({ code: 'upload.spoolFull' });
      const onBytes = () => this.#waiters.restartIdleTimer();
      return await spoolBody(body, { path, sizeBytes, signal, onBytes });
    } catch (error) {
      return err({ code: writeErrorOf(error, '').code });
    }
  }

  #wantedBytes(upload: AnnouncedUpload): UploadBytes {
    // A name of our own: ids differ by case, which some file systems do not see.
    const path = join(this.#folder, randomUUID());
    return { upload, path, state: 'wanted', receiving: null, holdCount: 0 };
  }

  #letGoUnlessWanted(uploadId: UploadId): void {
    const isWanted = this.#waiters.has(uploadId);
    if (!isWanted && this.#bytes.get(uploadId)?.state === 'wanted') this.#bytes.delete(uploadId);
  }

  #holdOn(bytes: UploadBytes): UploadHold {
    const { uploadId, fileName } = bytes.upload;
    bytes.holdCount += 1;
    this.#bytes.delete(uploadId);
    this.#bytes.set(uploadId, bytes);
    let isHeld = true;
    return {
      path: bytes.path,
      fileName,
      [Symbol.dispose]: () => {
        if (!isHeld) return;
        isHeld = false;
        bytes.holdCount -= 1;
        // What was more than the cap goes now.
        if (this.#usedBytes > this.#maximumBytes) {
          void this.#evict().catch((error: unknown) => this.#keptOnDisk(error));
        }
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

  /**
   * Removes what nobody holds until the spool is within its cap, as far as that goes. Rejects with what
   * the system says of a file that cannot be removed.
   */
  async #evict(): Promise<void> {
    for (const bytes of this.#bytes.values()) {
      if (this.#usedBytes <= this.#maximumBytes) return;
      if (bytes.state !== 'here' || bytes.holdCount > 0) continue;
      const { upload } = bytes;
      this.#bytes.delete(upload.uploadId);
      this.#usedBytes -= upload.sizeBytes;
      // Nobody could send it again.
      if (upload.clientId === null) this.#announced.forget(upload, 'upload.gone');
      await rm(bytes.path, { force: true });
    }
  }

  /** The next start removes it. */
  #keptOnDisk(error: unknown): void {
    this.#logger.warn('A file of the spool could not be removed', { error });
  }

  #forget(upload: AnnouncedUpload, code: ErrorCode): void {
    this.#announced.forget(upload, code);
    this.#giveUp(upload.uploadId, { code });
    this.#bytes.delete(upload.uploadId);
  }

  /** What of it is on its way is broken off. */
  #giveUp(uploadId: UploadId, error: AppError): void {
    this.#bytes.get(uploadId)?.receiving?.controller.abort();
    this.#waiters.settle(uploadId, () => err(error));
    this.#letGoUnlessWanted(uploadId);
  }
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder, { bigint: true });
  return Number(bavail * bsize);
}
