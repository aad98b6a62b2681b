import type { Result } from '../base/Result.ts';
import type { MediaFailure } from '../media/MediaErrorCode.ts';
import type { CommandResult } from '../media/MediaSession.ts';

/** What became of a command of the session, whether it was refused or failed later. */
export async function completionOf(command: CommandResult): Promise<Result<void, MediaFailure>> {
  return command.ok ? await command.value.completion : command;
}
