import type { CommandHandlers } from '../CommandHandler.ts';
import type { Services } from '../services.ts';
import { appHandlers } from './appHandlers.ts';
import { deviceHandlers } from './deviceHandlers.ts';
import { filesHandlers } from './filesHandlers.ts';
import { playerHandlers } from './playerHandlers.ts';
import { queueHandlers } from './queueHandlers.ts';
import { sessionHandlers } from './sessionHandlers.ts';
import { settingsHandlers } from './settingsHandlers.ts';
import { sinkHandlers } from './sinkHandlers.ts';
import { transferHandlers } from './transferHandlers.ts';

/** The handlers of every scope, for the `Router`. */
export function createHandlers(services: Services): readonly Partial<CommandHandlers>[] {
  return [
    appHandlers(services.app),
    settingsHandlers(services.settings),
    playerHandlers(services.player),
    queueHandlers(services.queue),
    filesHandlers(services.open),
    sinkHandlers(services.sink),
    sessionHandlers(services.session),
    deviceHandlers(services.devices),
    transferHandlers(services.transfers),
  ];
}
