import type { Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { ParticipantName, ParticipantFailure, SessionRequest } from './SessionState.ts';

/** What can happen to a session. Types that a begin or end names are legal: `sessionTypesOf` saw to it. */
export type SessionInput =
  | { readonly kind: 'beginRequested'; readonly request: SessionRequest }
  | { readonly kind: 'endRequested'; readonly request: SessionRequest }
  | {
      readonly kind: 'participantAnswered';
      /** Of the request it was asked for. */
      readonly callId: number;
      readonly participant: ParticipantName;
      readonly result: Result<void, AppError>;
    }
  /** The device is gone, or the connection to it was given up. */
  | { readonly kind: 'connectionLost'; readonly error: AppError };

/** Why a begin or an end failed, and how far it came. */
export interface SessionFailure {
  /** A participant's own error where one failed (WD-09). */
  readonly error: AppError;
  /** Who failed; empty when it was refused before anyone was asked. */
  readonly failures: readonly ParticipantFailure[];
  /** Who is still in the session though it was to end, or to be undone (WD-14). */
  readonly stillOpen: readonly ParticipantName[];
}

export type SessionEffect =
  | {
      readonly kind: 'askBegin';
      readonly participant: ParticipantName;
      readonly request: SessionRequest;
    }
  | {
      readonly kind: 'askEnd';
      readonly participant: ParticipantName;
      readonly request: SessionRequest;
    }
  /** Nobody waits for its answer: the device it was about is gone. */
  | {
      readonly kind: 'abandon';
      readonly participant: ParticipantName;
      readonly request: SessionRequest;
    }
  | {
      readonly kind: 'answer';
      readonly callId: number;
      readonly result: Result<void, SessionFailure>;
    };
