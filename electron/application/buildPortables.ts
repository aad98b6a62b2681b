import type { Downloads } from '../files/Downloads.ts';
import type { FolderBrowser } from '../files/FolderBrowser.ts';
import type { CreatedRegistry } from '../portables/createRegistry.ts';
import { Portables } from '../portables/Portables.ts';
import type { PlayerFiles } from '../portables/reading/PlayerFiles.ts';
import type { ApplicationSetting } from './ApplicationOptions.ts';
import type { Playback } from './buildPlayback.ts';
import type { Stores } from './openStores.ts';

interface PortablesParts {
  readonly created: CreatedRegistry;
  readonly playerFiles: PlayerFiles;
  readonly downloads: Downloads;
  /** `null` where nothing is browsed. */
  readonly folders: FolderBrowser | null;
}

/** Portable players, with the services they share with the person's player. */
export function buildPortables(
  { dialogs, inhibitSleep, clock, log: { logger } }: ApplicationSetting,
  { memory, journal, spool, queue }: Stores,
  { tagReader, art, ranges, activities, notices, queueReceiver }: Playback,
  { created, playerFiles, downloads, folders }: PortablesParts,
): Portables {
  return new Portables({
    created,
    memory,
    journal,
    tagReader,
    art,
    uploads: {
      roomFor: (sizeBytes) => spool.roomFor(sizeBytes),
      open: (uploadId) => ranges.open(uploadId),
      want: (uploadId, signal) => spool.want(uploadId, signal, 'copying'),
    },
    playerFiles,
    downloads,
    queue,
    queueReceiver,
    notices,
    activities,
    folders,
    dialogs,
    inhibitSleep,
    clock,
    logger,
    now: () => new Date(),
  });
}
