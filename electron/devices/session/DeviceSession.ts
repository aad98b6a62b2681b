import { Emitter, type EventSource } from '../../base/Emitter.ts';
import { assertNever } from '../../base/assertNever.ts';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import {
  sessionTypes,
  type SessionParticipant,
  type SessionType,
  type SessionTypes,
} from '../SessionParticipant.ts';
import { deviceSessionTransition } from './deviceSessionTransition.ts';
import type { SessionEffect, SessionFailure, SessionInput } from './SessionInput.ts';
import {
  noSession,
  type ParticipantName,
  type SessionRequest,
  type SessionState,
  type SessionTypeList,
} from './SessionState.ts';

/** Who takes part now; `null` where one has nothing to do for a session, which is as good as done (WD-40). */
export type SessionParticipants = Readonly<Record<ParticipantName, SessionParticipant | null>>;

interface PendingCall {
  readonly signal: AbortSignal;
  readonly resolve: (result: Result<void, SessionFailure>) => void;
}

/**
 * The session of one device (IWMDMDeviceSession). It brackets operations, so that the participants do
 * once what they would do for each; it neither defers nor locks anything (WD-10, WD-11).
 */
export class DeviceSession {
  readonly #participants: () => SessionParticipants;
  readonly #calls = new Map<number, PendingCall>();
  readonly #changes = new Emitter<void>();
  #state: SessionState = noSession;
  #lastCallId = 0;

  /** `participants` is asked anew for every call to one: the connection may be another. */
  constructor(participants: () => SessionParticipants) {
    this.#participants = participants;
  }

  get state(): SessionState {
    return this.#state;
  }

  get changes(): EventSource<void> {
    return this.#changes;
  }

  /**
   * Fails with `device.sessionActive` where there is a session, `device.invalidRequest` for no types or
   * unknown ones, and otherwise with the error of the participant that could not begin.
   */
  begin(
    types: Iterable<SessionType>,
    context: Uint8Array | null,
    signal: AbortSignal,
  ): Promise<Result<void, SessionFailure>> {
    return this.#request('beginRequested', types, context, signal);
  }

  /**
   * Fails with `device.noSession` where there is none, `device.invalidRequest` when the types are not
   * those of the beginning (the session stays), and otherwise with the error of a participant that could
   * not end: it can be asked again.
   */
  end(
    types: Iterable<SessionType>,
    context: Uint8Array | null,
    signal: AbortSignal,
  ): Promise<Result<void, SessionFailure>> {
    return this.#request('endRequested', types, context, signal);
  }

  /** The device is gone, or its connection was given up: there is no session any more. */
  connectionLost(error: AppError): void {
    this.#receive({ kind: 'connectionLost', error });
  }

  #request(
    kind: 'beginRequested' | 'endRequested',
    types: Iterable<SessionType>,
    context: Uint8Array | null,
    signal: AbortSignal,
  ): Promise<Result<void, SessionFailure>> {
    const legal = sessionTypesOf(types);
    if (legal === null) {
      const error: AppError = { code: 'device.invalidRequest', details: 'session types' };
      return Promise.resolve(err({ error, failures: [], stillOpen: [] }));
    }
    this.#lastCallId += 1;
    const callId = this.#lastCallId;
    return new Promise((resolve) => {
      this.#calls.set(callId, { signal, resolve });
      const ownContext = context === null || context.length === 0 ? null : context;
      this.#receive({ kind, request: { callId, types: legal, context: ownContext } });
    });
  }

  #receive(input: SessionInput): void {
    const { state, effects } = deviceSessionTransition(this.#state, input);
    const isChange = state !== this.#state;
    this.#state = state;
    for (const effect of effects) this.#perform(effect);
    if (isChange) this.#changes.emit();
  }

  #perform(effect: SessionEffect): void {
    switch (effect.kind) {
      case 'askBegin':
        void this.#ask(effect.participant, effect.request, 'beginSession');
        break;
      case 'askEnd':
        void this.#ask(effect.participant, effect.request, 'endSession');
        break;
      case 'abandon': {
        const { types, context } = effect.request;
        const { signal } = new AbortController();
        // Whatever it answers, there is nobody left to tell.
        void this.#call(effect.participant, 'endSession', new Set(types), context, signal);
        break;
      }
      case 'answer':
        this.#calls.get(effect.callId)?.resolve(effect.result);
        this.#calls.delete(effect.callId);
        break;
      default:
        assertNever(effect);
    }
  }

  async #ask(
    participant: ParticipantName,
    { callId, types, context }: SessionRequest,
    method: keyof SessionParticipant,
  ): Promise<void> {
    const signal = this.#calls.get(callId)?.signal ?? new AbortController().signal;
    const result = await this.#call(participant, method, new Set(types), context, signal);
    this.#receive({ kind: 'participantAnswered', callId, participant, result });
  }

  /** A bug of one that takes part must not keep the device in a session that never begins or ends. */
  async #call(
    participant: ParticipantName,
    method: keyof SessionParticipant,
    types: SessionTypes,
    context: Uint8Array | null,
    signal: AbortSignal,
  ): Promise<Result<void, AppError>> {
    try {
      return (await this.#participants()[participant]?.[method](types, context, signal)) ?? ok();
    } catch (thrown) {
      return err({ code: 'app.internal', details: `${participant}, ${method}: ${String(thrown)}` });
    }
  }
}

/** Every type once, in one order; `null` where there is none, or one that is not known (WD-03, WD-04). */
export function sessionTypesOf(types: Iterable<SessionType>): SessionTypeList | null {
  const wanted = new Set<string>(types);
  const known = sessionTypes.filter((type) => wanted.has(type));
  return known.length === 0 || known.length !== wanted.size ? null : known;
}
