import {
  maximumUploadBatch,
  type FileTarget,
  type OpenOutcome,
  type UploadManifestEntry,
} from '../../electron/contract/files.ts';
import { fileKindOf } from '../../electron/contract/mediaTypes.ts';
import { CallId, UploadId } from '../../electron/contract/ids.ts';
import type { Outcome } from '../../electron/contract/messages.ts';
import type { DroppedFile } from './Bridge.ts';
import type { FileOpener, FileOpenerBridge } from './FileOpener.ts';
import type { Uploads } from './Uploads.ts';

const nothingOpened: OpenOutcome = {
  addedCount: 0,
  ignoredCount: 0,
  failures: [],
  failedCount: 0,
};

/**
 * Opens dropped files of a browser: main is told their names and sizes in batches, one after the
 * other, so that a drop of any size neither freezes the page nor floods the connection. Their bytes
 * follow when main wants them.
 */
export class UploadFileOpener implements FileOpener {
  readonly #bridge: FileOpenerBridge;
  readonly #uploads: Pick<Uploads, 'keep' | 'forget'>;

  constructor(bridge: FileOpenerBridge, uploads: Pick<Uploads, 'keep' | 'forget'>) {
    this.#bridge = bridge;
    this.#uploads = uploads;
  }

  async openFiles(
    files: readonly DroppedFile[],
    target: FileTarget,
    options: { readonly callId: string; readonly signal?: AbortSignal },
  ): Promise<Outcome<OpenOutcome>> {
    const callId = CallId.parse(options.callId);
    const { signal } = options;
    let outcome: Outcome<OpenOutcome> = { ok: true, value: nothingOpened };
    const ordered = playlistsFirst(files);
    for (let start = 0; start < ordered.length; start += maximumUploadBatch) {
      const end = start + maximumUploadBatch;
      const entries = ordered.slice(start, end).map((dropped) => this.#announced(dropped));
      const request = { callId, target, files: entries, last: end >= ordered.length };
      outcome = await this.#bridge.invoke(
        'files.announce',
        request,
        signal === undefined ? {} : { signal },
      );
      if (outcome.ok) continue;
      for (const { uploadId } of entries) this.#uploads.forget(uploadId);
      if (outcome.error.code === 'app.cancelled') await this.#endDrop(request);
      return outcome;
    }
    return outcome;
  }

  #announced({ file, relativePath }: DroppedFile): UploadManifestEntry {
    const uploadId = UploadId.parse(crypto.randomUUID());
    this.#uploads.keep(uploadId, file);
    return { uploadId, relativePath, sizeBytes: file.size, modifiedAtMs: file.lastModified };
  }

  /** Main cannot know that no further batch of a cancelled drop will come unless it is told. */
  async #endDrop(request: {
    readonly callId: CallId;
    readonly target: FileTarget;
    readonly files: UploadManifestEntry[];
  }): Promise<void> {
    await this.#bridge.invoke('app.cancelActivity', { callId: request.callId });
    const files = request.files.slice(0, 1);
    await this.#bridge.invoke('files.announce', { ...request, files, last: true });
  }
}

/** They say in which order main is to take what was dropped with them. */
function playlistsFirst(files: readonly DroppedFile[]): readonly DroppedFile[] {
  const isPlaylist = ({ relativePath }: DroppedFile) => fileKindOf(relativePath) === 'playlist';
  return [...files.filter(isPlaylist), ...files.filter((file) => !isPlaylist(file))];
}
