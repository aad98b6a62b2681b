import type { TransferQueue } from '../../electron/contract/transfers.ts';
import type { FileOpener, FileOpenerBridge } from './FileOpener.ts';

/** The part of a window that asks before it is left. */
export type LeavablePage = Pick<Window, 'addEventListener' | 'removeEventListener'>;

const ask = (event: Event) => event.preventDefault();

/**
 * A page whose files are on their way onto a player has to stay: main fetches their bytes from it one by
 * one. For so long the browser asks before it closes or reloads the page.
 */
export class LeaveGuard implements FileOpener {
  readonly #opener: FileOpener;
  readonly #page: LeavablePage;
  /** Files of this page were dropped on a player, and not everything has been copied since. */
  #isNeeded = false;
  #isCopying = false;

  constructor(opener: FileOpener, bridge: Pick<FileOpenerBridge, 'subscribe'>, page: LeavablePage) {
    this.#opener = opener;
    this.#page = page;
    bridge.subscribe('transfers', (queues) => this.#follow(queues));
  }

  openFiles(...request: Parameters<FileOpener['openFiles']>): ReturnType<FileOpener['openFiles']> {
    const [, target] = request;
    if (target.kind === 'plan') {
      this.#isNeeded = true;
      this.#update();
    }
    return this.#opener.openFiles(...request);
  }

  #follow(queues: readonly TransferQueue[]): void {
    const isCopying = queues.some(({ state }) => state !== 'idle');
    if (this.#isCopying && !isCopying) this.#isNeeded = false;
    this.#isCopying = isCopying;
    this.#update();
  }

  #update(): void {
    // A page with such a listener is not kept for "back": it is there only as long as it is needed.
    if (this.#isNeeded && this.#isCopying) this.#page.addEventListener('beforeunload', ask);
    else this.#page.removeEventListener('beforeunload', ask);
  }
}
