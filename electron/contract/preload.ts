import type { CallId } from './ids.ts';
import type { Outcome } from './messages.ts';
import type { FileTarget, OpenOutcome } from './files.ts';

/** The name the preload puts on the page's `window`. */
export const preloadGlobal = 'portamento';

/** Dropped files that are handed over in one piece, so that a large drop freezes neither side. */
export const maximumDropBatch = 1_000;

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
  /**
   * Resolves the paths of dropped files and folders here, where the page cannot see them, at most
   * `maximumDropBatch` at a time. What has come under `callId` is opened with the last batch, which
   * alone tells the outcome; another one that fails ends the drop.
   */
  openFiles(
    files: readonly DroppedFile[],
    target: FileTarget,
    callId: CallId,
    last: boolean,
  ): Promise<Outcome<OpenOutcome>>;
}
