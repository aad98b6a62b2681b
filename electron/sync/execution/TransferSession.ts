import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { SessionType } from '../../devices/SessionParticipant.ts';
import type { WaitingKinds } from '../journal/JournalWorkerApi.ts';
import type { TransferDevice } from './TransferDevice.ts';

/**
 * The device session around transfers (WD-01): one for everything that waits, with the types it needs;
 * what comes later and needs another begins a new one. Another's session is no obstacle: a session
 * brackets, it locks nothing (WD-10).
 */
export class TransferSession {
  readonly #device: TransferDevice;
  #types: readonly SessionType[] = [];

  constructor(device: TransferDevice) {
    this.#device = device;
  }

  async ensure(kinds: WaitingKinds, signal: AbortSignal): Promise<Result<void, AppError>> {
    const needed = typesFor(kinds);
    if (needed.every((type) => this.#types.includes(type))) return ok();
    const ended = await this.end(signal);
    if (!ended.ok) return ended;
    const begun = await this.#device.beginSession(needed, null, signal);
    if (begun.ok) this.#types = needed;
    else if (begun.error.error.code !== 'device.sessionActive') return err(begun.error.error);
    return ok();
  }

  async end(signal: AbortSignal): Promise<Result<void, AppError>> {
    if (this.#types.length === 0) return ok();
    const ended = await this.#device.endSession(this.#types, null, signal);
    this.#types = [];
    return ended.ok ? ok() : err(ended.error.error);
  }
}

function typesFor({ toDevice, fromDevice, replace }: WaitingKinds): readonly SessionType[] {
  return [
    ...(toDevice ? (['transferToDevice'] as const) : []),
    ...(fromDevice ? (['transferFromDevice'] as const) : []),
    ...(replace ? (['delete'] as const) : []),
  ];
}
