import { expect } from 'vitest';
import type { Result } from '../../base/Result.ts';

/** The value of what has to succeed; fails the test with the error otherwise. */
export function valueOf<Value>(result: Result<Value, unknown>): Value {
  if (result.ok) return result.value;
  return expect.fail(`expected success, got ${JSON.stringify(result.error)}`);
}

/** The error of what has to fail; fails the test otherwise. */
export function errorOf<Failure>(result: Result<unknown, Failure>): Failure {
  if (!result.ok) return result.error;
  return expect.fail('expected a failure, got success');
}
