import type { EventSource } from './Emitter.ts';

/** A module of ours in a process of its own, for what may crash or block. Messages are JSON. */
export interface LaunchedProcess {
  /** Silently dropped once it has ended. */
  send(message: unknown): void;
  /** What it says, unchecked. */
  readonly messages: EventSource<unknown>;
  /** Resolves when it has ended, with how: `code 0`, `SIGSEGV`, why it could not be started. */
  readonly ended: Promise<string>;
  /** Ends it at once, whatever it is doing. */
  kill(): void;
}

/** Each host has its own way: a packaged desktop app cannot run as plain Node. The module talks to us by `parentChannel`. */
export type LaunchProcess = (module: URL) => LaunchedProcess;
