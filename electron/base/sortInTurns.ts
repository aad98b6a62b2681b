import { setImmediate } from 'node:timers/promises';

/** Sorted at once: a millisecond or two, also where texts are compared. */
const runLength = 512;
/** Merged before others get their turn. */
const mergedPerTurn = 4_096;

/**
 * `values` in order, as by `toSorted`, with room for others in between. Rejects with the signal's reason.
 */
export async function sortInTurns<Value>(
  values: readonly Value[],
  compare: (left: Value, right: Value) => number,
  signal: AbortSignal,
): Promise<readonly Value[]> {
  let runs: (readonly Value[])[] = [];
  for (let from = 0; from < values.length; from += runLength) {
    if (from > 0) await takeTurn(signal);
    runs.push(values.slice(from, from + runLength).toSorted(compare));
  }
  while (runs.length > 1) {
    const longer: (readonly Value[])[] = [];
    let mergedCount = 0;
    for (let index = 0; index < runs.length; index += 2) {
      const [left = [], right = []] = runs.slice(index, index + 2);
      const merged: Value[] = [];
      for (const value of mergedOf(left, right, compare)) {
        merged.push(value);
        mergedCount += 1;
        if (mergedCount % mergedPerTurn === 0) await takeTurn(signal);
      }
      longer.push(merged);
    }
    runs = longer;
  }
  return runs[0] ?? [];
}

/** Of equals the one on the left comes first. */
function* mergedOf<Value>(
  left: readonly Value[],
  right: readonly Value[],
  compare: (left: Value, right: Value) => number,
): Generator<Value, void, undefined> {
  const others = left.values();
  let other = others.next();
  for (const value of right) {
    for (; other.done !== true && compare(other.value, value) <= 0; other = others.next()) {
      yield other.value;
    }
    yield value;
  }
  for (; other.done !== true; other = others.next()) yield other.value;
}

async function takeTurn(signal: AbortSignal): Promise<void> {
  await setImmediate();
  signal.throwIfAborted();
}
