import { createWebHandler, type WebHandler } from '../files/createWebHandler.ts';
import { createHandlers } from '../ipc/handlers/createHandlers.ts';
import { Publisher } from '../ipc/Publisher.ts';
import { Router } from '../ipc/Router.ts';
import { publishTopics } from '../player/publishTopics.ts';
import type { ApplicationSetting } from './ApplicationOptions.ts';
import type { Rooms } from './buildRooms.ts';
import { createServices } from './createServices.ts';
import type { Stores } from './openStores.ts';

/** The ways in for pages. */
export interface PageAccess {
  readonly router: Router;
  readonly webHandler: WebHandler;
}

/** Publishes the topics and takes commands, until `ending` ends. */
export function connectPages(
  setting: ApplicationSetting,
  stores: Stores,
  rooms: Rooms,
  ending: AsyncDisposableStack,
): PageAccess {
  const { clock, log, validateContract, rendererFolder } = setting;
  const { settings, queue, spool } = stores;
  const { playback, portables, opening } = rooms;
  const { logger } = log;

  const publisher = ending.use(new Publisher({ clock, validate: validateContract }));
  ending.use(publishTopics(publisher, { ...playback, queue, settings, spool, clock }));
  ending.use(portables.publish(publisher));

  const handlers = createHandlers(createServices(setting, stores, rooms));
  const sink = playback.leases;
  const validateOutputs = validateContract;
  const router = ending.use(
    new Router({ handlers, publisher, sink, logger, clock, validateOutputs }),
  );
  ending.use(
    router.clientGone.subscribe((clientId) => {
      const lost = spool.clientGone(clientId);
      portables.clientGone(clientId);
      opening.drops?.clientGone(clientId);
      if (lost.length > 0) opening.markGone(lost);
    }),
  );

  const { grants, art, ranges } = playback;
  const uploads = opening.drops === null ? null : { spool, ranges };
  const { playerFiles: deviceFiles, downloads } = rooms;
  const webHandler = createWebHandler({
    rendererFolder,
    grants,
    art,
    uploads,
    deviceFiles,
    downloads,
    logger,
  });
  return { router, webHandler };
}
