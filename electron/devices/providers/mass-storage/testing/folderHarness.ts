import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemMonotonicClock } from '../../../../base/MonotonicClock.ts';
import type { DeviceContractHarness } from '../../../testing/contract/DeviceContractHarness.ts';
import { valueOf } from '../../../testing/valueOf.ts';
import { MassStorageProvider } from '../MassStorageProvider.ts';
import type { VolumeFinder } from '../volumes/Volume.ts';

const { signal } = new AbortController();

/** A folder of this machine as the device that a contract is tried on: `path` is in `parent`. */
export function folderHarness(options: {
  readonly parent: string;
  readonly volumeFinder: VolumeFinder | null;
  /** As an added folder, where no volume is found. */
  readonly isAdded: boolean;
}): Omit<DeviceContractHarness, 'deviations'> {
  const path = join(options.parent, 'player');
  const away = join(options.parent, 'pulled');
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
      if (existsSync(away)) await rename(away, path);
      await mkdir(path, { recursive: true });
      const { candidates } = await provider.enumerate(signal);
      const [candidate] = candidates;
      if (candidate === undefined) throw new Error('nothing is mounted');
      return valueOf(await provider.open(candidate.identity.deviceId, signal));
    },
    async dispose() {
      await provider[Symbol.asyncDispose]();
      await rm(path, { recursive: true, force: true });
    },
    async readOnOtherSide(names) {
      return new Uint8Array(await readFile(join(path, ...names)));
    },
    async placeOnOtherSide(names, files) {
      for (const { name, bytes } of files) await writeFile(join(path, ...names, name), bytes);
    },
    listOnOtherSide: (names) => readdir(join(path, ...names)),
    unplug: () => rename(path, away),
  };
}
