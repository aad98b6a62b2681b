import type { CommandInput, CommandName, CommandOutput } from '../../electron/contract/commands.ts';
import type { ClientId, LeaseId } from '../../electron/contract/ids.ts';
import type { Outcome } from '../../electron/contract/messages.ts';
import type { FileTarget, OpenOutcome } from '../../electron/contract/files.ts';
import type { SinkFact, SinkOrder } from '../../electron/contract/sink.ts';
import type { TopicName, TopicValue } from '../../electron/contract/topics.ts';

/**
 * `lost`: the transport closed; it reconnects by itself. `refused`: signing in is needed, it does not.
 * `outdated`: main is of another version than this page, and was already when it was loaded anew.
 */
export type ConnectionState = 'connecting' | 'open' | 'lost' | 'refused' | 'outdated';

export interface OrderMessage {
  readonly leaseId: LeaseId;
  readonly order: SinkOrder;
}

/** The page's one way to main. Implemented over Electron's IPC, over a WebSocket, and by `FakeBridge`. */
export interface Bridge {
  /** Never rejects: a lost connection is `ipc.disconnected`, an abort `app.cancelled`. */
  invoke<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
    options?: { readonly signal?: AbortSignal },
  ): Promise<Outcome<CommandOutput<Name>>>;

  /**
   * Tells the newest value at once when there is one, and every later one.
   *
   * @param listener gets the value and when main sent it, as near as pings tell, on
   * `performance.now()`'s scale
   */
  subscribe<Name extends TopicName>(
    name: Name,
    listener: (value: TopicValue<Name>, receivedAtMs: number) => void,
  ): () => void;

  readonly connectionState: ConnectionState;
  /** Who this page is to main; another one after a long absence, `null` before the first connection. */
  readonly clientId: ClientId | null;
  subscribeConnection(listener: (state: ConnectionState) => void): () => void;

  /** Orders for the sink lease this page holds. */
  subscribeOrders(listener: (message: OrderMessage) => void): () => void;
  sendFact(leaseId: LeaseId, fact: SinkFact): void;

  /** Forgets nothing and tries again; when `refused` or `outdated` it loads the page anew. */
  reconnect(): void;

  /**
   * Opens what was dropped or picked, whichever way this host can: Electron resolves the paths in the
   * preload, a browser announces the files and uploads their bytes when main wants them.
   */
  openFiles(
    files: readonly DroppedFile[],
    target: FileTarget,
    options: { readonly callId: string; readonly signal?: AbortSignal },
  ): Promise<Outcome<OpenOutcome>>;
}

/** A dropped file with its place in what was dropped. */
export interface DroppedFile {
  readonly file: File;
  /** `Album/01 Song.flac`, or just the name. */
  readonly relativePath: string;
}
