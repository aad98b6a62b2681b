import type { Logger } from '../base/Logger.ts';
import { Mutex } from '../base/Mutex.ts';
import { err, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';

export type Outcome = Promise<Result<void, AppError>>;
export type Task = () => Outcome | Result<void, AppError>;

/** What the player does, one thing after the other. */
export class Turns implements AsyncDisposable {
  readonly #logger: Logger;
  readonly #mutex = new Mutex();
  #openCount = 0;
  #disposed = false;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Runs `task` when everything before it is done. */
  async take(task: Task): Outcome {
    this.#openCount += 1;
    try {
      return await this.#mutex.runExclusive(() =>
        this.#disposed ? err<AppError>({ code: 'app.shuttingDown' }) : task(),
      );
    } finally {
      this.#openCount -= 1;
    }
  }

  /** What follows from something that happened; nobody waits for it. */
  react(task: Task): void {
    this.take(task).then(
      (outcome) => {
        if (!outcome.ok) this.#logger.warn('The player could not go on', { ...outcome.error });
      },
      (error: unknown) => this.#logger.error('The player stumbled', { error }),
    );
  }

  get isSettled(): boolean {
    return this.#openCount === 0;
  }

  /** Resolves when what was begun is done. */
  async settled(): Promise<void> {
    await this.#mutex.runExclusive(() => undefined);
  }

  /** No further task is begun. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposed = true;
    await this.settled();
  }
}
