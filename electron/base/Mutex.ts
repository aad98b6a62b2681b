/** Lets one task in at a time, in the order they asked. */
export class Mutex {
  #tail: Promise<unknown> = Promise.resolve();

  /** Runs `task` when every earlier one has settled; its outcome is the returned promise's. */
  runExclusive<Value>(task: () => Promise<Value> | Value): Promise<Value> {
    const run = this.#tail.then(task);
    this.#tail = run.catch(() => undefined);
    return run;
  }
}
