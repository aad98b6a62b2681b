import { spawn } from 'node:child_process';
import { sep } from 'node:path';
import process from 'node:process';
import { dependencyStaleness } from './dependencyStaleness.mjs';

/**
 * Installs the dependencies when they are missing or not what package-lock.json asks for, and shows
 * npm's progress meanwhile.
 *
 * @param {string} projectFolder
 */
export async function ensureInstalled(projectFolder) {
  const reason = dependencyStaleness(projectFolder);
  if (reason === null) return;
  console.error(`Installing dependencies (${reason}) …`);
  const exitCode = await npm(projectFolder, [installCommand(projectFolder)]);
  if (exitCode !== 0) throw new Error(`npm could not install the dependencies (exit ${exitCode}).`);
  const remaining = dependencyStaleness(projectFolder);
  if (remaining !== null) throw new Error(`The installed dependencies do not fit: ${remaining}.`);
}

/**
 * `npm ci` begins by deleting node_modules, which Windows refuses while the Node inside it runs.
 *
 * @param {string} projectFolder
 */
function installCommand(projectFolder) {
  const runsFromInside = process.execPath.startsWith(`${projectFolder}${sep}node_modules${sep}`);
  return process.platform === 'win32' && runsFromInside ? 'install' : 'ci';
}

/**
 * Runs npm with the Node that npm itself uses: the one in node_modules/.bin is about to be replaced.
 *
 * @param {string} projectFolder
 * @param {readonly string[]} args
 * @returns {Promise<number>} the exit code
 */
function npm(projectFolder, args) {
  const { npm_execpath: npmScript, npm_node_execpath: npmNode } = process.env;
  const [command, ...prefix] =
    npmScript === undefined
      ? [process.platform === 'win32' ? 'npm.cmd' : 'npm']
      : [npmNode ?? process.execPath, npmScript];
  // An old Node only installs: warnings that a package wants a newer one to run under mean nothing.
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const child = spawn(command, [...prefix, ...args, ...quiet], {
    cwd: projectFolder,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: command.endsWith('.cmd'),
    env: { ...process.env, PATH: withoutProjectBin(projectFolder, process.env['PATH']) },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * Install scripts must not find the Node that this very install replaces.
 *
 * @param {string} projectFolder
 * @param {string | undefined} path
 */
function withoutProjectBin(projectFolder, path) {
  const separator = process.platform === 'win32' ? ';' : ':';
  return (path ?? '')
    .split(separator)
    .filter((folder) => !folder.startsWith(projectFolder))
    .join(separator);
}
