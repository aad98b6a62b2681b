import { err, ok, type Result } from '../../base/Result.ts';
import type { DeviceFolder, ObjectsOutcome } from '../../contract/devices.ts';
import type { AppError } from '../../contract/errors.ts';
import type { CommandInput } from '../../contract/commands.ts';
import type { DeviceId, ObjectId } from '../../contract/ids.ts';
import type { Activities } from '../../player/Activities.ts';
import type { TransferDevice } from '../../sync/execution/TransferDevice.ts';
import type { Listings } from '../listings/Listings.ts';

/** Failures told one by one; the rest are counted. */
const maximumFailures = 10;

export interface ObjectActsOptions {
  readonly listings: Pick<Listings, 'select'>;
  readonly activities: Activities;
  /** The player, or why it cannot be asked. */
  readonly ready: (deviceId: DeviceId) => Result<TransferDevice, AppError>;
  /** As a person calls it. */
  readonly nameOf: (deviceId: DeviceId) => string;
}

/** Changes to what is on a player. */
export function createObjectActs({ listings, activities, ready, nameOf }: ObjectActsOptions) {
  const forEach = async (
    { callId, deviceId, selection }: CommandInput<'device.remove'>,
    kind: 'deletingObjects' | 'movingObjects',
    callerSignal: AbortSignal,
    act: (
      device: TransferDevice,
      objectId: ObjectId,
      signal: AbortSignal,
    ) => Promise<Result<unknown, AppError>>,
  ): Promise<Result<ObjectsOutcome, AppError>> => {
    const chosen = await listings.select(deviceId, selection, callerSignal);
    if (!chosen.ok) return chosen;
    const objectIds = chosen.value;
    return activities.run(
      { callId, kind, subject: nameOf(deviceId) },
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
    async makeFolder(
      deviceId: DeviceId,
      folder: DeviceFolder,
      name: string,
      signal: AbortSignal,
    ): Promise<Result<ObjectId, AppError>> {
      const device = ready(deviceId);
      if (!device.ok) return device;
      const made = await device.value.operations.makeFolder(folder, name, { signal });
      return made.ok ? ok(made.value.objectId) : made;
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
      return renamed.ok ? ok() : renamed;
    },
    remove: (request: CommandInput<'device.remove'>, callerSignal: AbortSignal) =>
      forEach(request, 'deletingObjects', callerSignal, ({ operations }, objectId, signal) =>
        operations.delete(objectId, { signal, recursive: true }),
      ),
    move: (request: CommandInput<'device.move'>, callerSignal: AbortSignal) =>
      forEach(request, 'movingObjects', callerSignal, ({ operations }, objectId, signal) =>
        operations.move(objectId, request.folder, { signal }),
      ),
  };
}
