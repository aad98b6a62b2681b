import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

export interface StartOptions {
  /** `--profile NAME` */
  readonly profileName: string | undefined;
  /** `--data-folder PATH`, absolute; empty when it was given empty. */
  readonly dataFolder: string | undefined;
  /** Files and folders to play, absolute. After `--` everything is a path. */
  readonly paths: readonly string[];
}

/**
 * What the command line of the desktop host asks for. Switches it does not know are Electron's and
 * Chromium's.
 *
 * @param args the arguments after the program (and the app's folder, when not packaged)
 * @param workingFolder what relative paths are relative to
 */
export function startOptions(args: readonly string[], workingFolder: string): StartOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { profile: { type: 'string' }, 'data-folder': { type: 'string' } },
    strict: false,
    allowPositionals: true,
  });
  const { profile, 'data-folder': dataFolder } = values;
  return {
    profileName: typeof profile === 'string' ? profile : undefined,
    dataFolder: typeof dataFolder === 'string' ? toFolder(dataFolder, workingFolder) : undefined,
    paths: positionals.map((argument) => toPath(argument, workingFolder)),
  };
}

/** Nothing is no folder: it does not mean the working folder. */
function toFolder(path: string, workingFolder: string): string {
  return path === '' ? '' : resolve(workingFolder, path);
}

function toPath(argument: string, workingFolder: string): string {
  const path = pathOfAddress(argument) ?? argument;
  return isAbsolute(path) ? path : resolve(workingFolder, path);
}

/** `undefined` for what is no `file:` address of this machine. */
function pathOfAddress(argument: string): string | undefined {
  if (!argument.startsWith('file://')) return undefined;
  try {
    return fileURLToPath(argument);
  } catch {
    return undefined;
  }
}
