import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { collectLicences } from './collectLicences.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portamento-licences-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, content: string | object): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(
    join(folder, path),
    typeof content === 'string' ? content : JSON.stringify(content),
  );
}

test('names what main loads, however deep, and what the page carries; not the tools', () => {
  write('package.json', { dependencies: { server: '1' }, devDependencies: { tool: '1', ui: '1' } });
  write('node_modules/server/package.json', {
    name: 'server',
    version: '1.0.0',
    license: 'MIT',
    dependencies: { deep: '2' },
  });
  write('node_modules/server/LICENSE', 'MIT terms\n');
  write('node_modules/server/node_modules/deep/package.json', {
    name: 'deep',
    version: '2.0.0',
    license: { type: 'ISC' },
  });
  write('node_modules/server/node_modules/deep/LICENCE.md', 'ISC terms');
  write('node_modules/server/node_modules/deep/NOTICE', 'Notice');
  write('node_modules/tool/package.json', { name: 'tool', version: '1.0.0', license: 'MIT' });
  write('node_modules/ui/package.json', { name: 'ui', version: '3.0.0' });

  expect(collectLicences([join(folder, 'node_modules/ui')], folder)).toEqual([
    { name: 'deep', version: '2.0.0', licence: 'ISC', text: 'ISC terms\n\nNotice' },
    { name: 'server', version: '1.0.0', licence: 'MIT', text: 'MIT terms' },
    { name: 'ui', version: '3.0.0', licence: 'unknown', text: '' },
  ]);
});

test('packages that depend on each other end the search', () => {
  write('package.json', { dependencies: { one: '1' } });
  write('node_modules/one/package.json', {
    name: 'one',
    version: '1',
    dependencies: { two: '1' },
  });
  write('node_modules/two/package.json', {
    name: 'two',
    version: '1',
    dependencies: { one: '1' },
  });
  expect(collectLicences([], folder).map(({ name }) => name)).toEqual(['one', 'two']);
});
