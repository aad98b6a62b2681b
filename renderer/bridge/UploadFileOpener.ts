import type { CommandInput, CommandOutput } from '../../electron/contract/commands.ts';
import type { ErrorCode } from '../../electron/contract/errors.ts';
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
import { manifestEntryOf } from './manifestEntryOf.ts';
import type { Uploads } from './Uploads.ts';

type KeptUploads = Pick<Uploads, 'keep' | 'announced' | 'forget'>;

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
  readonly #uploads: KeptUploads;

  constructor(bridge: FileOpenerBridge, uploads: KeptUploads) {
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
      const entries = ordered.slice(start, end).map((dropped) => this.#kept(dropped));
      const request = { callId, target, files: entries, last: end >= ordered.length };
      outcome = await this.#invoke(
        'files.announce',
        request,
        signal === undefined ? {} : { signal },
      );
      // Of a batch that was cancelled or cut off, main may have taken the files.
      const isTaken = outcome.ok || mayBeTaken(outcome.error.code);
      for (const { uploadId } of entries) {
        if (isTaken) this.#uploads.announced(uploadId);
        else this.#uploads.forget(uploadId);
      }
      if (outcome.ok) continue;
      // Main cannot know that no further batch will come unless it is told.
      void this.#invoke('app.cancelActivity', { callId });
      return outcome;
    }
    return outcome;
  }

  /**
   * As the bridge's, and again when the connection broke and is back. Main answers a batch that comes
   * again as it did the first time.
   */
  async #invoke<Name extends 'files.announce' | 'app.cancelActivity'>(
    name: Name,
    input: CommandInput<Name>,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<Outcome<CommandOutput<Name>>> {
    for (;;) {
      const outcome = await this.#bridge.invoke(name, input, options);
      const isCutOff = !outcome.ok && outcome.error.code === 'ipc.disconnected';
      if (!isCutOff || !(await this.#reconnected(options.signal))) return outcome;
    }
  }

  /** Resolves with `true` when the connection is there again; `false` when nobody waits for it any more. */
  #reconnected(signal: AbortSignal | undefined): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const look = () => {
      const state = this.#bridge.connectionState;
      if (state === 'open') resolve(true);
      else if (state === 'refused' || state === 'outdated' || signal?.aborted === true) {
        resolve(false);
      }
    };
    const stop = this.#bridge.subscribeConnection(look);
    signal?.addEventListener('abort', look);
    look();
    return promise.finally(() => {
      stop();
      signal?.removeEventListener('abort', look);
    });
  }

  #kept(dropped: DroppedFile): UploadManifestEntry {
    const uploadId = UploadId.parse(crypto.randomUUID());
    this.#uploads.keep(uploadId, dropped);
    return manifestEntryOf(uploadId, dropped);
  }
}

function mayBeTaken(code: ErrorCode): boolean {
  return code === 'app.cancelled' || code === 'ipc.disconnected';
}

/** They say in which order main is to take what was dropped with them. */
function playlistsFirst(files: readonly DroppedFile[]): readonly DroppedFile[] {
  const isPlaylist = ({ relativePath }: DroppedFile) => fileKindOf(relativePath) === 'playlist';
  return [...files.filter(isPlaylist), ...files.filter((file) => !isPlaylist(file))];
}
