import { err, ok, type Result } from '../../base/Result.ts';
import type { DevicePlace } from '../../contract/devices.ts';
import type { AppError } from '../../contract/errors.ts';
import type { DeviceId } from '../../contract/ids.ts';
import type { DeviceConnection } from '../../devices/DeviceConnection.ts';
import type { DeviceObject } from '../../devices/DeviceObject.ts';
import type { DeviceFiles } from '../../files/DeviceFiles.ts';
import { cleanText } from '../../library/cleanText.ts';
import type { RangedFile } from '../../library/RangedFile.ts';
import type { TransferDevice } from '../../sync/execution/TransferDevice.ts';
import type { HeldReads } from './HeldReads.ts';
import { ObjectFinder } from './ObjectFinder.ts';
import { WindowReader } from './WindowReader.ts';

interface OpenPlayer {
  readonly finder: ObjectFinder;
  readonly reader: WindowReader;
}

/**
 * Files on players, found by their names and read part by part where they are. What is known of a player
 * lasts as long as its connection.
 */
export class PlayerFiles implements DeviceFiles {
  readonly held: HeldReads;
  readonly #reachable: (deviceId: DeviceId) => Result<TransferDevice, AppError>;
  readonly #players = new WeakMap<DeviceConnection, OpenPlayer>();

  constructor(
    reachable: (deviceId: DeviceId) => Result<TransferDevice, AppError>,
    held: HeldReads,
  ) {
    this.held = held;
    this.#reachable = reachable;
  }

  /** As the interface says; `device.unsupported` for a player that reads whole files only. */
  async open(place: DevicePlace, signal: AbortSignal): Promise<Result<RangedFile, AppError>> {
    const name = cleanText(place.path.at(-1) ?? '') ?? '';
    const named = (error: AppError) => err<AppError>({ ...error, subject: name });
    const device = this.#reachable(place.deviceId);
    if (!device.ok) return named(device.error);
    if (!device.value.connection.capabilities.operations.has('readRange')) {
      return named({ code: 'device.unsupported' });
    }
    const { finder, reader } = this.#playerOf(device.value);
    const { deviceId } = place;
    const found = await this.held.during(deviceId, () => finder.find(place, signal));
    if (!found.ok) return named(found.error);
    const object = found.value;
    const { sizeBytes, modifiedAtMs } = object;
    return ok({
      name,
      sizeBytes,
      modifiedAtMs,
      readAt: async (position, length, reading) => {
        const read = await this.held.during(deviceId, () =>
          reader.read(object, position, length, reading),
        );
        return read.ok ? read : named(read.error);
      },
    });
  }

  /** Where an object was just seen, so that it need not be looked for when it is opened. */
  remember(device: TransferDevice, place: DevicePlace, { objectId }: DeviceObject): void {
    this.#playerOf(device).finder.remember(place, objectId);
  }

  #playerOf({ connection, operations }: TransferDevice): OpenPlayer {
    let player = this.#players.get(connection);
    if (player === undefined) {
      player = {
        finder: new ObjectFinder(connection, operations),
        reader: new WindowReader(connection),
      };
      this.#players.set(connection, player);
    }
    return player;
  }
}
