import type { Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';

/** What a session is for (WMDM_SESSION_TYPE). A session has one or more of them (WD-03). */
export const sessionTypes = ['transferToDevice', 'transferFromDevice', 'delete', 'custom'] as const;
export type SessionType = (typeof sessionTypes)[number];
export type SessionTypes = ReadonlySet<SessionType>;

/**
 * Somebody who is told that a session begins and ends, to do once what would otherwise be done for
 * each file (WD-08): the service provider, and the content provider (ISCPSession).
 */
export interface SessionParticipant {
  /** `context` is passed through unread (WD-05). */
  beginSession(
    types: SessionTypes,
    context: Uint8Array | null,
    signal: AbortSignal,
  ): Promise<Result<void, AppError>>;
  endSession(
    types: SessionTypes,
    context: Uint8Array | null,
    signal: AbortSignal,
  ): Promise<Result<void, AppError>>;
}
