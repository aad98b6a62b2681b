import type { ClientMessage } from '../../electron/contract/messages.ts';

export type PagePortEvent =
  /** A fresh connection; main knows nothing of this page yet. */
  | { readonly kind: 'opened' }
  /** As it came; untrusted shape. */
  | { readonly kind: 'message'; readonly message: unknown }
  /** The connection is gone and is being made again. */
  | { readonly kind: 'lost' }
  /** Main does not know this browser (any more); no further try is made. */
  | { readonly kind: 'refused' };

/** The page's end of whatever carries its messages to main; keeps itself connected. */
export interface PagePort {
  /** Connects, and tells `listener` what happens from now on. Called once. */
  start(listener: (event: PagePortEvent) => void): void;
  /** Dropped while there is no connection. */
  send(message: ClientMessage): void;
  /** Gives up the connection there may be and makes a new one at once. */
  reconnect(): void;
}
