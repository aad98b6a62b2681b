import type { FileReceiver, OpenedFile } from './FileReceiver.ts';
import { OpenTally } from './OpenTally.ts';

/** One act of opening, e.g. one drop: its batches go to one receiver and are counted. */
export class OpenOperation implements Disposable {
  readonly tally = new OpenTally();
  readonly #receiver: FileReceiver;

  constructor(receiver: FileReceiver) {
    this.#receiver = receiver;
  }

  get accepts(): FileReceiver['accepts'] {
    return this.#receiver.accepts;
  }

  /** @returns `false` when the receiver takes no more; the failure is in the tally */
  async add(files: readonly OpenedFile[]): Promise<boolean> {
    if (files.length === 0) return true;
    const added = await this.#receiver.add(files);
    if (added.ok) this.tally.add(added.value);
    else this.tally.fail([added.error], files.length);
    return added.ok;
  }

  [Symbol.dispose](): void {
    this.#receiver.end();
  }
}
