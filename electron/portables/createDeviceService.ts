import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { err, ok, type Result } from '../base/Result.ts';
import type {
  ComputerFolder,
  DeviceFolder,
  DevicePreferencesPatch,
  ListingPageRequest,
  ObjectsOutcome,
} from '../contract/devices.ts';
import type { AppError } from '../contract/errors.ts';
import {
  DeviceSourceId,
  type CallId,
  type ClientId,
  type DeviceId,
  type FolderId,
  type ListingId,
  type ObjectId,
} from '../contract/ids.ts';
import type { DeviceRegistry } from '../devices/registry/DeviceRegistry.ts';
import type { Activities } from '../player/Activities.ts';
import type { DeviceMemory } from '../state/DeviceMemory.ts';
import type { TransferDevice } from '../sync/execution/TransferDevice.ts';
import type { TransferQueues } from '../sync/execution/TransferQueues.ts';
import type { Listings } from './listings/Listings.ts';
import { parseHostAddress } from './parseHostAddress.ts';

/** Failures told one by one; the rest are counted. */
const maximumFailures = 10;

export interface DeviceServiceOptions {
  readonly registry: DeviceRegistry;
  readonly sourcesChanged: () => void;
  readonly memory: DeviceMemory;
  readonly listings: Listings;
  readonly queues: TransferQueues;
  readonly activities: Activities;
  /** The player, or why it cannot be asked. */
  readonly ready: (deviceId: DeviceId) => Result<TransferDevice, AppError>;
  /** `null` where nothing is browsed. */
  readonly folders: { resolve(folderId: FolderId): Promise<Result<string, AppError>> } | null;
  /** `null` where the system has none. */
  readonly dialogs: { pickFolder(): Promise<readonly string[]> } | null;
}

const notHere: Result<never, AppError> = err({ code: 'app.unsupportedHere' });
const refuse = () => Promise.resolve(notHere);

/** What pages can ask of players. */
export function createDeviceService(options: DeviceServiceOptions) {
  const { registry, sourcesChanged, memory, listings, queues, activities, ready } = options;
  const changeSources = async (changed: Promise<Result<void, AppError>>) => {
    const outcome = await changed;
    sourcesChanged();
    return outcome;
  };
  const forEach = async (
    request: {
      readonly callId: CallId;
      readonly deviceId: DeviceId;
      readonly objectIds: readonly ObjectId[];
    },
    kind: 'deletingObjects' | 'movingObjects',
    callerSignal: AbortSignal,
    act: (
      device: TransferDevice,
      objectId: ObjectId,
      signal: AbortSignal,
    ) => Promise<Result<unknown, AppError>>,
  ): Promise<Result<ObjectsOutcome, AppError>> => {
    const { callId, deviceId, objectIds } = request;
    const subject = memory.preferencesOf(deviceId).name ?? registry.device(deviceId)?.identity.name;
    return activities.run(
      { callId, kind, subject: subject ?? '' },
      callerSignal,
      async ({ signal, update }) => {
        const failures: AppError[] = [];
        let doneCount = 0;
        update({ totalCount: objectIds.length });
        for (const objectId of objectIds) {
          const device = ready(deviceId);
          if (!device.ok) return device;
          const done = await act(device.value, objectId, signal);
          if (signal.aborted) return err<AppError>({ code: 'app.cancelled' });
          if (done.ok) doneCount += 1;
          else failures.push(done.error);
          update({ doneCount: doneCount + failures.length });
        }
        return ok({
          doneCount,
          failures: failures.slice(0, maximumFailures),
          failedCount: failures.length,
        });
      },
    );
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
    async forget(deviceId: DeviceId): Promise<Result<void, AppError>> {
      if (!(await registry.forget(deviceId))) return err({ code: 'device.invalidRequest' });
      const forgotten = await queues.forget(deviceId);
      return forgotten.ok ? memory.forget(deviceId) : forgotten;
    },
    addHost: (address: string) => {
      if (parseHostAddress(address) === null) {
        const refused = err<AppError>({ code: 'device.unreachable', subject: address });
        return Promise.resolve(refused);
      }
      const sourceId = DeviceSourceId.parse(randomUUID());
      return changeSources(memory.addSource({ kind: 'host', sourceId, address }));
    },
    async addFolder(folder: ComputerFolder): Promise<Result<void, AppError>> {
      const { folders, dialogs } = options;
      if (folder.kind === 'browsed') {
        if (folders === null) return notHere;
        const found = await folders.resolve(folder.folderId);
        return found.ok ? changeSources(memory.addSource(folderSource(found.value))) : found;
      }
      if (dialogs === null) return notHere;
      const [path] = await dialogs.pickFolder();
      return path === undefined ? ok() : changeSources(memory.addSource(folderSource(path)));
    },
    removeSource: (sourceId: DeviceSourceId) => changeSources(memory.removeSource(sourceId)),

    openListing: (clientId: ClientId, deviceId: DeviceId, folder: DeviceFolder) =>
      Promise.resolve(listings.open(clientId, deviceId, folder)),
    listingPage: (request: ListingPageRequest, signal: AbortSignal) =>
      listings.page(request, signal),
    closeListing: (listingId: ListingId) => listings.close(listingId),

    async makeFolder(
      deviceId: DeviceId,
      folder: DeviceFolder,
      name: string,
      signal: AbortSignal,
    ): Promise<Result<ObjectId, AppError>> {
      const device = ready(deviceId);
      if (!device.ok) return device;
      const made = await device.value.operations.makeFolder(folder, name, { signal });
      if (!made.ok) return made;
      listings.patch(deviceId, { added: [made.value] });
      return ok(made.value.objectId);
    },
    async rename(
      deviceId: DeviceId,
      objectId: ObjectId,
      name: string,
      signal: AbortSignal,
    ): Promise<Result<void, AppError>> {
      const device = ready(deviceId);
      if (!device.ok) return device;
      const renamed = await device.value.operations.rename(objectId, name, { signal });
      if (!renamed.ok) return renamed;
      listings.patch(deviceId, { added: [renamed.value], removed: [objectId] });
      return ok();
    },
    remove: (
      request: { callId: CallId; deviceId: DeviceId; objectIds: readonly ObjectId[] },
      callerSignal: AbortSignal,
    ) =>
      forEach(
        request,
        'deletingObjects',
        callerSignal,
        async ({ operations }, objectId, signal) => {
          const removed = await operations.delete(objectId, { signal, recursive: true });
          if (removed.ok) listings.patch(request.deviceId, { removed: [objectId] });
          return removed;
        },
      ),
    move: (
      request: {
        callId: CallId;
        deviceId: DeviceId;
        objectIds: readonly ObjectId[];
        folder: DeviceFolder;
      },
      callerSignal: AbortSignal,
    ) =>
      forEach(request, 'movingObjects', callerSignal, async ({ operations }, objectId, signal) => {
        const moved = await operations.move(objectId, request.folder, { signal });
        if (moved.ok) {
          listings.patch(request.deviceId, { added: [moved.value], removed: [objectId] });
        }
        return moved;
      }),
    play: refuse,
    copyToComputer: refuse,
    offerDownload: refuse,
  };
}

function folderSource(path: string) {
  return { kind: 'folder' as const, sourceId: DeviceSourceId.parse(randomUUID()), path };
}

/** The address, or the folder's name. */
export function labelOfSource(source: DeviceMemory['sources'][number]): string {
  return source.kind === 'host' ? source.address : basename(source.path);
}
