import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pageRooms, rooms } from '../../.dependency-cruiser.mjs';
import { projectFolder } from '../setup/projectFolder.mjs';
import type { Plant } from './Plant.ts';

/** The very files that configure the tools in the project. */
const configurationFiles = [
  '.dependency-cruiser.mjs',
  '.prettierignore',
  '.prettierrc.json',
  'eslint.config.js',
  'knip.config.ts',
  'tsconfig.base.json',
  'tsconfig.json',
  'e2e/tsconfig.json',
  'electron/contract/tsconfig.json',
  'electron/tsconfig.json',
  'electron/tsconfig.test.json',
  'renderer/tsconfig.json',
  'scripts/tsconfig.json',
  'bench/tsconfig.json',
];

/** Files that break nothing: a tool that complains about one of them would complain about anything. */
export const fineFiles: readonly string[] = [
  ...rooms.map(({ room }) => `electron/${room}/fine.ts`),
  ...pageRooms.map(({ room }) => `renderer/${room}/fine.ts`),
  'electron/base/fine.test.ts',
  'e2e/fine.ts',
  'scripts/fine.ts',
  'bench/fine.ts',
];

/** A small project with the rules of this one and the planted files; removed when disposed. */
export interface PlantedProject extends Disposable {
  readonly folder: string;
}

export function createPlantedProject(plants: readonly Plant[]): PlantedProject {
  const folder = mkdtempSync(join(tmpdir(), 'portamento-planted-'));
  for (const file of configurationFiles) cpSync(join(projectFolder, file), join(folder, file));
  const manifest = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const dependencies = { ...manifest.dependencies, 'planted-package': '1.0.0' };
  write(folder, 'package.json', JSON.stringify({ ...manifest, dependencies }, null, 2));
  for (const file of fineFiles) write(folder, file, 'export const fine = 1;\n');
  for (const { files } of plants) {
    for (const [file, text] of Object.entries(files)) write(folder, file, text);
  }
  symlinkSync(join(projectFolder, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return {
    folder,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function write(folder: string, file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}
