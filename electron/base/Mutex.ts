import { err, ok, type Result } from './Result.ts';

/** Lets one task in at a time, in the order they asked. */
export class Mutex {
  #tail: Promise<unknown> = Promise.resolve();

  /** Runs `task` when every earlier one has settled; its outcome is the returned promise's. */
  runExclusive<Value>(task: () => Promise<Value> | Value): Promise<Value> {
    const run = this.#tail.then(task);
    this.#tail = run.catch(() => undefined);
    return run;
  }

  /** As `runExclusive`; a task whose signal aborts before its turn is told so at once, and never runs. */
  async runUnlessAborted<Value>(
    signal: AbortSignal,
    task: () => Promise<Value> | Value,
  ): Promise<Result<Value, 'aborted'>> {
    const aborted = Promise.withResolvers<Result<Value, 'aborted'>>();
    const onAbort = () => aborted.resolve(err('aborted'));
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    const turn = this.runExclusive(async (): Promise<Result<Value, 'aborted'>> => {
      signal.removeEventListener('abort', onAbort);
      return signal.aborted ? err('aborted') : ok(await task());
    });
    return Promise.race([turn, aborted.promise]);
  }
}
