import { Downloads } from '../files/Downloads.ts';
import { FolderBrowser } from '../files/FolderBrowser.ts';
import type { CreatedRegistry } from '../portables/createRegistry.ts';
import type { Portables } from '../portables/Portables.ts';
import { reachablePlayer } from '../portables/reachablePlayer.ts';
import { HeldReads } from '../portables/reading/HeldReads.ts';
import { PlayerFiles } from '../portables/reading/PlayerFiles.ts';
import type { ApplicationSetting } from './ApplicationOptions.ts';
import { buildOpening, type Opening } from './buildOpening.ts';
import { buildPlayback, type Playback } from './buildPlayback.ts';
import { buildPortables } from './buildPortables.ts';
import type { Stores } from './openStores.ts';

/** What the application is made of. */
export interface Rooms {
  readonly playback: Playback;
  readonly portables: Portables;
  readonly opening: Opening;
  /** Files on players. */
  readonly playerFiles: PlayerFiles;
  readonly downloads: Downloads;
  /** `null` where nothing is browsed. */
  readonly folders: FolderBrowser | null;
}

/** Puts the rooms on open stores; they end with `ending`, in the reverse order. */
export function buildRooms(
  setting: ApplicationSetting,
  stores: Stores,
  created: CreatedRegistry,
  ending: AsyncDisposableStack,
): Rooms {
  const { registry } = created;
  const heldReads = ending.use(new HeldReads(registry));
  const playerFiles = new PlayerFiles((deviceId) => reachablePlayer(registry, deviceId), heldReads);
  const downloads = new Downloads(setting.clock);
  const playback = buildPlayback(setting, stores, playerFiles, ending);
  const { roots, host } = setting;
  const folders =
    host === 'headless' ? new FolderBrowser({ roots, grants: playback.grants }) : null;
  const portables = ending.use(
    buildPortables(setting, stores, playback, { created, playerFiles, downloads, folders }),
  );
  const opening = buildOpening(setting, stores, playback, { portables, folders });
  return { playback, portables, opening, playerFiles, downloads, folders };
}
