import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectFolder } from '../setup/projectFolder.mjs';

/** The terms of one package that is shipped. */
export interface PackageLicence {
  readonly name: string;
  readonly version: string;
  /** SPDX expression as the package states it. */
  readonly licence: string;
  /** The licence and notice files it carries; empty when it carries none. */
  readonly text: string;
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string | { readonly type?: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * The licences of everything that is shipped: what main loads at run time, with all it depends on, and
 * `bundledFolders`, the packages inside the page's bundle. Sorted by name, each version once.
 */
export function collectLicences(
  bundledFolders: Iterable<string>,
  folder: string = projectFolder,
): readonly PackageLicence[] {
  const shipped = new Set(bundledFolders);
  addDependencies(folder, shipped);
  const byKey = new Map<string, PackageLicence>();
  for (const packageFolder of shipped) {
    const licence = readLicence(packageFolder);
    byKey.set(`${licence.name}@${licence.version}`, licence);
  }
  return [...byKey.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

function addDependencies(packageFolder: string, found: Set<string>): void {
  const { dependencies, optionalDependencies } = readManifest(packageFolder);
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const dependency = resolvePackage(name, packageFolder);
    if (dependency === null || found.has(dependency)) continue;
    found.add(dependency);
    addDependencies(dependency, found);
  }
}

/** Looks for a package as Node does: in the node_modules of this folder, then of its parents. */
function resolvePackage(name: string, from: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (folder === dirname(folder)) return null;
  }
}

function readLicence(packageFolder: string): PackageLicence {
  const { name, version, license } = readManifest(packageFolder);
  const spdx = typeof license === 'string' ? license : license?.type;
  const files = readdirSync(packageFolder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(licen[cs]e|copying|notice)/i.test(entry.name))
    .map((entry) => readFileSync(join(packageFolder, entry.name), 'utf8').trim());
  return {
    name: name ?? packageFolder,
    version: version ?? '',
    licence: spdx ?? 'unknown',
    text: files.join('\n\n'),
  };
}

function readManifest(packageFolder: string): Manifest {
  return JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as Manifest;
}
