import { afterAll, beforeAll, expect, onTestFinished, vi } from 'vitest';
import { TestPlayer } from './TestPlayer.ts';
import { TransferHarness } from './TransferHarness.ts';

type PlayerOptions = Omit<ConstructorParameters<typeof TestPlayer>[0] & object, 'number'>;

/** For one test file: starts transfers of players of their own, over one journal. Ended with each test. */
export function startHarness(): (options?: PlayerOptions) => Promise<TransferHarness> {
  let shared: Awaited<ReturnType<typeof TransferHarness.journal>>;
  beforeAll(async () => {
    shared = await TransferHarness.journal();
  });
  afterAll(() => shared[Symbol.asyncDispose]());
  let number = 0;
  return async (options = {}) => {
    number += 1;
    const harness = new TransferHarness(new TestPlayer({ ...options, number }), shared.journal);
    onTestFinished(() => harness[Symbol.asyncDispose]());
    await vi.waitFor(() => expect(harness.player.device.storages).toHaveLength(1));
    return harness;
  };
}
