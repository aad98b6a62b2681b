import { execFile } from 'node:child_process';

const maximumOutputBytes = 4 * 2 ** 20;

/**
 * Runs a program of the system to its end, without a shell. `null` when it is not there, fails, or says
 * more than it should.
 */
export function runProgram(
  program: string,
  programArguments: readonly string[],
  signal: AbortSignal,
): Promise<string | null> {
  return new Promise((resolve) => {
    const options = { signal, maxBuffer: maximumOutputBytes, windowsHide: true };
    execFile(program, [...programArguments], options, (error, output) =>
      resolve(error === null ? output : null),
    );
  });
}
