import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedNodePath } from './pinnedNode.mjs';

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 * @property {boolean} [devOptional]
 *
 * @typedef {Readonly<Record<string, LockedPackage>>} LockedPackages by folder, as in a lock file
 */

/**
 * Why `node_modules` does not hold what package-lock.json asks for, or `null` when it does.
 *
 * npm writes what it installed to `node_modules/.package-lock.json` as its last step, so comparing the
 * two also catches an interrupted install, and agrees with installs made by hand.
 *
 * @param {string} projectFolder
 * @returns {string | null}
 */
export function dependencyStaleness(projectFolder) {
  const installed = readPackages(join(projectFolder, 'node_modules', '.package-lock.json'));
  if (installed === null) return 'node_modules is missing or incomplete';
  const wanted = readPackages(join(projectFolder, 'package-lock.json'));
  if (wanted === null) return null;
  const difference = firstDifference(wanted, installed);
  if (difference !== null) return difference;
  return existsSync(pinnedNodePath(projectFolder)) ? null : 'the pinned Node is missing';
}

/**
 * What an install would change first, or `null` when nothing. Optional packages of other platforms may
 * be absent, and packages that install scripts put beside the locked ones are no difference.
 *
 * @param {LockedPackages} wanted
 * @param {LockedPackages} installed
 * @returns {string | null}
 */
export function firstDifference(wanted, installed) {
  for (const [folder, locked] of Object.entries(wanted)) {
    if (folder === '') continue;
    const present = installed[folder];
    if (present === undefined) {
      if (locked.optional === true || locked.devOptional === true) continue;
      return `${folder} is missing`;
    }
    if (present.version !== locked.version || present.integrity !== locked.integrity) {
      return `${folder} is ${present.version}, package-lock.json asks for ${locked.version}`;
    }
  }
  return null;
}

/**
 * @param {string} lockFile
 * @returns {LockedPackages | null} `null` when the file is absent or is not a lock file
 */
function readPackages(lockFile) {
  if (!existsSync(lockFile)) return null;
  try {
    /** @type {unknown} */
    const lock = JSON.parse(readFileSync(lockFile, 'utf8'));
    return /** @type {{packages?: LockedPackages}} */ (lock).packages ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
