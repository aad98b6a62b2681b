import { randomUUID } from 'node:crypto';
import { err, ok, type Result } from '../../base/Result.ts';
import type { ComputerFolder } from '../../contract/devices.ts';
import type { AppError } from '../../contract/errors.ts';
import { DeviceSourceId } from '../../contract/ids.ts';
import type { DeviceMemory } from '../../state/DeviceMemory.ts';
import { parseHostAddress } from '../parseHostAddress.ts';
import { chooseFolder, type FolderChoices } from './chooseFolder.ts';

export interface SourceActsOptions extends FolderChoices {
  readonly memory: DeviceMemory;
  readonly sourcesChanged: () => void;
}

/** Places beside this machine's ports where players are looked for. */
export function createSourceActs(options: SourceActsOptions) {
  const { memory, sourcesChanged } = options;
  const changeSources = async (changed: Promise<Result<void, AppError>>) => {
    const outcome = await changed;
    sourcesChanged();
    return outcome;
  };
  const newSourceId = () => DeviceSourceId.parse(randomUUID());
  return {
    addHost(address: string): Promise<Result<void, AppError>> {
      if (parseHostAddress(address) === null) {
        return Promise.resolve(err({ code: 'device.unreachable', subject: address }));
      }
      return changeSources(memory.addSource({ kind: 'host', sourceId: newSourceId(), address }));
    },
    async addFolder(folder: ComputerFolder): Promise<Result<void, AppError>> {
      const chosen = await chooseFolder(folder, options);
      if (!chosen.ok) return chosen;
      const path = chosen.value;
      if (path === null) return ok();
      return changeSources(memory.addSource({ kind: 'folder', sourceId: newSourceId(), path }));
    },
    removeSource: (sourceId: DeviceSourceId) => changeSources(memory.removeSource(sourceId)),
  };
}
