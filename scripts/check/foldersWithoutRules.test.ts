import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createPlantedProject } from './createPlantedProject.ts';
import { foldersWithoutRules } from './foldersWithoutRules.ts';

test('finds a folder that no rule knows, and a room that is not there', () => {
  const project = createPlantedProject([]);
  onTestFinished(() => project[Symbol.dispose]());
  for (const folder of ['app', 'testing']) mkdirSync(join(project.folder, 'renderer', folder));
  expect(foldersWithoutRules(project.folder)).toEqual([]);
  mkdirSync(join(project.folder, 'electron', 'attic'));
  mkdirSync(join(project.folder, 'renderer', 'attic'));
  rmSync(join(project.folder, 'renderer', 'bridge'), { recursive: true });
  expect(foldersWithoutRules(project.folder)).toEqual([
    'electron/attic',
    'renderer/attic',
    'renderer/bridge',
  ]);
});
