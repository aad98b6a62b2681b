import { renameSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemMonotonicClock } from '../../../../base/MonotonicClock.ts';
import type { DeviceContractHarness } from '../../../testing/contract/DeviceContractHarness.ts';
import { valueOf } from '../../../testing/valueOf.ts';
import { MassStorageProvider } from '../MassStorageProvider.ts';
import type { VolumeFinder } from '../volumes/Volume.ts';

const { signal } = new AbortController();

export interface FolderHarnessOptions {
  /** The player's folder, which is made when it is not there. */
  readonly path: string;
  readonly volumeFinder: VolumeFinder | null;
  /** As an added folder, where no volume is found. */
  readonly isAdded: boolean;
  /** Takes the folder away from under its connection, and puts it back; by default under another name. */
  readonly cable?: { pull(): void; plugIn(): void };
}

/** A folder of this machine as the device that a contract is tried on. */
export function folderHarness(
  options: FolderHarnessOptions,
): Omit<DeviceContractHarness, 'deviations'> {
  const { path } = options;
  const away = `${path} pulled`;
  const cable = options.cable ?? {
    pull: () => renameSync(path, away),
    plugIn: () => renameSync(away, path),
  };
  let isPulled = false;
  const provider = new MassStorageProvider({
    volumeFinder: options.volumeFinder,
    folders: options.isAdded ? [path] : [],
    clock: systemMonotonicClock,
    platform: 'linux',
    programPath: '',
  });
  return {
    operations: [
      'read',
      'readRange',
      'write',
      'resumeWrite',
      'makeFolder',
      'rename',
      'move',
      'remove',
    ],
    // More than is put on the medium at once.
    largeSizeBytes: 20 * 2 ** 20,
    testTimeoutMs: 120_000,
    async connect() {
      if (isPulled) cable.plugIn();
      isPulled = false;
      await mkdir(path, { recursive: true });
      const { candidates } = await provider.enumerate(signal);
      const [candidate] = candidates;
      if (candidate === undefined) throw new Error('nothing is mounted');
      return valueOf(await provider.open(candidate.identity.deviceId, signal));
    },
    dispose: () => Promise.resolve(provider[Symbol.asyncDispose]()),
    async readOnOtherSide(names) {
      return new Uint8Array(await readFile(join(path, ...names)));
    },
    async placeOnOtherSide(names, files) {
      for (const { name, bytes } of files) await writeFile(join(path, ...names, name), bytes);
    },
    listOnOtherSide: (names) => readdir(join(path, ...names)),
    unplug() {
      isPulled = true;
      cable.pull();
      return Promise.resolve();
    },
  };
}
