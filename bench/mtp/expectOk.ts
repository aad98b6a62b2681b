import type { Result } from '../../electron/base/Result.ts';

/** @throws what failed: a bench has nothing to fall back on */
export function expectOk<Value>(result: Result<Value, unknown>): Value {
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.error));
}
