import { existsSync } from 'node:fs';
import process from 'node:process';
import { kernelRelease } from './guestImage.ts';
import { labPrograms } from './labPrograms.ts';

const kernelPackage = 'linux-image-amd64';

/** The Debian packages the lab needs. */
export const labPackages: readonly string[] = [
  ...new Set([...labPrograms.map((program) => program.package), kernelPackage]),
];

/** Those of them that this machine lacks; all of them where it is no Debian for x64. Empty where the lab can run. */
export function missingForLab(): readonly string[] {
  const isDebian =
    process.platform === 'linux' && process.arch === 'x64' && existsSync('/etc/debian_version');
  if (!isDebian) return labPackages;
  return labPackages.filter((name) => !isInstalled(name));
}

function isInstalled(name: string): boolean {
  if (name === kernelPackage) return kernelRelease() !== null;
  return labPrograms.every((program) => program.package !== name || existsSync(program.file));
}
