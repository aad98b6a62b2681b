import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  clearBuildStamp,
  isBuildCurrent,
  sourceFingerprint,
  writeBuildStamp,
} from './buildStamp.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portamento-build-'));
  write('electron/main.ts', 'main');
  write('renderer/app/App.tsx', 'app');
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const isCurrent = () => isBuildCurrent(sourceFingerprint(folder), folder);

test('nothing built is stale, a finished build is current, a begun one is stale again', () => {
  expect(isCurrent()).toBe(false);
  writeBuildStamp(sourceFingerprint(folder), folder);
  expect(isCurrent()).toBe(true);
  clearBuildStamp(folder);
  expect(isCurrent()).toBe(false);
});

test.each([
  ['a changed source', 'electron/main.ts', 'changed'],
  ['a new source', 'renderer/ui/Button.tsx', 'button'],
  ['other packages', 'package-lock.json', '{}'],
  ['a changed build', 'scripts/build/buildRenderer.ts', 'build'],
])('%s makes it stale', (_what, path, text) => {
  writeBuildStamp(sourceFingerprint(folder), folder);
  write(path, text);
  expect(isCurrent()).toBe(false);
});

test('a source that is gone makes it stale', () => {
  writeBuildStamp(sourceFingerprint(folder), folder);
  rmSync(join(folder, 'electron/main.ts'));
  expect(isCurrent()).toBe(false);
});

test('tests, documents and new times do not', () => {
  writeBuildStamp(sourceFingerprint(folder), folder);
  write('electron/main.test.ts', 'test');
  write('electron/media/testing/StubSource.ts', 'stub');
  write('electron/README.md', 'words');
  utimesSync(join(folder, 'electron/main.ts'), 1, 1);
  expect(isCurrent()).toBe(true);
});
