import { expect } from 'vitest';
import type { ContractDeviation } from './DeviceContractHarness.ts';

/**
 * Runs a test that has to fail, by what it expects and not by throwing something else: a deviation that
 * holds no longer, and a test that breaks for another reason, are both failures.
 */
export async function expectDeviation(
  { evidence }: ContractDeviation,
  run: () => Promise<void>,
): Promise<void> {
  const failure = await run().then(
    () => null,
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  );
  if (failure === null) expect.fail(`deviates no longer: take it out (${evidence})`);
  if (failure.name !== 'AssertionError') throw failure;
}
