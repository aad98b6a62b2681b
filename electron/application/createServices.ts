import { err, ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import type { Services } from '../ipc/services.ts';
import { createAppInfo } from '../player/createAppInfo.ts';
import { createAppService } from '../player/services/createAppService.ts';
import { createQueueService } from '../player/services/createQueueService.ts';
import type { LogFile } from '../state/LogFile.ts';
import type { ApplicationSetting } from './ApplicationOptions.ts';
import type { Rooms } from './buildRooms.ts';
import type { Stores } from './openStores.ts';

/** Bytes of the log's end that "copy details" takes. */
const logTailBytes = 100_000;

/** What the handlers of `ipc` call. */
export function createServices(
  setting: ApplicationSetting,
  { settings, queue }: Stores,
  { playback, portables, opening: { opening, drops, saver }, folders }: Rooms,
): Services {
  const { host, profile, roots, dialogs, showFolder, version, log } = setting;
  const { player, leases, monitor, metadata, notices, activities } = playback;
  const features = {
    nativeDialogs: dialogs !== null,
    browseFolders: folders !== null && roots.length > 0,
    uploads: drops !== null,
    tray: host === 'desktop',
    showFolder: showFolder !== null,
  };
  const { logger } = log;
  const dataFolder = profile.folder;
  const info = createAppInfo({ version, host, dataFolder, logFile: log.path, features });
  const readLog = () => readLogTail(log);
  return {
    app: createAppService({ info, dataFolder, showFolder, readLog, notices, activities, logger }),
    settings,
    player,
    queue: createQueueService({ queue, saver, metadata }),
    open: opening,
    sink: leases,
    session: monitor,
    devices: portables.devices,
    transfers: portables.transfers,
  };
}

async function readLogTail(log: LogFile): Promise<Result<string, AppError>> {
  try {
    return ok(await log.readTail(logTailBytes));
  } catch (error) {
    return err({ code: 'file.readFailed', details: String(error) });
  }
}
