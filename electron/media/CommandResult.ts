import type { Result } from '../base/Result.ts';
import type { MediaFailure } from './MediaErrorCode.ts';
import type { CommandId } from './MediaSessionEvent.ts';

export interface AcceptedCommand {
  readonly commandId: CommandId;
  /** The outcome its completion event carries; never rejects. A shut-down session answers `shutdown`. */
  readonly completion: Promise<Result<void, MediaFailure>>;
}

/** S_OK of an asynchronous command means accepted, not done (MS-06). */
export type CommandResult = Result<AcceptedCommand, MediaFailure>;
