import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The files and folders named on a command line. Electron and Chromium put switches of their own among
 * them; after `--` everything is a path.
 *
 * @param args the arguments after the program (and the app's folder, when not packaged)
 * @param workingFolder what relative paths are relative to: the folder of the start that named them
 */
export function openedPaths(args: readonly string[], workingFolder: string): string[] {
  const paths: string[] = [];
  let onlyPaths = false;
  for (const arg of args) {
    if (!onlyPaths && arg === '--') onlyPaths = true;
    else if (onlyPaths || !arg.startsWith('-')) paths.push(toPath(arg, workingFolder));
  }
  return paths;
}

function toPath(arg: string, workingFolder: string): string {
  if (arg.startsWith('file://') && URL.canParse(arg)) return fileURLToPath(arg);
  return isAbsolute(arg) ? arg : resolve(workingFolder, arg);
}
