import { existsSync } from 'node:fs';
import process from 'node:process';
import { kernelRelease } from './guestImage.ts';
import { labPrograms } from './labPrograms.ts';

/**
 * The Debian packages the lab lacks on this machine; empty where it can run. On a system other than
 * Debian's for x64 that is all of them.
 */
export function missingForLab(): readonly string[] {
  const isDebian =
    process.platform === 'linux' && process.arch === 'x64' && existsSync('/etc/debian_version');
  const missing = labPrograms
    .filter(({ file }) => !isDebian || !existsSync(file))
    .map((program) => program.package);
  if (!isDebian || kernelRelease() === null) missing.push('linux-image-amd64');
  return [...new Set(missing)];
}
