import { CallId } from '../../electron/contract/ids.ts';
import type { FileTarget, OpenOutcome } from '../../electron/contract/files.ts';
import type { Outcome } from '../../electron/contract/messages.ts';
import { maximumDropBatch, type PreloadApi } from '../../electron/contract/preload.ts';
import type { DroppedFile } from './Bridge.ts';
import type { FileOpener, FileOpenerBridge } from './FileOpener.ts';

const cancelled: Outcome<OpenOutcome> = { ok: false, error: { code: 'app.cancelled' } };

/** Opens dropped files by their paths, which only the preload learns. */
export class PreloadFileOpener implements FileOpener {
  readonly #preload: Pick<PreloadApi<File>, 'openFiles'>;
  readonly #bridge: FileOpenerBridge;

  constructor(preload: Pick<PreloadApi<File>, 'openFiles'>, bridge: FileOpenerBridge) {
    this.#preload = preload;
    this.#bridge = bridge;
  }

  async openFiles(
    files: readonly DroppedFile[],
    target: FileTarget,
    options: { readonly callId: string; readonly signal?: AbortSignal },
  ): Promise<Outcome<OpenOutcome>> {
    const { signal } = options;
    if (isAborted(signal)) return cancelled;
    const callId = CallId.parse(options.callId);
    const cancel = () => void this.#bridge.invoke('app.cancelActivity', { callId });
    signal?.addEventListener('abort', cancel);
    try {
      for (let start = 0; ; start += maximumDropBatch) {
        const batch = files.slice(start, start + maximumDropBatch).map(({ file }) => file);
        const isLast = start + maximumDropBatch >= files.length;
        const outcome = await this.#preload.openFiles(batch, target, callId, isLast);
        if (isLast || !outcome.ok) return outcome;
        // Main learns of the drop's activity only with its last batch.
        if (isAborted(signal)) return cancelled;
      }
    } catch {
      return { ok: false, error: { code: 'app.internal' } };
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }
}

/** Asked anew each time: the type system takes a signal that was not aborted for one that never is. */
function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}
