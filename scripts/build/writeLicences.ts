import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../setup/projectFolder.mjs';
import type { PackageLicence } from './collectLicences.ts';

/** Puts the list beside the page, which shows it in About. */
export function writeLicences(licences: readonly PackageLicence[]): void {
  writeFileSync(
    join(projectFolder, 'dist', 'renderer', 'licences.json'),
    `${JSON.stringify(licences, null, 1)}\n`,
  );
}
