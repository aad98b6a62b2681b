import type { FolderBrowser } from '../files/FolderBrowser.ts';
import type { CreatedRegistry } from '../portables/createRegistry.ts';
import { Portables } from '../portables/Portables.ts';
import type { ApplicationSetting } from './ApplicationOptions.ts';
import type { Playback } from './buildPlayback.ts';
import type { Stores } from './openStores.ts';

/** Portable players, with the services they share with the person's player. */
export function buildPortables(
  { dialogs, inhibitSleep, clock, log: { logger } }: ApplicationSetting,
  { memory, journal, spool }: Stores,
  { tagReader, art, activities }: Playback,
  { created, folders }: { created: CreatedRegistry; folders: FolderBrowser | null },
): Portables {
  return new Portables({
    created,
    memory,
    journal,
    tagReader,
    art,
    uploads: spool,
    activities,
    folders,
    dialogs,
    inhibitSleep,
    clock,
    logger,
    now: () => new Date(),
  });
}
