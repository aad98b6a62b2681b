import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TemporaryFolder } from '../../../base/testing/TemporaryFolder.ts';
import { errorOf, valueOf } from '../../testing/valueOf.ts';
import { ejectOf } from './ejectVolume.ts';
import { volumeOf } from './testing/volumeOf.ts';

const { signal } = new AbortController();
const volume = volumeOf('/media/me/CLIP', { blockDevice: '/dev/sdb1' });
let programs: TemporaryFolder;

beforeEach(() => {
  programs = new TemporaryFolder();
});
afterEach(() => programs[Symbol.dispose]());

/** A program that notes how it was called. */
function install(name: string, exitCode = 0): void {
  const script = `#!/bin/sh\necho "${name} $*" >> "${programs.file('calls')}"\nexit ${exitCode}\n`;
  writeFileSync(programs.file(name), script);
  chmodSync(programs.file(name), 0o755);
}

const calls = () => readFileSync(programs.file('calls'), 'utf8').trimEnd().split('\n');

test('UDisks unmounts, then switches off', async () => {
  install('udisksctl');
  install('gio');
  const eject = await ejectOf(volume, 'linux', programs.path);
  valueOf((await eject?.(signal)) ?? expect.fail('no way to eject'));
  expect(calls()).toEqual([
    'udisksctl unmount --no-user-interaction --block-device /dev/sdb1',
    'udisksctl power-off --no-user-interaction --block-device /dev/sdb1',
  ]);
});

test('GIO ejects where there is no UDisks', async () => {
  install('gio');
  const eject = await ejectOf(volume, 'linux', programs.path);
  valueOf((await eject?.(signal)) ?? expect.fail('no way to eject'));
  expect(calls()).toEqual(['gio mount --eject /media/me/CLIP']);
});

test('macOS ejects by its own program', async () => {
  install('diskutil');
  const eject = await ejectOf({ ...volume, blockDevice: 'disk7s1' }, 'darwin', programs.path);
  valueOf((await eject?.(signal)) ?? expect.fail('no way to eject'));
  expect(calls()).toEqual(['diskutil eject disk7s1']);
});

test('a volume that is in use stays, and nothing is switched off', async () => {
  install('udisksctl', 1);
  const eject = await ejectOf(volume, 'linux', programs.path);
  const refused = (await eject?.(signal)) ?? expect.fail('no way to eject');
  expect(errorOf(refused)).toEqual({ code: 'device.failed', details: 'udisksctl' });
  expect(calls()).toHaveLength(1);
});

test('there is no way for folders, without a program, and on other systems', async () => {
  expect(await ejectOf(volume, 'linux', programs.path)).toBeNull();
  install('udisksctl');
  expect(await ejectOf(volumeOf('/music'), 'linux', programs.path)).toBeNull();
  expect(await ejectOf(volume, 'win32', programs.path)).toBeNull();
  expect(await ejectOf(volume, 'linux', '')).toBeNull();
});
