import { posix, win32 } from 'node:path';
import { err, ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';

const applicationName = 'Portamento';
/** The folder of named profiles, inside the one of the usual profile. */
export const profilesFolderName = 'profiles';
/** What is a folder name everywhere. */
const profileName = /^[A-Za-z0-9][A-Za-z0-9 _-]{0,63}$/;
const reservedOnWindows = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;

export interface ProfileChoice {
  /** `--profile NAME`: a profile of its own beside the usual one. */
  readonly name?: string | undefined;
  /** `--data-folder PATH`: instead of where the system wants it. Absolute. */
  readonly dataFolder?: string | undefined;
}

export interface ProfileSurroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeFolder: string;
}

/**
 * Where a profile keeps its data. Errors: `ipc.invalidInput` for a name that is no plain folder name,
 * `file.notFound` for a data folder that is not absolute, as an empty one.
 */
export function profileFolder(
  choice: ProfileChoice,
  surroundings: ProfileSurroundings,
): Result<string, AppError> {
  const path = surroundings.platform === 'win32' ? win32 : posix;
  const { name, dataFolder } = choice;
  if (name !== undefined && (!profileName.test(name) || reservedOnWindows.test(name))) {
    return err({ code: 'ipc.invalidInput', subject: name });
  }
  if (dataFolder !== undefined && !path.isAbsolute(dataFolder)) {
    return err({ code: 'file.notFound', subject: path.basename(dataFolder) });
  }
  const folder = dataFolder ?? path.join(systemDataFolder(surroundings), applicationName);
  return ok(
    name === undefined ? path.normalize(folder) : path.join(folder, profilesFolderName, name),
  );
}

function systemDataFolder({ platform, environment, homeFolder }: ProfileSurroundings): string {
  switch (platform) {
    case 'win32':
      return absoluteOr(win32, environment['APPDATA'], [homeFolder, 'AppData', 'Roaming']);
    case 'darwin':
      return posix.join(homeFolder, 'Library', 'Application Support');
    default:
      // The XDG specification: a path that is not absolute is to be ignored.
      return absoluteOr(posix, environment['XDG_DATA_HOME'], [homeFolder, '.local', 'share']);
  }
}

function absoluteOr(
  path: typeof posix,
  folder: string | undefined,
  otherwise: readonly string[],
): string {
  return folder !== undefined && path.isAbsolute(folder) ? folder : path.join(...otherwise);
}
