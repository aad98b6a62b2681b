import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/**
 * The Node that package.json pins.
 *
 * @param {string} projectFolder
 */
export function pinnedNodePath(projectFolder) {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  return join(projectFolder, 'node_modules', 'node', 'bin', name);
}

/**
 * Does the pinned Node run this process?
 *
 * @param {string} projectFolder
 */
export function isPinnedNode(projectFolder) {
  const pinned = pinnedNodePath(projectFolder);
  return existsSync(pinned) && realpathSync(pinned) === realpathSync(process.execPath);
}

/**
 * Runs a script under the pinned Node and ends as it ends. The children it starts find the pinned Node
 * and the project's tools first.
 *
 * @param {string} projectFolder
 * @param {readonly string[]} argv script and its arguments
 * @returns {Promise<number>} the exit code
 */
export function runUnderPinnedNode(projectFolder, argv) {
  const separator = process.platform === 'win32' ? ';' : ':';
  const binFolder = join(projectFolder, 'node_modules', '.bin');
  const child = spawn(pinnedNodePath(projectFolder), argv, {
    stdio: 'inherit',
    env: { ...process.env, PATH: [binFolder, process.env['PATH']].join(separator) },
  });
  return exitCodeOf(child);
}

/**
 * Waits for a child and passes on the signals that ask this process to end meanwhile. A terminal sends
 * SIGINT to the whole process group itself, so there it is not sent twice.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>} the exit code; 128 and the signal's number when a signal ended it
 */
export function exitCodeOf(child) {
  /** @type {readonly NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const forward = signals.map((signal) => {
    const listener = () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    process.on(signal, listener);
    return () => process.off(signal, listener);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const stop of forward) stop();
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}
