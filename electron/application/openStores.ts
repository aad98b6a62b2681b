import { AnnouncedUploads } from '../files/AnnouncedUploads.ts';
import { UploadSpool } from '../files/UploadSpool.ts';
import { PlayQueue } from '../queue/PlayQueue.ts';
import { DeviceMemory } from '../state/DeviceMemory.ts';
import { PlayerStateStore } from '../state/PlayerStateStore.ts';
import { SettingsStore } from '../state/SettingsStore.ts';
import { TransferJournal } from '../sync/journal/TransferJournal.ts';
import type { ApplicationSetting } from './ApplicationOptions.ts';
import { ApplicationStartError } from './ApplicationStartError.ts';

/** What the profile's folder holds, open. */
export interface Stores {
  readonly state: PlayerStateStore;
  readonly settings: SettingsStore;
  readonly queue: PlayQueue;
  readonly announced: AnnouncedUploads;
  readonly spool: UploadSpool;
  readonly memory: DeviceMemory;
  readonly journal: TransferJournal;
}

/**
 * Opens the stores; they close with `ending`. Rejects with `ApplicationStartError` when a database can
 * neither be used nor be set aside.
 */
export async function openStores(
  { profile, log: { logger }, clock }: ApplicationSetting,
  ending: AsyncDisposableStack,
): Promise<Stores> {
  const { folder } = profile;
  const state = ending.use(await PlayerStateStore.open({ folder, clock, logger }));
  const settings = await SettingsStore.open({ folder, logger });
  const queue = await PlayQueue.open({ databaseFile: profile.path('queue.sqlite'), logger });
  if (!queue.ok) throw new ApplicationStartError(queue.error);
  ending.use(queue.value);
  const announced = new AnnouncedUploads();
  const spool = ending.use(
    await UploadSpool.open({ announced, folder: profile.path('spool'), clock, logger }),
  );
  // What was announced by pages of an earlier run cannot be fetched any more.
  await queue.value.setUploadErrors('all', 'upload.gone');
  const memory = await DeviceMemory.open({ folder, logger });
  const databaseFile = profile.path('transfers.sqlite');
  const journal = await TransferJournal.open({ databaseFile, logger });
  if (!journal.ok) throw new ApplicationStartError(journal.error);
  ending.use(journal.value);
  return { state, settings, queue: queue.value, announced, spool, memory, journal: journal.value };
}

/** Names of the files that damaged stores are kept in beside the new ones. */
export function damagedFilesOf(stores: Stores): readonly string[] {
  const { settings, state, memory, queue, journal } = stores;
  const files = [settings, state, memory].map(({ damagedKeptAs }) => damagedKeptAs);
  const databases = [queue, journal].map(({ setAside }) => setAside?.keptAs ?? null);
  return [...files, ...databases].filter((name) => name !== null);
}
