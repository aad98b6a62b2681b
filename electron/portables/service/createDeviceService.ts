import { err, ok, type Result } from '../../base/Result.ts';
import type {
  DeviceFolder,
  DevicePreferencesPatch,
  ListingPageRequest,
} from '../../contract/devices.ts';
import type { AppError } from '../../contract/errors.ts';
import type { CommandInput } from '../../contract/commands.ts';
import type { ClientId, DeviceId, ListingId } from '../../contract/ids.ts';
import type { DeviceRegistry } from '../../devices/registry/DeviceRegistry.ts';
import type { TransferQueues } from '../../sync/execution/TransferQueues.ts';
import { findFolder } from '../listings/findFolder.ts';
import type { Listings } from '../listings/Listings.ts';
import { createObjectActs, type ObjectActsOptions } from './createObjectActs.ts';
import { createReadingActs, type ReadingActsOptions } from './createReadingActs.ts';
import { createSourceActs, type SourceActsOptions } from './createSourceActs.ts';

export interface DeviceServiceOptions
  extends
    Omit<SourceActsOptions, 'forget'>,
    Omit<ObjectActsOptions, 'nameOf'>,
    Omit<ReadingActsOptions, 'nameOf'> {
  readonly registry: DeviceRegistry;
  readonly listings: Listings;
  readonly queues: TransferQueues;
  /** What a person did has a consequence that the answer has no room for. */
  readonly tell: (error: AppError) => void;
}

/** What pages can ask of players. */
export function createDeviceService(options: DeviceServiceOptions) {
  const { registry, memory, listings, queues, tell } = options;
  const nameOf = (deviceId: DeviceId) =>
    memory.preferencesOf(deviceId).name ?? registry.device(deviceId)?.identity.name ?? '';
  const forget = async (deviceId: DeviceId): Promise<Result<void, AppError>> => {
    if (!(await registry.forget(deviceId))) return err({ code: 'device.invalidRequest' });
    const forgotten = await queues.forget(deviceId);
    if (!forgotten.ok) return forgotten;
    const [subject, ...others] = forgotten.value;
    if (subject !== undefined) {
      tell({ code: 'transfer.partsLeft', subject, count: 1 + others.length });
    }
    return memory.forget(deviceId);
  };
  return {
    async refresh(deviceId: DeviceId | null): Promise<Result<void, AppError>> {
      if (deviceId === null) await registry.refresh();
      else {
        await registry.device(deviceId)?.readStorages();
        listings.refresh(deviceId);
      }
      return ok();
    },
    retry(deviceId: DeviceId): Promise<Result<void, AppError>> {
      registry.device(deviceId)?.retry();
      return Promise.resolve(ok());
    },
    async eject(deviceId: DeviceId, signal: AbortSignal): Promise<Result<void, AppError>> {
      const device = registry.device(deviceId);
      return device === undefined ? err({ code: 'device.notFound' }) : device.eject(signal);
    },
    setPreferences: (deviceId: DeviceId, patch: DevicePreferencesPatch) =>
      memory.setPreferences(deviceId, patch),
    forget,

    openListing: (clientId: ClientId, deviceId: DeviceId, folder: DeviceFolder) =>
      Promise.resolve(listings.open(clientId, deviceId, folder)),
    listingPage: (request: ListingPageRequest, signal: AbortSignal) =>
      listings.page(request, signal),
    closeListing: (listingId: ListingId) => listings.close(listingId),
    async findFolder(
      { deviceId, storageId, path }: CommandInput<'device.findFolder'>,
      signal: AbortSignal,
    ): Promise<Result<DeviceFolder, AppError>> {
      const device = options.ready(deviceId);
      return device.ok ? findFolder(device.value.connection, storageId, path, signal) : device;
    },

    ...createSourceActs({ ...options, forget }),
    ...createObjectActs({ ...options, nameOf }),
    ...createReadingActs({ ...options, nameOf }),
  };
}
