import { setImmediate } from 'node:timers/promises';

/**
 * All of `values`, made a few at a time with room for others in between: for work that would hold up the
 * event loop if it were done at once. Rejects with the signal's reason.
 */
export async function collectInTurns<Value>(
  values: Iterable<Value>,
  valuesPerTurn: number,
  signal: AbortSignal,
): Promise<Value[]> {
  const collected: Value[] = [];
  for (const value of values) {
    collected.push(value);
    if (collected.length % valuesPerTurn === 0) await setImmediate();
    signal.throwIfAborted();
  }
  return collected;
}
