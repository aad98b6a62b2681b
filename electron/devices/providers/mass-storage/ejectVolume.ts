import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { err, ok, type Result } from '../../../base/Result.ts';
import type { AppError } from '../../../contract/errors.ts';
import { runProgram } from './runProgram.ts';
import type { Volume } from './volumes/Volume.ts';

/** Lets go of a volume; every write is on the medium afterwards. */
export type Eject = (signal: AbortSignal) => Promise<Result<void, AppError>>;

interface EjectProgram {
  readonly program: string;
  /** Each run after the other; only the first has to succeed. */
  readonly commands: (
    volume: Volume & { readonly blockDevice: string },
  ) => readonly (readonly string[])[];
}

const unattended = '--no-user-interaction';
const linuxPrograms: readonly EjectProgram[] = [
  {
    program: 'udisksctl',
    commands: ({ blockDevice }) => [
      ['unmount', unattended, '--block-device', blockDevice],
      ['power-off', unattended, '--block-device', blockDevice],
    ],
  },
  { program: 'gio', commands: ({ path }) => [['mount', '--eject', path]] },
];
const macPrograms: readonly EjectProgram[] = [
  { program: 'diskutil', commands: ({ blockDevice }) => [['eject', blockDevice]] },
];

/**
 * How this system ejects a volume; `null` for folders, and where it has no program for it (Windows only
 * lets its own windows do it).
 */
export async function ejectOf(
  volume: Volume,
  platform: NodeJS.Platform,
  searchPath: string,
): Promise<Eject | null> {
  const { blockDevice } = volume;
  if (blockDevice === null) return null;
  const programs = { linux: linuxPrograms, darwin: macPrograms } as const;
  const known = platform === 'linux' || platform === 'darwin' ? programs[platform] : [];
  for (const { program, commands } of known) {
    const path = await findProgram(program, searchPath);
    if (path === null) continue;
    const [first, ...others] = commands({ ...volume, blockDevice });
    return async (signal) => {
      const output = first === undefined ? null : await runProgram(path, first, signal);
      if (output === null) return err({ code: 'device.failed', details: program });
      for (const command of others) await runProgram(path, command, signal);
      return ok();
    };
  }
  return null;
}

async function findProgram(program: string, searchPath: string): Promise<string | null> {
  for (const folder of searchPath.split(delimiter)) {
    if (folder === '') continue;
    const path = join(folder, program);
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  return null;
}
