import { silentLogger } from '../../base/Logger.ts';
import { systemMonotonicClock as clock } from '../../base/MonotonicClock.ts';
import { Device } from '../../devices/device/Device.ts';
import { MassStorageProvider } from '../../devices/providers/mass-storage/MassStorageProvider.ts';
import { StubContentProvider } from '../../devices/testing/StubContentProvider.ts';
import { DeviceTransfers } from '../execution/DeviceTransfers.ts';
import { ReadyDevices } from '../execution/ReadyDevices.ts';
import { TransferJournal } from '../journal/TransferJournal.ts';
import type { CopySources } from '../sources/CopySources.ts';

export interface FolderTransfersOptions {
  /** Stands for a mounted player. */
  readonly folder: string;
  readonly databaseFile: string;
  readonly sources: CopySources;
}

/** Transfers onto a real folder, over a real journal: as the program has them once it runs. */
export async function openFolderTransfers({
  folder,
  databaseFile,
  sources,
}: FolderTransfersOptions): Promise<
  { readonly transfers: DeviceTransfers; readonly journal: TransferJournal } & AsyncDisposable
> {
  const ending = new AsyncDisposableStack();
  const opened = await TransferJournal.open({ databaseFile });
  if (!opened.ok) throw new Error(opened.error.code);
  const journal = ending.use(opened.value);
  const provider = ending.use(
    new MassStorageProvider({
      volumeFinder: null,
      folders: [folder],
      clock,
      platform: process.platform,
      programPath: '',
    }),
  );
  const { candidates } = await provider.enumerate(new AbortController().signal);
  const [candidate] = candidates;
  if (candidate === undefined) throw new Error('The folder is no player');
  const device = ending.use(
    new Device({
      candidate,
      provider,
      contentProvider: { forDevice: () => new StubContentProvider() },
      clock,
      logger: silentLogger,
    }),
  );
  const devices = ending.use(new ReadyDevices({ devices: [device], changes: device.changes }));
  const transfers = ending.use(
    new DeviceTransfers({
      deviceId: candidate.identity.deviceId,
      journal,
      devices,
      sources,
      readCover: () => Promise.resolve(null),
      receivingRoots: () => Promise.resolve(null),
      inhibitSleep: () => new DisposableStack(),
      noteSpeed: () => undefined,
      clock,
      now: () => new Date(),
      logger: silentLogger,
    }),
  );
  ending.use(devices.changes.subscribe(() => transfers.deviceChanged()));
  ending.use(journal.changes.subscribe(() => transfers.journalChanged()));
  device.appeared(candidate);
  return { transfers, journal, [Symbol.asyncDispose]: () => ending.disposeAsync() };
}
