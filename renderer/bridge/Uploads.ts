import { maximumUploadBatch } from '../../electron/contract/files.ts';
import type { ClientId, UploadId } from '../../electron/contract/ids.ts';
import type { DroppedFile } from './Bridge.ts';
import type { FileOpenerBridge } from './FileOpener.ts';
import { manifestEntryOf } from './manifestEntryOf.ts';
import type { PageClock } from './PageClock.ts';

/** Files sent at the same time. */
const maximumConcurrentUploads = 2;
/** Wait after a try that the network ended, times the number of tries. */
export const retryDelayMs = 1_000;
const maximumTries = 5;

export interface UploadsOptions {
  readonly bridge: FileOpenerBridge;
  readonly clock: PageClock;
  readonly fetch: typeof globalThis.fetch;
}

/**
 * The dropped files of this page, and the sending of their bytes whenever main wants them (topic
 * `wantedUploads`). The browser streams a file from disk; nothing is read into memory here. To a main that
 * was started anew, or had given this page up, they are offered again.
 */
export class Uploads {
  readonly #bridge: FileOpenerBridge;
  readonly #clock: PageClock;
  readonly #fetch: typeof globalThis.fetch;
  readonly #files = new Map<UploadId, DroppedFile>();
  /** Those that main knows, or an earlier run of it knew. */
  readonly #announced = new Set<UploadId>();
  /** Whom main takes for the owner of what was announced. */
  #owner: ClientId | null = null;
  readonly #sending = new Map<UploadId, AbortController>();
  readonly #sends = new Set<Promise<void>>();
  #wanted: readonly UploadId[] = [];
  /** Tries that the network ended, by upload. */
  readonly #tries = new Map<UploadId, number>();

  constructor(options: UploadsOptions) {
    this.#bridge = options.bridge;
    this.#clock = options.clock;
    this.#fetch = options.fetch;
    this.#bridge.subscribe('wantedUploads', (wanted) => this.#want(wanted));
    this.#bridge.subscribeConnection((state) => {
      if (state === 'open') void this.#offer();
    });
  }

  /** Holds a file ready until it is forgotten; what is dropped lives as long as the page. */
  keep(uploadId: UploadId, dropped: DroppedFile): void {
    this.#files.set(uploadId, dropped);
  }

  /** Main may have taken this file; before, whoever announces it tells a main that was started anew. */
  announced(uploadId: UploadId): void {
    this.#announced.add(uploadId);
  }

  forget(uploadId: UploadId): void {
    this.#files.delete(uploadId);
    this.#announced.delete(uploadId);
  }

  /** Resolves when nothing is being sent, nor waits to be sent again. */
  async idle(): Promise<void> {
    while (this.#sends.size > 0) await Promise.all(this.#sends);
  }

  /** A batch after the other; what a connection that is lost again leaves is for the next one. */
  async #offer(): Promise<void> {
    const { clientId } = this.#bridge;
    if (clientId === this.#owner) return;
    const entries = [...this.#announced].flatMap((uploadId) => {
      const dropped = this.#files.get(uploadId);
      return dropped === undefined ? [] : [manifestEntryOf(uploadId, dropped)];
    });
    for (let start = 0; start < entries.length; start += maximumUploadBatch) {
      const files = entries.slice(start, start + maximumUploadBatch);
      const offered = await this.#bridge.invoke('files.offer', { files });
      if (!offered.ok && offered.error.code === 'ipc.disconnected') return;
      if (this.#bridge.clientId !== clientId) return;
    }
    this.#owner = clientId;
  }

  #want(wanted: readonly UploadId[]): void {
    this.#wanted = wanted;
    for (const [uploadId, controller] of this.#sending) {
      if (!wanted.includes(uploadId)) controller.abort();
    }
    for (const uploadId of [...this.#tries.keys()]) {
      if (!wanted.includes(uploadId)) this.#tries.delete(uploadId);
    }
    this.#sendWanted();
  }

  #sendWanted(): void {
    for (const uploadId of this.#wanted) {
      if (this.#sending.size >= maximumConcurrentUploads) return;
      const file = this.#files.get(uploadId)?.file;
      if (file === undefined || this.#sending.has(uploadId)) continue;
      const send = this.#send(uploadId, file);
      this.#sends.add(send);
      void send.finally(() => this.#sends.delete(send));
    }
  }

  async #send(uploadId: UploadId, file: File): Promise<void> {
    const controller = new AbortController();
    this.#sending.set(uploadId, controller);
    const end = await this.#put(uploadId, file, controller.signal);
    if (end === 'networkFailed' && this.#mayTryAgain(uploadId)) {
      await new Promise<void>((resolve) => {
        this.#clock.setTimer(retryDelayMs * (this.#tries.get(uploadId) ?? 1), resolve);
      });
    } else if (end !== 'aborted') {
      this.#wanted = this.#wanted.filter((other) => other !== uploadId);
    }
    this.#sending.delete(uploadId);
    this.#sendWanted();
  }

  /** `answered`: main has the bytes, or has said why it does not want them. */
  async #put(
    uploadId: UploadId,
    file: File,
    signal: AbortSignal,
  ): Promise<'answered' | 'aborted' | 'networkFailed' | 'unreadable'> {
    try {
      await this.#fetch(`upload/${uploadId}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream' },
        body: file,
        signal,
      });
      return 'answered';
    } catch {
      if (signal.aborted) return 'aborted';
      const reason = await whyUnreadable(file);
      if (reason === null) return 'networkFailed';
      this.forget(uploadId);
      await this.#bridge.invoke('files.uploadFailed', { uploadId, reason });
      return 'unreadable';
    }
  }

  #mayTryAgain(uploadId: UploadId): boolean {
    const tries = (this.#tries.get(uploadId) ?? 0) + 1;
    this.#tries.set(uploadId, tries);
    return tries < maximumTries && this.#wanted.includes(uploadId);
  }
}

/** A failed fetch does not say whether the network or the file was at fault; reading a byte does. */
async function whyUnreadable(file: File): Promise<'gone' | 'unreadable' | null> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return null;
  } catch (error) {
    const isGone = error instanceof DOMException && error.name === 'NotFoundError';
    return isGone ? 'gone' : 'unreadable';
  }
}
