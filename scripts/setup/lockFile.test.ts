import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectFolder } from './projectFolder.mjs';

interface LockedPackage {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

// npm drops what the registry did not have when the lock file was made; then `npm ci` refuses it, and
// on the platforms that are missing nothing would run.
test('package-lock.json holds the binaries of every platform', () => {
  const lock = JSON.parse(readFileSync(join(projectFolder, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockedPackage>>;
  };
  const missing = Object.entries(lock.packages).flatMap(([folder, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !candidates(folder, name).some((path) => path in lock.packages))
      .map((name) => `${name}, wanted by ${folder}`),
  );
  expect(missing).toEqual([]);
});

/** The places where Node looks for a package, as folders of the lock file. */
function candidates(folder: string, name: string): readonly string[] {
  const parents = folder.split('/node_modules/').map((_part, index, parts) => {
    return parts.slice(0, parts.length - index).join('/node_modules/');
  });
  return [...parents.map((parent) => `${parent}/node_modules/${name}`), `node_modules/${name}`];
}
