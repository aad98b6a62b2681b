import type { Logger } from '../../base/Logger.ts';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { CallId, ClientId, NoticeId } from '../../contract/ids.ts';
import type { AppInfo } from '../../contract/settings.ts';
import type { Activities } from '../Activities.ts';
import type { Notices } from '../Notices.ts';

interface AppServiceParts {
  readonly info: AppInfo;
  readonly dataFolder: string;
  /** `null` where there is no file manager. */
  readonly showFolder: ((folder: string) => Promise<void>) | null;
  /** The end of the log file, paths shortened. */
  readonly readLog: () => Promise<Result<string, AppError>>;
  readonly notices: Notices;
  readonly activities: Activities;
  readonly logger: Logger;
}

/** The program itself as pages see it. */
export function createAppService(parts: AppServiceParts) {
  const { info, dataFolder, showFolder, readLog, notices, activities, logger } = parts;
  return {
    info,
    async showDataFolder(): Promise<Result<void, AppError>> {
      if (showFolder === null) return err({ code: 'app.unsupportedHere' });
      await showFolder(dataFolder);
      return ok();
    },
    reportError(clientId: ClientId, error: { readonly message: string; readonly stack: string }) {
      logger.error('A page failed', { clientId, ...error });
    },
    readLog,
    dismissNotice: (noticeId: NoticeId) => notices.dismiss(noticeId),
    cancelActivity: (callId: CallId) => activities.cancel(callId),
  };
}
