import { describe, expect, test } from 'vitest';
import { profileFolder, type ProfileSurroundings } from './profileFolder.ts';

const linux: ProfileSurroundings = {
  platform: 'linux',
  environment: {},
  homeFolder: '/home/anna',
};

describe('profileFolder', () => {
  test.each<[string, Partial<ProfileSurroundings>, string]>([
    ['Linux', {}, '/home/anna/.local/share/Portamento'],
    ['XDG_DATA_HOME', { environment: { XDG_DATA_HOME: '/data' } }, '/data/Portamento'],
    [
      'XDG_DATA_HOME that is not absolute',
      { environment: { XDG_DATA_HOME: 'data' } },
      '/home/anna/.local/share/Portamento',
    ],
    [
      'macOS',
      { platform: 'darwin', homeFolder: '/Users/anna' },
      '/Users/anna/Library/Application Support/Portamento',
    ],
    [
      'Windows',
      { platform: 'win32', environment: { APPDATA: 'C:\\Users\\anna\\AppData\\Roaming' } },
      'C:\\Users\\anna\\AppData\\Roaming\\Portamento',
    ],
    [
      'Windows without APPDATA',
      { platform: 'win32', homeFolder: 'C:\\Users\\anna' },
      'C:\\Users\\anna\\AppData\\Roaming\\Portamento',
    ],
  ])('on %s', (_, surroundings, folder) => {
    expect(profileFolder({}, { ...linux, ...surroundings })).toEqual({ ok: true, value: folder });
  });

  test('a named profile stands beside the usual one', () => {
    expect(profileFolder({ name: 'Living room' }, linux)).toEqual({
      ok: true,
      value: '/home/anna/.local/share/Portamento/profiles/Living room',
    });
  });

  test('a data folder takes the place of the system’s', () => {
    expect(profileFolder({ dataFolder: '/mnt/x/../data' }, linux)).toEqual({
      ok: true,
      value: '/mnt/data',
    });
    expect(profileFolder({ dataFolder: '/mnt/data', name: 'two' }, linux)).toEqual({
      ok: true,
      value: '/mnt/data/profiles/two',
    });
  });

  test.each(['', '.', '..', '../up', 'a/b', 'a\\b', '-x', 'nul', 'COM1', 'x'.repeat(65), 'a\0b'])(
    'refuses the name %j',
    (name) => {
      expect(profileFolder({ name }, linux)).toMatchObject({
        ok: false,
        error: { code: 'ipc.invalidInput' },
      });
    },
  );

  test('refuses a data folder that is not absolute', () => {
    expect(profileFolder({ dataFolder: 'data' }, linux)).toMatchObject({ ok: false });
  });
});
