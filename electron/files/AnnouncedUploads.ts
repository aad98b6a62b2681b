import { Emitter, type EventSource } from '../base/Emitter.ts';
import { err, ok, type Result } from '../base/Result.ts';
import type { AppError, ErrorCode } from '../contract/errors.ts';
import type { UploadManifestEntry } from '../contract/files.ts';
import type { ClientId, UploadId } from '../contract/ids.ts';
import { maximumQueueEntries } from '../contract/queue.ts';

/** A file dropped into a browser. Small: a drop may announce tens of thousands. */
export interface AnnouncedUpload {
  readonly uploadId: UploadId;
  /** The file's own name. */
  readonly fileName: string;
  readonly sizeBytes: number;
  /** The page that can give the bytes; `null` when it is gone. */
  readonly clientId: ClientId | null;
}

/** Why a page cannot give the bytes of an upload any more. */
export interface UploadDeparture {
  readonly uploadId: UploadId;
  readonly code: ErrorCode;
}

/** The files that pages can give the bytes of, and those whose page is gone while their bytes are here. */
export class AnnouncedUploads {
  readonly #uploads = new Map<
    UploadId,
    { -readonly [Key in keyof AnnouncedUpload]: AnnouncedUpload[Key] }
  >();
  readonly #departures = new Emitter<UploadDeparture>();
  readonly #maximumCount: number;

  /** @param maximumCount of all pages together */
  constructor(maximumCount: number = maximumQueueEntries) {
    this.#maximumCount = maximumCount;
  }

  /**
   * Notes files the page `clientId` can give: all of them or, when an id is known already
   * (`ipc.invalidInput`) or they are too many (`queue.full`), none.
   */
  announce(clientId: ClientId, files: readonly UploadManifestEntry[]): Result<void, AppError> {
    const uploadIds = new Set(files.map(({ uploadId }) => uploadId));
    const isKnown = files.some(({ uploadId }) => this.#uploads.has(uploadId));
    if (isKnown || uploadIds.size < files.length) return err({ code: 'ipc.invalidInput' });
    if (!this.#hasRoomFor(files.length)) return err({ code: 'queue.full' });
    for (const file of files) this.#note(clientId, file);
    return ok();
  }

  /**
   * Notes files that were announced before, and that the page `clientId` can give again. What another page
   * that is there can give stays with that one. Fails with `queue.full`, and notes none then.
   */
  announceAgain(clientId: ClientId, files: readonly UploadManifestEntry[]): Result<void, AppError> {
    const unknown = files.filter(({ uploadId }) => !this.#uploads.has(uploadId));
    if (!this.#hasRoomFor(unknown.length)) return err({ code: 'queue.full' });
    for (const file of files) {
      const known = this.#uploads.get(file.uploadId);
      if (known === undefined) this.#note(clientId, file);
      else known.clientId ??= clientId;
    }
    return ok();
  }

  get(uploadId: UploadId): AnnouncedUpload | undefined {
    return this.#uploads.get(uploadId);
  }

  get departures(): EventSource<UploadDeparture> {
    return this.#departures;
  }

  /**
   * Notes that the page `clientId` is gone.
   *
   * @returns what it had; who does not have the bytes forgets it
   */
  clientGone(clientId: ClientId): readonly AnnouncedUpload[] {
    const left = [...this.#uploads.values()].filter((upload) => upload.clientId === clientId);
    for (const upload of left) {
      upload.clientId = null;
      this.#departures.emit({ uploadId: upload.uploadId, code: 'upload.gone' });
    }
    return left;
  }

  /** @param code why its page cannot give it any more */
  forget({ uploadId, clientId }: AnnouncedUpload, code: ErrorCode): void {
    this.#uploads.delete(uploadId);
    if (clientId !== null) this.#departures.emit({ uploadId, code });
  }

  /** As `forget`, of all. */
  clear(code: ErrorCode): void {
    for (const upload of this.#uploads.values()) this.forget(upload, code);
  }

  #hasRoomFor(count: number): boolean {
    return this.#uploads.size + count <= this.#maximumCount;
  }

  #note(clientId: ClientId, { uploadId, relativePath, sizeBytes }: UploadManifestEntry): void {
    const fileName = relativePath.split('/').at(-1) ?? relativePath;
    this.#uploads.set(uploadId, { uploadId, fileName, sizeBytes, clientId });
  }
}
