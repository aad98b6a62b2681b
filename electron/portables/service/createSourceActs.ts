import { randomUUID } from 'node:crypto';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AddedPlayer, ComputerFolder } from '../../contract/devices.ts';
import type { AppError } from '../../contract/errors.ts';
import { DeviceSourceId } from '../../contract/ids.ts';
import type { UsbIpAddress } from '../../devices/providers/mtp/provider/UsbPlace.ts';
import type { DeviceRegistry } from '../../devices/registry/DeviceRegistry.ts';
import type { DeviceMemory } from '../../state/DeviceMemory.ts';
import { parseHostAddress } from '../parseHostAddress.ts';
import { chooseFolder, type FolderChoices } from './chooseFolder.ts';

export interface SourceActsOptions extends FolderChoices {
  readonly registry: Pick<DeviceRegistry, 'devices' | 'refresh'>;
  readonly memory: DeviceMemory;
  readonly sourcesChanged: () => void;
  /** Does another machine answer? */
  readonly checkHost: (
    address: UsbIpAddress,
    signal: AbortSignal,
  ) => Promise<Result<void, AppError>>;
}

type NewSource = Parameters<DeviceMemory['addSource']>[0];

/** Places beside this machine's ports where players are looked for. */
export function createSourceActs(options: SourceActsOptions) {
  const { registry, memory, sourcesChanged, checkHost } = options;
  const newSourceId = () => DeviceSourceId.parse(randomUUID());

  const add = async (source: NewSource): Promise<Result<AddedPlayer, AppError>> => {
    const before = new Set(registry.devices);
    const added = await memory.addSource(source);
    if (!added.ok) return added;
    sourcesChanged();
    await registry.refresh();
    const [first, ...others] = registry.devices.filter((device) => !before.has(device));
    const isOne = first !== undefined && others.length === 0;
    return ok({ deviceId: isOne ? first.identity.deviceId : null });
  };

  return {
    async addHost(address: string, signal: AbortSignal): Promise<Result<AddedPlayer, AppError>> {
      const parsed = parseHostAddress(address);
      if (parsed === null) return err({ code: 'device.unreachable', subject: address });
      const answered = await checkHost(parsed, signal);
      if (!answered.ok) return answered;
      return add({ kind: 'host', sourceId: newSourceId(), address });
    },
    async addFolder(folder: ComputerFolder): Promise<Result<AddedPlayer | null, AppError>> {
      const chosen = await chooseFolder(folder, options);
      if (!chosen.ok) return chosen;
      const path = chosen.value;
      return path === null ? ok(null) : add({ kind: 'folder', sourceId: newSourceId(), path });
    },
    async removeSource(sourceId: DeviceSourceId): Promise<Result<void, AppError>> {
      const removed = await memory.removeSource(sourceId);
      sourcesChanged();
      return removed;
    },
  };
}
