import { err, ok } from '../../base/Result.ts';
import type { FileReceiver, OpenedFile } from '../../player/opening/FileReceiver.ts';
import type { CopyFile } from '../../sync/planning/CopyFile.ts';
import { readCopyFile, type CopyFileServices } from './readCopyFile.ts';

/** A plan holds no more; the rest is refused with `transfer.planFull`. */
export const maximumPlanFiles = 20_000;
/** Files that are looked at at the same time. */
const filesAtOnce = 4;

interface Waiting {
  readonly index: number;
  readonly opened: OpenedFile;
}

/** The files of one plan: they come in acts of opening (a drop, rows of the queue), and are looked at one by one. */
export class PlanFiles {
  readonly #services: CopyFileServices;
  readonly #signal: AbortSignal;
  readonly #onChange: () => void;
  /** By their places; `null` for those that have not been looked at. */
  readonly #files: (CopyFile | null)[] = [];
  readonly #waiting: Waiting[] = [];
  #readingCount = 0;
  #openActs = 0;
  #hasBegun = false;

  constructor(services: CopyFileServices, signal: AbortSignal, onChange: () => void) {
    this.#services = services;
    this.#signal = signal;
    this.#onChange = onChange;
  }

  get count(): number {
    return this.#files.length;
  }

  /** Nothing has come yet, or more comes, or something has not been looked at. */
  get isReading(): boolean {
    return (
      !this.#hasBegun || this.#openActs > 0 || this.#readingCount > 0 || this.#waiting.length > 0
    );
  }

  /** Those that have been looked at, in the order they came. */
  get files(): readonly CopyFile[] {
    return this.#files.filter((file) => file !== null);
  }

  /** Takes one more act of opening. */
  receiver(): FileReceiver {
    this.#hasBegun = true;
    this.#openActs += 1;
    let isOpen = true;
    return {
      accepts: 'everything',
      add: (files) => Promise.resolve(this.#add(files)),
      end: () => {
        if (isOpen) this.#openActs -= 1;
        isOpen = false;
        this.#onChange();
      },
    };
  }

  #add(opened: readonly OpenedFile[]): ReturnType<FileReceiver['add']> {
    if (this.#signal.aborted) return Promise.resolve(err({ code: 'transfer.planGone' }));
    if (this.#files.length + opened.length > maximumPlanFiles) {
      return Promise.resolve(err({ code: 'transfer.planFull' }));
    }
    for (const file of opened) {
      this.#waiting.push({ index: this.#files.length, opened: file });
      this.#files.push(null);
    }
    while (this.#readingCount < filesAtOnce && this.#waiting.length > 0) void this.#readOn();
    this.#onChange();
    return Promise.resolve(ok(opened.length));
  }

  async #readOn(): Promise<void> {
    this.#readingCount += 1;
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      if (this.#signal.aborted) break;
      const { index, opened } = next;
      this.#files[index] = await readCopyFile(opened, this.#services, this.#signal);
    }
    this.#readingCount -= 1;
    if (!this.#signal.aborted) this.#onChange();
  }
}
