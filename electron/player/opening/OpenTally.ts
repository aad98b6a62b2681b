import type { AppError } from '../../contract/errors.ts';
import type { OpenOutcome } from '../../contract/files.ts';

/** Failures told one by one; the rest are counted. */
const maximumFailures = 10;

/** Counts what comes of opening. */
export class OpenTally {
  #addedCount = 0;
  #ignoredCount = 0;
  #failedCount = 0;
  readonly #failures: AppError[] = [];

  get outcome(): OpenOutcome {
    return {
      addedCount: this.#addedCount,
      ignoredCount: this.#ignoredCount,
      failures: [...this.#failures],
      failedCount: this.#failedCount,
    };
  }

  add(count: number): void {
    this.#addedCount += count;
  }

  ignore(count: number): void {
    this.#ignoredCount += count;
  }

  /** @param failedCount how many failed in all, when more than are named */
  fail(failures: readonly AppError[], failedCount = failures.length): void {
    this.#failures.push(...failures.slice(0, maximumFailures - this.#failures.length));
    this.#failedCount += failedCount;
  }
}
