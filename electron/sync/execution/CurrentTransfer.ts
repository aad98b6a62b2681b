import type { TransferQueue } from '../../contract/transfers.ts';
import type { Transfer } from '../journal/Transfer.ts';

/** The copy that runs now, and how far it is. */
export class CurrentTransfer {
  readonly transfer: Transfer;
  readonly #controller = new AbortController();
  #doneBytes = 0;
  #isCancelled = false;

  constructor(transfer: Transfer) {
    this.transfer = transfer;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  get doneBytes(): number {
    return this.#doneBytes;
  }

  /** So much of it is there from an earlier try. */
  resumedFrom(doneBytes: number): void {
    this.#doneBytes = doneBytes;
  }

  /** @returns bytes since the last time; none when it goes back to an earlier part */
  progressed(doneBytes: number): number {
    const added = Math.max(0, doneBytes - this.#doneBytes);
    this.#doneBytes = doneBytes;
    return added;
  }

  /** Nobody wants it any more. */
  cancel(): void {
    this.#isCancelled = true;
    this.#controller.abort();
  }

  get snapshot(): NonNullable<TransferQueue['current']> {
    const { transferId, name, sizeBytes } = this.transfer;
    const doneBytes = Math.min(this.#doneBytes, sizeBytes);
    const state = doneBytes === sizeBytes && sizeBytes > 0 ? 'finishing' : 'running';
    return { transferId, name, sizeBytes, doneBytes, state };
  }
}
