import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { TemporaryFolder } from '../base/testing/TemporaryFolder.ts';
import { DeviceId, DeviceSourceId } from '../contract/ids.ts';
import { DeviceMemory, type SeenDevice } from './DeviceMemory.ts';
import { defaultPreferences } from './DeviceMemoryContent.ts';

function temporaryFolder(): TemporaryFolder {
  const folder = new TemporaryFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  return folder;
}

function seen(number: number, lastSeenAtMs = 1_000): SeenDevice {
  return {
    identity: {
      deviceId: DeviceId.parse(`d${number}`),
      provider: 'mtp',
      manufacturer: 'Maker',
      model: 'Player',
      name: `Player ${number}`,
      serialNumber: null,
      firmwareVersion: null,
    },
    location: 'usb 1-4',
    lastSeenAtMs,
  };
}

const first = DeviceId.parse('d1');

describe('DeviceMemory', () => {
  test('keeps preferences of players over sightings and runs', async () => {
    const folder = temporaryFolder();
    const memory = await DeviceMemory.open({ folder: folder.path });
    expect(memory.preferencesOf(first)).toEqual(defaultPreferences);
    await memory.noteSeen(seen(1));
    expect(await memory.setPreferences(first, { name: 'Mine' })).toMatchObject({ ok: true });
    await memory.noteSpeed(first, 5_000);
    await memory.noteSeen(seen(1, 2_000));
    const again = await DeviceMemory.open({ folder: folder.path });
    expect(again.device(first)).toMatchObject({
      lastSeenAtMs: 2_000,
      bytesPerSecond: 5_000,
      preferences: { ...defaultPreferences, name: 'Mine' },
    });
    await again.setPreferences(first, { name: null, musicFolderTemplate: 'M/{album}' });
    expect(again.preferencesOf(first)).toEqual({ name: null, musicFolderTemplate: 'M/{album}' });
  });

  test('a player that was never seen has no preferences to set', async () => {
    const memory = await DeviceMemory.open({ folder: temporaryFolder().path });
    expect(await memory.setPreferences(first, { name: 'x' })).toMatchObject({
      error: { code: 'device.notFound' },
    });
  });

  test('forgets, and tells of every change', async () => {
    const memory = await DeviceMemory.open({ folder: temporaryFolder().path });
    let told = 0;
    memory.changes.subscribe(() => void (told += 1));
    await memory.noteSeen(seen(1));
    await memory.forget(first);
    expect(memory.devices).toEqual([]);
    expect(told).toBe(2);
  });

  test('keeps where players are looked for', async () => {
    const folder = temporaryFolder();
    const memory = await DeviceMemory.open({ folder: folder.path });
    const host = { kind: 'host', sourceId: DeviceSourceId.parse('s1'), address: 'nas' } as const;
    const music = { kind: 'folder', sourceId: DeviceSourceId.parse('s2'), path: '/m' } as const;
    await memory.addSource(host);
    await memory.addSource(music);
    await memory.removeSource(host.sourceId);
    expect((await DeviceMemory.open({ folder: folder.path })).sources).toEqual([music]);
  });

  test('of very many players those seen last stay', async () => {
    const memory = await DeviceMemory.open({ folder: temporaryFolder().path });
    const notes = Array.from({ length: 250 }, (_, index) => memory.noteSeen(seen(index, index)));
    await Promise.all(notes);
    expect(memory.devices).toHaveLength(200);
    expect(memory.device(DeviceId.parse('d49'))).toBeUndefined();
    expect(memory.device(DeviceId.parse('d249'))).toBeDefined();
  });

  test('what is damaged is kept aside, the other players and places stay', async () => {
    const folder = temporaryFolder();
    const memory = await DeviceMemory.open({ folder: folder.path });
    await memory.noteSeen(seen(1));
    await memory.noteSeen(seen(2));
    const text = readFileSync(folder.file('devices.json'), 'utf8');
    writeFileSync(folder.file('devices.json'), text.replace('"d2"', '2'));
    const again = await DeviceMemory.open({ folder: folder.path });
    expect(again.damagedKeptAs).toMatch(/^devices\.damaged-/);
    expect(readdirSync(folder.path)).toContain(again.damagedKeptAs);
    expect(again.devices).toEqual([memory.device(first)]);
  });

  test('a list that is none is empty', async () => {
    const folder = temporaryFolder();
    writeFileSync(folder.file('devices.json'), '{"devices": 5, "sources": []}');
    const memory = await DeviceMemory.open({ folder: folder.path });
    expect(memory.damagedKeptAs).toMatch(/^devices\.damaged-/);
    expect(memory.devices).toEqual([]);
  });

  test('what cannot be written holds until the end, and is said', async () => {
    const folder = temporaryFolder();
    const memory = await DeviceMemory.open({ folder: folder.path });
    await memory.noteSeen(seen(1));
    rmSync(folder.path, { recursive: true });
    writeFileSync(folder.path, 'a file where the folder was');
    expect(await memory.setPreferences(first, { name: 'Mine' })).toMatchObject({
      ok: false,
      error: { code: 'file.writeFailed', subject: 'devices.json' },
    });
    expect(memory.preferencesOf(first).name).toBe('Mine');
  });
});
