import { randomUUID } from 'node:crypto';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AddedPlayer, ComputerFolder } from '../../contract/devices.ts';
import type { AppError } from '../../contract/errors.ts';
import { DeviceSourceId, type DeviceId } from '../../contract/ids.ts';
import type { UsbIpAddress } from '../../devices/providers/mtp/provider/UsbPlace.ts';
import type { Device } from '../../devices/device/Device.ts';
import type { DeviceMemory } from '../../state/DeviceMemory.ts';
import { parseHostAddress } from '../parseHostAddress.ts';
import { chooseFolder, type FolderChoices } from './chooseFolder.ts';
import { isPlayerOf } from './isPlayerOf.ts';
import { isSamePlace } from './isSamePlace.ts';

export interface SourceActsOptions extends FolderChoices {
  readonly registry: {
    /** Those that are here. */
    readonly devices: readonly Pick<Device, 'identity' | 'location'>[];
    /** Those that were ever here, and are not forgotten. */
    readonly known: readonly Pick<Device, 'identity' | 'location'>[];
    refresh(): Promise<unknown>;
  };
  readonly memory: DeviceMemory;
  readonly sourcesChanged: () => void;
  /** Forgets a player that is not here. */
  readonly forget: (deviceId: DeviceId) => Promise<Result<void, AppError>>;
  /** Does another machine answer? */
  readonly checkHost: (
    address: UsbIpAddress,
    signal: AbortSignal,
  ) => Promise<Result<void, AppError>>;
}

type NewSource = Parameters<DeviceMemory['addSource']>[0];

/** Places beside this machine's ports where players are looked for. */
export function createSourceActs(options: SourceActsOptions) {
  const { registry, memory, sourcesChanged, forget, checkHost } = options;
  const newSourceId = () => DeviceSourceId.parse(randomUUID());

  const removeSource = async (sourceId: DeviceSourceId): Promise<Result<void, AppError>> => {
    const removed = await memory.removeSource(sourceId);
    sourcesChanged();
    return removed;
  };

  /** A place that is known already is looked at again. An abort takes back what was added. */
  const add = async (
    wanted: NewSource,
    signal?: AbortSignal,
  ): Promise<Result<AddedPlayer, AppError>> => {
    const known = memory.sources.find((each) => isSamePlace(each, wanted));
    if (known === undefined) {
      const added = await memory.addSource(wanted);
      if (!added.ok) return added;
      sourcesChanged();
    }
    await registry.refresh();
    if (signal?.aborted === true) {
      const removed = known === undefined ? await removeSource(wanted.sourceId) : ok();
      return removed.ok ? err({ code: 'app.cancelled' }) : removed;
    }
    const source = known ?? wanted;
    const [first, ...others] = registry.devices.filter((player) => isPlayerOf(source, player));
    const isOne = first !== undefined && others.length === 0;
    return ok({ deviceId: isOne ? first.identity.deviceId : null });
  };

  return {
    async addHost(address: string, signal: AbortSignal): Promise<Result<AddedPlayer, AppError>> {
      const parsed = parseHostAddress(address);
      if (parsed === null) return err({ code: 'device.unreachable', subject: address });
      const answered = await checkHost(parsed, signal);
      if (signal.aborted) return err({ code: 'app.cancelled' });
      if (!answered.ok) return answered;
      return add({ kind: 'host', sourceId: newSourceId(), address }, signal);
    },
    async addFolder(folder: ComputerFolder): Promise<Result<AddedPlayer | null, AppError>> {
      const chosen = await chooseFolder(folder, options);
      if (!chosen.ok) return chosen;
      const path = chosen.value;
      return path === null ? ok(null) : add({ kind: 'folder', sourceId: newSourceId(), path });
    },
    /** A folder is a player only as long as it is looked at, and is forgotten with its place. */
    async removeSource(sourceId: DeviceSourceId): Promise<Result<void, AppError>> {
      const source = memory.sources.find((each) => each.sourceId === sourceId);
      const removed = await removeSource(sourceId);
      if (!removed.ok || source?.kind !== 'folder') return removed;
      await registry.refresh();
      const player = registry.known.find((each) => isPlayerOf(source, each));
      return player === undefined ? ok() : forget(player.identity.deviceId);
    },
  };
}
