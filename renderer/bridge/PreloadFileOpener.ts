import { CallId } from '../../electron/contract/ids.ts';
import type { FileTarget, OpenOutcome } from '../../electron/contract/files.ts';
import type { Outcome } from '../../electron/contract/messages.ts';
import type { PreloadApi } from '../../electron/contract/preload.ts';
import type { DroppedFile } from './Bridge.ts';
import type { FileOpener, FileOpenerBridge } from './FileOpener.ts';

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
    if (signal?.aborted === true) return { ok: false, error: { code: 'app.cancelled' } };
    const callId = CallId.parse(options.callId);
    const cancel = () => void this.#bridge.invoke('app.cancelActivity', { callId });
    signal?.addEventListener('abort', cancel);
    const opened = files.map(({ file }) => file);
    try {
      return await this.#preload.openFiles(opened, target, callId);
    } catch {
      return { ok: false, error: { code: 'app.internal' } };
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }
}
