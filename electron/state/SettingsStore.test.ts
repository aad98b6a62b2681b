import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { TemporaryFolder } from '../base/testing/TemporaryFolder.ts';
import { defaultSettings, type Settings } from '../contract/settings.ts';
import { SettingsStore } from './SettingsStore.ts';

function temporaryFolder(): TemporaryFolder {
  const folder = new TemporaryFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  return folder;
}

describe('SettingsStore', () => {
  test('begins with the defaults and writes nothing', async () => {
    const folder = temporaryFolder();
    const store = await SettingsStore.open({ folder: folder.path });
    expect(store.settings).toEqual(defaultSettings);
    expect(store.damagedKeptAs).toBeNull();
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test('keeps and tells what is updated', async () => {
    const folder = temporaryFolder();
    const store = await SettingsStore.open({ folder: folder.path });
    const told: Settings[] = [];
    store.changes.subscribe((settings) => told.push(settings));

    expect(await store.update({ theme: 'dark', rightPanel: null })).toMatchObject({ ok: true });

    const expected = { ...defaultSettings, theme: 'dark', rightPanel: null };
    expect(told).toEqual([expected]);
    expect((await SettingsStore.open({ folder: folder.path })).settings).toEqual(expected);
    expect(statSync(folder.file('settings.json')).mode & 0o777).toBe(0o600);
  });

  test('a key that is there and undefined changes nothing', async () => {
    const store = await SettingsStore.open({ folder: temporaryFolder().path });
    await store.update({ theme: 'light' });
    await store.update({ theme: undefined, language: 'de' });
    expect(store.settings).toMatchObject({ theme: 'light', language: 'de' });
  });

  test('of many updates at once the last one is on disk when any has settled', async () => {
    const folder = temporaryFolder();
    const store = await SettingsStore.open({ folder: folder.path });
    await Promise.all([
      store.update({ theme: 'dark' }),
      store.update({ closeToTray: true }),
      store.update({ theme: 'light' }),
    ]);
    expect((await SettingsStore.open({ folder: folder.path })).settings).toEqual({
      ...defaultSettings,
      theme: 'light',
      closeToTray: true,
    });
    expect(readdirSync(folder.path)).toEqual(['settings.json']);
  });

  test('reset brings the defaults back', async () => {
    const folder = temporaryFolder();
    const store = await SettingsStore.open({ folder: folder.path });
    await store.update({ theme: 'dark', language: 'ar' });
    await store.reset();
    expect(store.settings).toEqual(defaultSettings);
    expect((await SettingsStore.open({ folder: folder.path })).settings).toEqual(defaultSettings);
  });

  test.each([
    ['no JSON', '{"theme": "da'],
    ['empty', ''],
    ['no object', '[1, 2]'],
    ['a value that does not exist', '{"theme": "pink"}'],
    ['a value of the wrong type', '{"closeToTray": "yes"}'],
  ])('a damaged file (%s) is kept aside and the defaults hold', async (_, text) => {
    const folder = temporaryFolder();
    writeFileSync(folder.file('settings.json'), text);

    const store = await SettingsStore.open({ folder: folder.path });

    expect(store.settings).toEqual(defaultSettings);
    expect(store.damagedKeptAs).toMatch(/^settings\.damaged-.+\.json$/);
    expect(readdirSync(folder.path).sort()).toEqual([store.damagedKeptAs, 'settings.json']);
    expect(readFileSync(folder.file(store.damagedKeptAs ?? ''), 'utf8')).toBe(text);
  });

  test('of settings one of which is damaged the others hold', async () => {
    const folder = temporaryFolder();
    writeFileSync(folder.file('settings.json'), '{"theme": "pink", "language": "ar"}');
    const store = await SettingsStore.open({ folder: folder.path });
    expect(store.settings).toEqual({ ...defaultSettings, language: 'ar' });
    expect(store.damagedKeptAs).not.toBeNull();
  });

  test('a file of an older or newer version is no damage', async () => {
    const folder = temporaryFolder();
    writeFileSync(folder.file('settings.json'), '{"theme": "dark", "fromTheFuture": 1}');
    const store = await SettingsStore.open({ folder: folder.path });
    expect(store.settings).toEqual({ ...defaultSettings, theme: 'dark' });
    expect(store.damagedKeptAs).toBeNull();
  });

  test('what cannot be written is reported and holds until the end', async () => {
    const folder = temporaryFolder();
    const inside = folder.file('profile');
    writeFileSync(inside, 'a file where the folder should be');
    const store = await SettingsStore.open({ folder: inside });
    const outcome = await store.update({ theme: 'dark' });
    expect(outcome).toMatchObject({
      ok: false,
      error: { code: 'file.writeFailed', subject: 'settings.json' },
    });
    expect(store.settings.theme).toBe('dark');

    rmSync(inside);
    expect(await store.update({ language: 'de' })).toMatchObject({ ok: true });
    expect((await SettingsStore.open({ folder: inside })).settings).toMatchObject({
      theme: 'dark',
      language: 'de',
    });
  });
});
