import { ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { SessionParticipant, SessionTypes } from '../SessionParticipant.ts';

export interface ParticipantCall {
  readonly call: 'begin' | 'end';
  readonly types: SessionTypes;
  readonly context: Uint8Array | null;
  readonly signal: AbortSignal;
}

/** Notes what it is asked, and answers as told; `log` may be shared, to see the order among several. */
export class CapturingParticipant implements SessionParticipant {
  readonly calls: ParticipantCall[] = [];
  beginResult: Result<void, AppError> = ok();
  endResult: Result<void, AppError> = ok();
  /** Awaited before any answer. */
  answering: Promise<unknown> = Promise.resolve();
  readonly #name: string;
  readonly #log: string[];

  constructor(name = 'participant', log: string[] = []) {
    this.#name = name;
    this.#log = log;
  }

  beginSession(
    types: SessionTypes,
    context: Uint8Array | null,
    signal: AbortSignal,
  ): Promise<Result<void, AppError>> {
    return this.#note({ call: 'begin', types, context, signal });
  }

  endSession(
    types: SessionTypes,
    context: Uint8Array | null,
    signal: AbortSignal,
  ): Promise<Result<void, AppError>> {
    return this.#note({ call: 'end', types, context, signal });
  }

  async #note(call: ParticipantCall): Promise<Result<void, AppError>> {
    this.calls.push(call);
    this.#log.push(`${this.#name} ${call.call}`);
    await this.answering;
    return call.call === 'begin' ? this.beginResult : this.endResult;
  }
}
