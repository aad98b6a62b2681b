import type { WebContents } from 'electron';
import { Emitter } from '../base/Emitter.ts';
import type { Port } from '../base/Port.ts';
import { channels } from './channels.ts';

/** One page load's connection over Electron's IPC. `ElectronPorts` makes and feeds it. */
export class ElectronPort implements Port {
  readonly messages = new Emitter<unknown>();
  readonly closed = new Emitter<void>();
  /** Electron hands messages to the pipe at once and tells nothing of what waits in it. */
  readonly bufferedBytes = 0;
  /** Within one program nothing breaks; a page that connects anew is a new one. */
  readonly brokeOff = false;
  readonly #contents: Pick<WebContents, 'send' | 'isDestroyed'>;
  #open = true;

  constructor(contents: Pick<WebContents, 'send' | 'isDestroyed'>) {
    this.#contents = contents;
  }

  send(message: unknown): void {
    if (this.#open && !this.#contents.isDestroyed()) this.#contents.send(channels.message, message);
  }

  /** Closes the port and tells the page, which may connect anew. */
  [Symbol.dispose](): void {
    if (this.#open && !this.#contents.isDestroyed()) this.#contents.send(channels.closed, null);
    this.abandon();
  }

  /** The page that was behind this port is gone, or has connected anew. */
  abandon(): void {
    if (!this.#open) return;
    this.#open = false;
    this.closed.emit();
  }
}
