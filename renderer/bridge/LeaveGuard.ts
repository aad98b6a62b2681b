import type { PlanId } from '../../electron/contract/ids.ts';
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
  /** Plans with files of this page in them that were made since everything was copied. */
  readonly #plans = new Set<PlanId>();
  #isCopying = false;

  constructor(opener: FileOpener, bridge: Pick<FileOpenerBridge, 'subscribe'>, page: LeavablePage) {
    this.#opener = opener;
    this.#page = page;
    bridge.subscribe('transfers', (queues) => this.#follow(queues));
  }

  async openFiles(
    ...request: Parameters<FileOpener['openFiles']>
  ): ReturnType<FileOpener['openFiles']> {
    const [, target] = request;
    if (target.kind !== 'plan') return this.#opener.openFiles(...request);
    this.#plans.add(target.planId);
    this.#update();
    const opened = await this.#opener.openFiles(...request);
    // Nothing of the page is on its way by this.
    if (!opened.ok || opened.value.addedCount === 0) this.#plans.delete(target.planId);
    this.#update();
    return opened;
  }

  #follow(queues: readonly TransferQueue[]): void {
    const isCopying = queues.some(({ state }) => state !== 'idle');
    if (this.#isCopying && !isCopying) this.#plans.clear();
    this.#isCopying = isCopying;
    this.#update();
  }

  #update(): void {
    // A page with such a listener is not kept for "back": it is there only as long as it is needed.
    if (this.#plans.size > 0 && this.#isCopying) this.#page.addEventListener('beforeunload', ask);
    else this.#page.removeEventListener('beforeunload', ask);
  }
}
