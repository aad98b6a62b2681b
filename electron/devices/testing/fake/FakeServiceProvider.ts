import { err, ok, type Result } from '../../../base/Result.ts';
import type { AppError } from '../../../contract/errors.ts';
import type { SessionParticipant, SessionTypes } from '../../SessionParticipant.ts';
import type { FakeDevice } from './FakeDevice.ts';

/** What a transfer has to know of a device first, each for one transaction. */
const factsOfTransfer = ['capabilities', 'storages', 'folder', 'object properties'] as const;

/** A service provider that fetches for each transfer what it fetches once in a session. */
export class FakeServiceProvider implements SessionParticipant {
  readonly #device: FakeDevice;
  #isInSession = false;
  /** What `beginSession` and `endSession` were asked, in order. */
  readonly calls: {
    readonly call: 'begin' | 'end';
    readonly types: SessionTypes;
    readonly context: Uint8Array | null;
  }[] = [];
  /** Makes the next begin or end fail. */
  nextFailure: AppError | null = null;

  constructor(device: FakeDevice) {
    this.#device = device;
  }

  async beginSession(
    types: SessionTypes,
    context: Uint8Array | null,
    signal: AbortSignal,
  ): Promise<Result<void, AppError>> {
    this.calls.push({ call: 'begin', types, context });
    const fetched = this.#failed() ?? (await this.#fetchFacts(signal));
    if (fetched.ok) this.#isInSession = true;
    return fetched;
  }

  endSession(types: SessionTypes, context: Uint8Array | null): Promise<Result<void, AppError>> {
    this.calls.push({ call: 'end', types, context });
    const failed = this.#failed();
    if (failed === null) this.#isInSession = false;
    return Promise.resolve(failed ?? ok());
  }

  /** Before each transfer. */
  prepareTransfer(signal: AbortSignal): Promise<Result<void, AppError>> {
    return this.#isInSession ? Promise.resolve(ok()) : this.#fetchFacts(signal);
  }

  async #fetchFacts(signal: AbortSignal): Promise<Result<void, AppError>> {
    for (const _fact of factsOfTransfer) {
      const fetched = await this.#device.transact(null, signal, () => ok());
      if (!fetched.ok) return fetched;
    }
    return ok();
  }

  #failed(): Result<never, AppError> | null {
    const failure = this.nextFailure;
    this.nextFailure = null;
    return failure === null ? null : err(failure);
  }
}
