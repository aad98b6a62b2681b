import { ok } from '../../base/Result.ts';
import type { CommandHandlers, CommandsOf } from '../CommandHandler.ts';
import type { AppService } from '../services.ts';

export function appHandlers(app: AppService): CommandHandlers<CommandsOf<'app'>> {
  return {
    'app.getInfo': () => ok(app.info),
    'app.showDataFolder': () => app.showDataFolder(),
    'app.reportError': (error, { client }) => {
      app.reportError(client.clientId, error);
      return ok();
    },
    'app.readLog': async () => {
      const log = await app.readLog();
      return log.ok ? ok({ text: log.value }) : log;
    },
    'app.dismissNotice': ({ noticeId }) => {
      app.dismissNotice(noticeId);
      return ok();
    },
    'app.cancelActivity': ({ callId }) => {
      app.cancelActivity(callId);
      return ok();
    },
  };
}
