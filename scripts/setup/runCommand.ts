import { spawn, type SpawnOptions } from 'node:child_process';
import { exitCodeOf } from './pinnedNode.mjs';
import { projectFolder } from './projectFolder.mjs';

export interface CommandResult {
  readonly exitCode: number;
  /** What it wrote to standard output. */
  readonly stdout: string;
  /** Standard output and error as they came. */
  readonly output: string;
}

/** Runs a program with the terminal as its own. @returns the exit code */
export function runVisibly(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<number> {
  return exitCodeOf(
    spawn(command, args, {
      cwd: projectFolder,
      stdio: ['ignore', 'inherit', 'inherit'],
      ...options,
    }),
  );
}

/** Runs a program and keeps what it writes. Ending with a failure is a result, not an error. */
export function runQuietly(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<CommandResult> {
  const child = spawn(command, args, {
    cwd: projectFolder,
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  return exitCodeOf(child).then((exitCode) => ({ exitCode, stdout, output }));
}

/** The script of a tool in node_modules, to be run by this very Node. */
export function toolScript(path: string): string {
  return `${projectFolder}/node_modules/${path}`;
}
