import type { CallId } from './ids.ts';
import type { Outcome } from './messages.ts';
import type { FileTarget, OpenOutcome } from './files.ts';

/** The name the preload puts on the page's `window`. */
export const preloadGlobal = 'portamento';

/**
 * All that the desktop host's preload gives the page. `DroppedFile` is the browser's `File`, which the
 * contract cannot name.
 */
export interface PreloadApi<DroppedFile> {
  /** Starts a fresh connection of this page; earlier ones of the same window are closed. */
  connect(): void;
  /** Sends one `ClientMessage`; what is not in the contract is dropped here already. */
  send(message: unknown): void;
  /** Calls `listener` with every `ServerMessage`. */
  onMessage(listener: (message: unknown) => void): void;
  /** Calls `listener` when main has closed this page's connection; the page may connect anew. */
  onClosed(listener: () => void): void;
  /** Resolves the paths of dropped files and folders here, where the page cannot see them, and opens them. */
  openFiles(
    files: readonly DroppedFile[],
    target: FileTarget,
    callId: CallId,
  ): Promise<Outcome<OpenOutcome>>;
}
