import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dependencyStaleness, firstDifference } from './dependencyStaleness.mjs';
import { pinnedNodePath } from './pinnedNode.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portamento-staleness-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const lock = (version: string) =>
  JSON.stringify({ packages: { '': { name: 'x' }, 'node_modules/one': { version } } });

function install(version: string): void {
  write(join(folder, 'node_modules', '.package-lock.json'), lock(version));
  write(pinnedNodePath(folder), '');
}

describe('dependencyStaleness', () => {
  test('a fresh clone is stale', () => {
    write(join(folder, 'package-lock.json'), lock('1.0.0'));
    expect(dependencyStaleness(folder)).toBe('node_modules is missing or incomplete');
  });

  test('what was installed from this very lock file is current', () => {
    write(join(folder, 'package-lock.json'), lock('1.0.0'));
    install('1.0.0');
    expect(dependencyStaleness(folder)).toBeNull();
  });

  test('a lock file that moved on makes it stale, and says by what', () => {
    write(join(folder, 'package-lock.json'), lock('2.0.0'));
    install('1.0.0');
    expect(dependencyStaleness(folder)).toBe(
      'node_modules/one is 1.0.0, package-lock.json asks for 2.0.0',
    );
  });

  test('an install that was interrupted leaves no list of its own, or a damaged one', () => {
    write(join(folder, 'package-lock.json'), lock('1.0.0'));
    install('1.0.0');
    write(join(folder, 'node_modules', '.package-lock.json'), '{"packages": {');
    expect(dependencyStaleness(folder)).toBe('node_modules is missing or incomplete');
  });

  test('without the pinned Node nothing can run', () => {
    write(join(folder, 'package-lock.json'), lock('1.0.0'));
    install('1.0.0');
    rmSync(pinnedNodePath(folder));
    expect(dependencyStaleness(folder)).toBe('the pinned Node is missing');
  });
});

describe('firstDifference', () => {
  test('optional packages of other platforms may be absent', () => {
    const wanted = { 'node_modules/fsevents': { version: '1.0.0', optional: true } };
    expect(firstDifference(wanted, {})).toBeNull();
  });

  test('an optional package that is there must be the right one', () => {
    const wanted = { 'node_modules/a': { version: '2.0.0', optional: true } };
    expect(firstDifference(wanted, { 'node_modules/a': { version: '1.0.0' } })).toContain('2.0.0');
  });

  test('the same version with other bytes is another package', () => {
    const wanted = { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-new' } };
    const installed = { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-old' } };
    expect(firstDifference(wanted, installed)).not.toBeNull();
  });

  test('what an install script put beside the locked packages does no harm', () => {
    const installed = { 'node_modules/node/node_modules/node-bin': { version: '24.0.0' } };
    expect(firstDifference({}, installed)).toBeNull();
  });
});
