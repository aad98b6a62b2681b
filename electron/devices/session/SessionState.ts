import type { AppError } from '../../contract/errors.ts';
import type { SessionType } from '../SessionParticipant.ts';

/** Who is told of a session: the provider's side of the device, and whoever guards protected content. */
export type ParticipantName = 'serviceProvider' | 'contentProvider';

/**
 * The order in which they begin; they end the other way round, so that the content provider can ask the
 * device for its certificate while the service provider is in session (WD-08 promises no order).
 */
export const participantOrder: readonly ParticipantName[] = ['serviceProvider', 'contentProvider'];

/** Sorted and without doubles, so that two of the same types are equal. */
export type SessionTypeList = readonly SessionType[];

/** What a begin or an end was asked for, by whom. */
export interface SessionRequest {
  readonly callId: number;
  readonly types: SessionTypeList;
  /** Never read, only passed on (WD-05); `null` stands for nothing, and for a size of 0. */
  readonly context: Uint8Array | null;
}

export interface ParticipantFailure {
  readonly participant: ParticipantName;
  readonly error: AppError;
}

/** One session of one device, as far as it is. */
export type SessionState =
  | { readonly phase: 'none' }
  | {
      readonly phase: 'beginning';
      readonly request: SessionRequest;
      /** Who is being asked. Answers of others, or to an older request, mean nothing. */
      readonly asked: ParticipantName;
      readonly begun: readonly ParticipantName[];
    }
  | {
      readonly phase: 'rollingBack';
      readonly request: SessionRequest;
      readonly cause: ParticipantFailure;
      readonly asked: ParticipantName;
      readonly left: readonly ParticipantName[];
      /** Those who could not be ended. */
      readonly stuck: readonly ParticipantFailure[];
    }
  | { readonly phase: 'active'; readonly types: SessionTypeList }
  | {
      readonly phase: 'ending';
      readonly request: SessionRequest;
      readonly asked: ParticipantName;
      readonly left: readonly ParticipantName[];
      readonly ended: readonly ParticipantName[];
      readonly failures: readonly ParticipantFailure[];
    }
  | {
      /** Some have ended, these have not (WD-14): they can be asked to end once more. */
      readonly phase: 'partlyEnded';
      readonly types: SessionTypeList;
      readonly open: readonly ParticipantName[];
    };

export const noSession: SessionState = { phase: 'none' };
