import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { electronFolder } from './findElectron.ts';

/** The version of the installed `electron` package, which its binary must have too. */
export function electronVersion(): string {
  const manifest = JSON.parse(readFileSync(join(electronFolder, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  return manifest.version;
}
