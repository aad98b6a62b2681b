import { ok } from '../../base/Result.ts';
import type { CommandHandlers, CommandsOf } from '../CommandHandler.ts';
import type { SessionService } from '../services.ts';

export function sessionHandlers(session: SessionService): CommandHandlers<CommandsOf<'session'>> {
  return {
    'session.readLog': ({ afterIndex, limit }) =>
      ok({ entries: [...session.readLog(afterIndex, limit)] }),
  };
}
