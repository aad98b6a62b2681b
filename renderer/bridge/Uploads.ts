import {
  maximumConcurrentUploads as maximumConcurrent,
  maximumUploadBatch,
  type UploadRange,
} from '../../electron/contract/files.ts';
import type { ClientId, UploadId } from '../../electron/contract/ids.ts';
import type { DroppedFile } from './Bridge.ts';
import type { FileOpenerBridge } from './FileOpener.ts';
import { manifestEntryOf } from './manifestEntryOf.ts';
import type { PageClock } from './PageClock.ts';
import { SendQueue, type SendEnd } from './SendQueue.ts';

export interface UploadsOptions {
  readonly bridge: FileOpenerBridge;
  readonly clock: PageClock;
  readonly fetch: typeof globalThis.fetch;
}

/**
 * The dropped files of this page, and the sending of their bytes whenever main wants them: whole files
 * (topic `wantedUploads`), or parts of them (`wantedRanges`). The browser streams a file from disk;
 * nothing is read into memory here. To a main that was started anew, or had given this page up, they are
 * offered again.
 */
export class Uploads {
  readonly #bridge: FileOpenerBridge;
  readonly #fetch: typeof globalThis.fetch;
  readonly #files = new Map<UploadId, DroppedFile>();
  /** Those that main knows, or an earlier run of it knew. */
  readonly #announced = new Set<UploadId>();
  /** Whom main takes for the owner of what was announced. */
  #owner: ClientId | null = null;
  readonly #whole: SendQueue<UploadId>;
  readonly #parts: SendQueue<UploadRange>;

  constructor({ bridge, clock, fetch }: UploadsOptions) {
    this.#bridge = bridge;
    this.#fetch = fetch;
    this.#whole = new SendQueue({
      clock,
      maximumConcurrent,
      keyOf: (uploadId) => uploadId,
      send: (uploadId, signal) => this.#sendWhole(uploadId, signal),
    });
    this.#parts = new SendQueue({
      clock,
      maximumConcurrent,
      keyOf: ({ uploadId, offsetBytes, lengthBytes }) =>
        `${uploadId} ${offsetBytes} ${lengthBytes}`,
      send: (range, signal) => this.#sendPart(range, signal),
    });
    this.#bridge.subscribe('wantedUploads', (wanted) => this.#whole.want(wanted));
    this.#bridge.subscribe('wantedRanges', (wanted) => this.#parts.want(wanted));
    this.#bridge.subscribeConnection((state) => {
      if (state === 'open') return void this.#offer();
      this.#whole.suspend();
      this.#parts.suspend();
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
    await this.#whole.idle();
    await this.#parts.idle();
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

  #sendWhole(uploadId: UploadId, signal: AbortSignal): Promise<SendEnd> | null {
    const file = this.#files.get(uploadId)?.file;
    if (file === undefined) return null;
    return this.#put(uploadId, file, {}, signal, (reason) => {
      this.forget(uploadId);
      return this.#bridge.invoke('files.uploadFailed', { uploadId, reason });
    });
  }

  #sendPart(range: UploadRange, signal: AbortSignal): Promise<SendEnd> | null {
    const { uploadId, offsetBytes, lengthBytes } = range;
    const file = this.#files.get(uploadId)?.file;
    if (file === undefined) return null;
    const end = offsetBytes + lengthBytes;
    const headers = { 'content-range': `bytes ${offsetBytes}-${end - 1}/${file.size}` };
    return this.#put(uploadId, file.slice(offsetBytes, end), headers, signal, () =>
      this.#bridge.invoke('files.rangeFailed', { uploadId }),
    );
  }

  async #put(
    uploadId: UploadId,
    body: Blob,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
    onUnreadable: (reason: 'gone' | 'unreadable') => Promise<unknown>,
  ): Promise<SendEnd> {
    try {
      await this.#fetch(`upload/${uploadId}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream', ...headers },
        body,
        signal,
      });
      return 'answered';
    } catch {
      if (signal.aborted) return 'aborted';
      const reason = await whyUnreadable(body);
      if (reason === null) return 'networkFailed';
      await onUnreadable(reason);
      return 'unreadable';
    }
  }
}

/** A failed fetch does not say whether the network or the file was at fault; reading a byte does. */
async function whyUnreadable(file: Blob): Promise<'gone' | 'unreadable' | null> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return null;
  } catch (error) {
    const isGone = error instanceof DOMException && error.name === 'NotFoundError';
    return isGone ? 'gone' : 'unreadable';
  }
}
