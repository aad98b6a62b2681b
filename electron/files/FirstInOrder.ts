const pendingMaximum = 500;

/**
 * Keeps the first `maximum` of any number of values in order, a few hundred comparisons' work at a
 * time, so that a huge folder neither fills memory nor blocks the thread that lists it.
 */
export class FirstInOrder<Value> {
  readonly #maximum: number;
  readonly #compare: (left: Value, right: Value) => number;
  #kept: Value[] = [];
  #pending: Value[] = [];
  #count = 0;

  constructor(maximum: number, compare: (left: Value, right: Value) => number) {
    this.#maximum = maximum;
    this.#compare = compare;
  }

  add(value: Value): void {
    this.#count += 1;
    this.#pending.push(value);
    if (this.#pending.length === pendingMaximum) this.#merge();
  }

  /** How many were added in all. */
  get count(): number {
    return this.#count;
  }

  values(): readonly Value[] {
    this.#merge();
    return this.#kept;
  }

  #merge(): void {
    const pending = this.#pending.sort(this.#compare);
    const merged: Value[] = [];
    let fromKept = 0;
    let fromPending = 0;
    while (merged.length < this.#maximum) {
      const kept = this.#kept[fromKept];
      const added = pending[fromPending];
      if (kept !== undefined && (added === undefined || this.#compare(kept, added) <= 0)) {
        merged.push(kept);
        fromKept += 1;
      } else if (added !== undefined) {
        merged.push(added);
        fromPending += 1;
      } else break;
    }
    this.#kept = merged;
    this.#pending = [];
  }
}
