import { buffer } from 'node:stream/consumers';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { AppError } from '../../contract/errors.ts';
import { DeviceId, ObjectId, StorageId } from '../../contract/ids.ts';
import { patternBytes } from '../../devices/testing/patternBytes.ts';
import { valueOf } from '../../devices/testing/valueOf.ts';
import { FakeDeviceFiles } from '../../files/testing/FakeDeviceFiles.ts';
import { readStoredZip } from '../testing/readStoredZip.ts';
import { downloadOf } from './downloadOf.ts';
import type { WalkedFolder, WalkedObject } from './walkObjects.ts';

const { signal } = new AbortController();
const storageId = StorageId.parse('card');

let playerFiles: FakeDeviceFiles;
let failures: AppError[];
beforeEach(() => {
  playerFiles = new FakeDeviceFiles();
  failures = [];
});

/** A file of these names; the last is its own, and `depth` folders above it were chosen with it. */
function found(path: readonly string[], sizeBytes: number, depth: number): WalkedObject {
  const bytes = patternBytes(sizeBytes, sizeBytes);
  playerFiles.files.set(path.join('/'), bytes);
  const name = path.at(-1) ?? '';
  return {
    path,
    storageId,
    levels: path.slice(path.length - 1 - depth, -1),
    object: {
      objectId: ObjectId.parse(`o${playerFiles.files.size}`),
      parent: { storageId, folderId: null },
      name,
      kind: 'file',
      sizeBytes,
      format: 'other',
      modifiedAtMs: null,
      readOnly: false,
    },
  };
}

const offered = (files: readonly WalkedObject[], emptyFolders: readonly WalkedFolder[] = []) =>
  downloadOf(
    { files, emptyFolders },
    {
      deviceId: DeviceId.parse('player'),
      deviceName: 'My: player',
      playerFiles,
      onFailure: (error) => failures.push(error),
    },
    signal,
  );

describe('one file', () => {
  test('comes as it is, under a name that is safe here', async () => {
    const download = valueOf(await offered([found(['Music', '../a:b.mp3'], 600_000, 0)]));
    expect(download).toMatchObject({ fileName: '.._a_b.mp3', sizeBytes: 600_000 });
    const bytes = await buffer(download.stream(signal));
    expect(bytes.equals(patternBytes(600_000, 600_000))).toBe(true);
  });

  test('that changed since it was offered breaks off, and says why', async () => {
    const file = found(['a.mp3'], 100, 0);
    const download = valueOf(await offered([file]));
    playerFiles.files.set('a.mp3', patternBytes(99));
    await expect(buffer(download.stream(signal))).rejects.toThrow();
    expect(failures).toEqual([{ code: 'file.changed', subject: 'a.mp3' }]);
  });

  test('of a player that is pulled halfway breaks off, and says why', async () => {
    const download = valueOf(await offered([found(['a.mp3'], 600_000, 0)]));
    const reader = download.stream(signal).getReader();
    await reader.read();
    playerFiles.error = { code: 'device.disconnected' };
    await expect(reader.read()).rejects.toThrow();
    expect(failures).toEqual([{ code: 'device.disconnected' }]);
  });
});

describe('several files', () => {
  test('come as an archive of the size that was told, byte for byte, in their folders', async () => {
    const files = [
      found(['Music', 'Album', 'Größe 🎵.mp3'], 300_001, 1),
      found(['Music', 'Album', 'Disc 2', 'b.flac'], 7, 2),
      found(['Music', 'Album', 'empty'], 0, 1),
    ];
    const download = valueOf(await offered(files));
    expect(download.fileName).toBe('Album.zip');
    const zip = await buffer(download.stream(signal));
    expect(zip.length).toBe(download.sizeBytes);
    const entries = readStoredZip(zip);
    expect([...entries.keys()]).toEqual([
      'Album/Größe 🎵.mp3',
      'Album/Disc 2/b.flac',
      'Album/empty',
    ]);
    expect(entries.get('Album/Größe 🎵.mp3')?.equals(patternBytes(300_001, 300_001))).toBe(true);
    expect(entries.get('Album/empty')?.length).toBe(0);
  });

  test('never leave the archive, and are never two of one name', async () => {
    const files = [
      found(['..', 'a?.mp3'], 1, 1),
      found(['..', 'a*.mp3'], 2, 1),
      found(['con', 'A_.MP3'], 3, 1),
    ];
    const download = valueOf(await offered(files));
    expect(download.fileName).toBe('My_ player.zip');
    const names = [...readStoredZip(await buffer(download.stream(signal))).keys()];
    expect(names).toEqual(['_/a_.mp3', '_/a_ (2).mp3', 'con_/A_.MP3']);
  });

  test('and folders never share a name either, and empty ones are there', async () => {
    const files = [
      found(['Music', 'Live?'], 1, 1),
      found(['Music', 'Live*', 'a.mp3'], 2, 2),
      found(['Music', 'live_', 'a.mp3'], 3, 2),
    ];
    const empty = { levels: ['Music', 'Live*', 'Empty'], modifiedAtMs: null };
    const download = valueOf(await offered(files, [empty]));
    const zip = await buffer(download.stream(signal));
    expect(zip.length).toBe(download.sizeBytes);
    expect([...readStoredZip(zip).keys()]).toEqual([
      'Music/Live_',
      'Music/Live_ (2)/a.mp3',
      'Music/live_ (3)/a.mp3',
      'Music/Live_ (2)/Empty/',
    ]);
    const alone = valueOf(await offered([], [{ levels: ['Empty'], modifiedAtMs: null }]));
    expect(alone.fileName).toBe('Empty.zip');
  });

  test('of which there are none are refused', async () => {
    expect(await offered([])).toMatchObject({ ok: false, error: { code: 'file.empty' } });
  });

  test('are read only as far as somebody takes them', async () => {
    const files = [found(['a'], 600_000, 0), found(['b'], 600_000, 0)];
    const stream = valueOf(await offered(files)).stream(signal);
    const reader = stream.getReader();
    await reader.read();
    await reader.cancel();
    expect(playerFiles.readings.length).toBeLessThanOrEqual(2);
  });

  test('in thousands come without a length, named in turns', async () => {
    const files = Array.from({ length: 2_001 }, () => found(['Music', 'Track 01.mp3'], 0, 1));
    const others = vi.fn();
    setImmediate(others);
    const offering = offered(files);
    expect(others).not.toHaveBeenCalled();
    const download = valueOf(await offering);
    expect(others).toHaveBeenCalled();
    expect(download.sizeBytes).toBeNull();
    const zip = await buffer(download.stream(signal));
    expect(readStoredZip(zip).size).toBe(2_001);
  });
});
