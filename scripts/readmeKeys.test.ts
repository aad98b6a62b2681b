import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shortcuts } from '../renderer/app/shortcuts.ts';
import { projectFolder } from './setup/projectFolder.mjs';

const spelledOut: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

test('the README names the first key of every shortcut', () => {
  const readme = readFileSync(join(projectFolder, 'README.md'), 'utf8');
  const named = new Set([...readme.matchAll(/<kbd>(.+?)<\/kbd>/g)].map(([, key]) => key));
  const missing = Object.entries(shortcuts).flatMap(([name, { chords }]) => {
    const [chord] = chords;
    const key = spelledOut[chord.key] ?? chord.key;
    const spelled = key.length === 1 ? key.toUpperCase() : key;
    return named.has(spelled) ? [] : [`${name}: ${spelled}`];
  });
  expect(missing).toEqual([]);
});
