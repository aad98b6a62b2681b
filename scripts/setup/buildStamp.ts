import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './projectFolder.mjs';

const sourcePatterns = [
  'package.json',
  'package-lock.json',
  'tsconfig*.json',
  'assets/**/*',
  'electron/**/*',
  'renderer/**/*',
  'scripts/build.ts',
  'scripts/build/**/*',
];
const notBuilt = /(\.test\.tsx?|\.md)$|(^|[\\/])(testing)([\\/]|$)/;

/** A digest of everything the build reads: names and contents, not times, which a checkout changes. */
export function sourceFingerprint(folder: string = projectFolder): string {
  const files = globSync(sourcePatterns, { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => !notBuilt.test(path))
    .sort();
  const digest = createHash('sha256');
  for (const path of files) {
    digest
      .update(`${path}\0`)
      .update(readFileSync(join(folder, path)))
      .update('\0');
  }
  return digest.digest('hex');
}

/** Is `dist` what these sources build? */
export function isBuildCurrent(fingerprint: string, folder: string = projectFolder): boolean {
  const stamp = stampFile(folder);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint;
}

/** Called when a build begins, so that one that is interrupted does not pass for current. */
export function clearBuildStamp(folder: string = projectFolder): void {
  rmSync(stampFile(folder), { force: true });
}

export function writeBuildStamp(fingerprint: string, folder: string = projectFolder): void {
  mkdirSync(join(folder, 'dist'), { recursive: true });
  writeFileSync(stampFile(folder), fingerprint);
}

function stampFile(folder: string): string {
  return join(folder, 'dist', 'sources.sha256');
}
