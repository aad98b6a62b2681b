import type { EventSource } from '../base/Emitter.ts';
import type { Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import type { UploadManifestEntry } from '../contract/files.ts';
import type { ClientId, UploadId } from '../contract/ids.ts';

export interface UploadSpoolOptions {
  /** `<profile>/spool`; emptied by `open`. */
  readonly folder: string;
  /** Default 2 GiB. */
  readonly maximumBytes?: number;
}

/** Files dropped into a browser: announced at once, their bytes fetched when they are wanted. */
export class UploadSpool implements AsyncDisposable {
  static open(_options: UploadSpoolOptions): Promise<UploadSpool> {
    throw new Error('being built');
  }

  /** Notes files the page `clientId` can give. An id announced before is refused with `ipc.invalidInput`. */
  announce(_clientId: ClientId, _files: readonly UploadManifestEntry[]): Result<void, AppError> {
    throw new Error('being built');
  }

  /** Can its bytes still be had: here already, or from a page that is connected? */
  isAvailable(_uploadId: UploadId): boolean {
    throw new Error('being built');
  }

  /**
   * The path of the upload's bytes, which are asked of the page when they are not here. Never evicted
   * until the hold is disposed. Fails with `upload.gone`, `upload.spoolFull`, `file.*`.
   */
  want(_uploadId: UploadId, _signal: AbortSignal): Promise<Result<UploadHold, AppError>> {
    throw new Error('being built');
  }

  /** Uploads waited for now, for the topic `wantedUploads`. */
  get wantedUploads(): readonly UploadId[] {
    throw new Error('being built');
  }

  get wantedChanges(): EventSource<readonly UploadId[]> {
    throw new Error('being built');
  }

  /** Takes the bytes of a PUT. Refuses what is not wanted (`upload.gone`) or of another size. */
  receive(
    _uploadId: UploadId,
    _body: ReadableStream<Uint8Array>,
    _signal: AbortSignal,
  ): Promise<Result<void, AppError>> {
    throw new Error('being built');
  }

  /** The page says it cannot give the bytes. */
  fail(_uploadId: UploadId, _reason: 'gone' | 'unreadable'): void {
    throw new Error('being built');
  }

  /** The page is gone: what it has not uploaded is lost. */
  clientGone(_clientId: ClientId): void {
    throw new Error('being built');
  }

  [Symbol.asyncDispose](): Promise<void> {
    throw new Error('being built');
  }
}

/** Bytes of an upload that stay until this is disposed. */
export interface UploadHold extends Disposable {
  readonly path: string;
  /** The dropped file's own name. */
  readonly fileName: string;
}
