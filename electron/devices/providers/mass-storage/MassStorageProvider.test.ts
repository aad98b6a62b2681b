import { existsSync } from 'node:fs';
import {
  chmod,
  mkdir,
  readdir,
  readFile,
  rename,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeMonotonicClock } from '../../../base/testing/FakeMonotonicClock.ts';
import { TemporaryFolder } from '../../../base/testing/TemporaryFolder.ts';
import type { DeviceConnection } from '../../DeviceConnection.ts';
import type { DeviceObject, FolderReference } from '../../DeviceObject.ts';
import { passTimeUntil } from '../../testing/passTimeUntil.ts';
import { patternBytes } from '../../testing/patternBytes.ts';
import { readBytes } from '../../testing/readBytes.ts';
import { errorOf, valueOf } from '../../testing/valueOf.ts';
import { writeRequest } from '../../testing/writeRequest.ts';
import { MassStorageProvider } from './MassStorageProvider.ts';
import { StubVolumeFinder, volumeOf } from './testing/volumeOf.ts';
import { volumeStorageId } from './VolumeTree.ts';

const { signal } = new AbortController();
const root: FolderReference = { storageId: volumeStorageId, folderId: null };
let outside: TemporaryFolder;
let player: string;
let clock: FakeMonotonicClock;
let finder: StubVolumeFinder;
let provider: MassStorageProvider;

beforeEach(async () => {
  outside = new TemporaryFolder();
  player = outside.file('player');
  await mkdir(player);
  clock = new FakeMonotonicClock();
  finder = new StubVolumeFinder(volumeOf(player));
  make();
});
afterEach(async () => {
  await provider[Symbol.asyncDispose]();
  outside[Symbol.dispose]();
});

function make(folders: readonly string[] = []): void {
  provider = new MassStorageProvider({
    volumeFinder: finder,
    folders,
    clock,
    platform: 'linux',
    programPath: '',
  });
}

async function open(): Promise<DeviceConnection> {
  const { candidates } = await provider.enumerate(signal);
  const deviceId = candidates[0]?.identity.deviceId ?? expect.fail('nothing is mounted');
  return valueOf(await provider.open(deviceId, signal));
}

async function list(connection: DeviceConnection, folder = root) {
  const entries: DeviceObject[] = [];
  const onEntries = (more: readonly DeviceObject[]) => void entries.push(...more);
  const { skipped } = valueOf(await connection.list(folder, { signal, onEntries }));
  return { entries, skipped };
}

async function entry(connection: DeviceConnection, name: string): Promise<DeviceObject> {
  const { entries } = await list(connection);
  return entries.find((each) => each.name === name) ?? expect.fail(`no “${name}”`);
}

describe('nothing leads out of the volume', () => {
  const secret = () => readFile(outside.file('secret.txt'), 'utf8');

  beforeEach(async () => {
    await writeFile(outside.file('secret.txt'), 'secret');
    await mkdir(outside.file('elsewhere'));
  });

  test('links are not listed, and said to be left out', async () => {
    await symlink(outside.file('secret.txt'), `${player}/link.txt`);
    await symlink(outside.path, `${player}/folder`);
    execFileSync('mkfifo', [`${player}/pipe`]);
    await writeFile(`${player}/file.txt`, 'x');
    const { entries, skipped } = await list(await open());
    expect(entries.map(({ name }) => name)).toEqual(['file.txt']);
    expect(skipped.map(({ name, reason }) => `${name} ${reason}`).toSorted()).toEqual([
      'folder notRegular',
      'link.txt notRegular',
      'pipe notRegular',
    ]);
  });

  test('a file that became a link is not followed', async () => {
    await writeFile(`${player}/file.txt`, 'x');
    const connection = await open();
    const { objectId } = await entry(connection, 'file.txt');
    await rename(`${player}/file.txt`, `${player}/moved.txt`);
    await symlink(outside.file('secret.txt'), `${player}/file.txt`);
    expect(errorOf(await readBytes(connection, { objectId })).code).toBe('device.invalidRequest');
  });

  test('a folder that became a link is not entered', async () => {
    await mkdir(`${player}/Music`);
    const connection = await open();
    const { objectId } = await entry(connection, 'Music');
    const folder = { storageId: volumeStorageId, folderId: objectId };
    await rename(`${player}/Music`, `${player}/Moved`);
    await symlink(outside.file('elsewhere'), `${player}/Music`);
    const written = await connection.write(writeRequest(patternBytes(9), { folder, name: 'x' }));
    expect(errorOf(written).error.code).toBe('device.invalidRequest');
    const listed = await connection.list(folder, { signal, onEntries: () => undefined });
    expect(errorOf(listed).code).toBe('device.invalidRequest');
    expect(await readdir(outside.file('elsewhere'))).toEqual([]);
  });

  test('a link in the place of a new file is not written through', async () => {
    await symlink(outside.file('secret.txt'), `${player}/new.txt`);
    const connection = await open();
    const request = writeRequest(patternBytes(9), { folder: root, name: 'new.txt' });
    expect(errorOf(await connection.write(request)).error.code).toBe('device.nameTaken');
    expect(await secret()).toBe('secret');
  });

  test('a removal takes a link away, and not what it leads to', async () => {
    await mkdir(`${player}/Music`);
    await symlink(outside.file('elsewhere'), `${player}/Music/out`);
    await writeFile(outside.file('elsewhere/kept.txt'), 'kept');
    const connection = await open();
    const { objectId } = await entry(connection, 'Music');
    valueOf(await connection.remove(objectId, signal));
    expect(await readdir(outside.file('elsewhere'))).toEqual(['kept.txt']);
  });
});

describe('a volume that goes', () => {
  test('is lost when it is unmounted, and says so without being asked', async () => {
    const connection = await open();
    const told: string[] = [];
    connection.events.subscribe((event) => void told.push(event.kind));
    using _watching = provider.watch(() => undefined);
    await rename(player, outside.file('pulled'));
    await passTimeUntil(clock, () => told.length > 0, 2_000);
    expect(told).toEqual(['lost']);
    expect(errorOf(await connection.listStorages(signal)).code).toBe('device.disconnected');
  });

  test('leaves an empty mount point that is not written to', async () => {
    const connection = await open();
    await rename(player, outside.file('pulled'));
    await mkdir(player);
    const request = writeRequest(patternBytes(9), { folder: root, name: 'lost.txt' });
    expect(errorOf(await connection.write(request))).toEqual({
      error: { code: 'device.disconnected' },
      partial: null,
    });
    expect(await readdir(player)).toEqual([]);
  });
});

describe('what is written', () => {
  test('is under its own name only when it is whole', async () => {
    const connection = await open();
    const seen: string[][] = [];
    const request = writeRequest(patternBytes(300_000), {
      folder: root,
      name: 'song.mp3',
      onCreated: async () => void seen.push(await readdir(player)),
    });
    const written = valueOf(await connection.write(request));
    expect(seen).toEqual([[expect.stringMatching(/^\.portamento-[0-9a-f]{12}\.part$/)]]);
    expect(written).toMatchObject({ name: 'song.mp3', format: 'mp3', readOnly: false });
    expect(await readdir(player)).toEqual(['song.mp3']);
  });

  test('keeps the time it was changed', async () => {
    const connection = await open();
    const modifiedAtMs = Date.UTC(2001, 8, 9, 1, 46, 40);
    const request = writeRequest(patternBytes(9), { folder: root, name: 'old.txt', modifiedAtMs });
    expect(valueOf(await connection.write(request)).modifiedAtMs).toBe(modifiedAtMs);
  });

  test('does not replace what took its name meanwhile', async () => {
    const connection = await open();
    const request = writeRequest(patternBytes(300_000), {
      folder: root,
      name: 'song.mp3',
      onCreated: () => writeFile(`${player}/song.mp3`, 'somebody else’s'),
    });
    const failure = errorOf(await connection.write(request));
    expect(failure).toMatchObject({ error: { code: 'device.nameTaken' }, partial: null });
    expect(await readFile(`${player}/song.mp3`, 'utf8')).toBe('somebody else’s');
    expect(await readdir(player)).toEqual(['song.mp3']);
  });

  test('goes on over a new connection from what is known to be on the medium', async () => {
    const bytes = patternBytes(17 * 2 ** 20);
    const controller = new AbortController();
    const first = await open();
    const request = writeRequest(bytes, { folder: root, name: 'large.bin' });
    const { partial } = errorOf(
      await first.write({
        ...request,
        signal: controller.signal,
        onProgress(done) {
          if (done > 16.5 * 2 ** 20) controller.abort();
        },
      }),
    );
    await first[Symbol.asyncDispose]();
    const second = await open();
    const part = await entry(second, partial?.name ?? expect.fail('nothing is left'));
    const opened: number[] = [];
    const resumed = await second.resumeWrite(part.objectId, {
      ...request,
      open(offsetBytes) {
        opened.push(offsetBytes);
        return request.open(offsetBytes);
      },
    });
    valueOf(resumed);
    expect(opened).toEqual([16 * 2 ** 20]);
    expect((await readFile(`${player}/large.bin`)).equals(bytes)).toBe(true);
    expect(await readdir(player)).toEqual(['large.bin']);
  });
});

describe('names', () => {
  test('two that differ in case only are one, as on a player', async () => {
    await writeFile(`${player}/Song.mp3`, 'x');
    const connection = await open();
    const request = writeRequest(patternBytes(9), { folder: root, name: 'sONG.MP3' });
    expect(errorOf(await connection.write(request)).error.code).toBe('device.nameTaken');
    const made = await connection.makeFolder(root, 'SONG.mp3', signal);
    expect(errorOf(made).code).toBe('device.nameTaken');
  });

  test('of bytes that are no UTF-8 are left out', async () => {
    execFileSync('/bin/sh', ['-c', `printf x > "${player}/$(printf 'a\\377b')"`]);
    const { entries, skipped } = await list(await open());
    expect(entries).toEqual([]);
    expect(skipped).toMatchObject([{ reason: 'illegalName' }]);
  });
});

test('ids are no paths, and the same for the same file while nothing changes', async () => {
  await mkdir(`${player}/Music`);
  const connection = await open();
  const first = await entry(connection, 'Music');
  expect(first.objectId).toMatch(/^m[0-9]+$/);
  expect((await entry(connection, 'Music')).objectId).toBe(first.objectId);
  const renamed = valueOf(await connection.rename(first.objectId, 'Sounds', signal));
  expect(renamed.objectId).toBe(first.objectId);
});

test('a file that somebody removed is not there any more', async () => {
  await writeFile(`${player}/file.txt`, 'x');
  const connection = await open();
  const { objectId } = await entry(connection, 'file.txt');
  await rename(`${player}/file.txt`, outside.file('file.txt'));
  expect(errorOf(await connection.stat(objectId, signal)).code).toBe('device.noSuchObject');
});

test('a read-only volume only reads', async () => {
  finder.volumes = [volumeOf(player, { isReadOnly: true })];
  await writeFile(`${player}/file.txt`, 'x');
  const connection = await open();
  expect([...connection.capabilities.operations]).toEqual(['read', 'readRange']);
  expect(await entry(connection, 'file.txt')).toMatchObject({ readOnly: true });
  const made = await connection.makeFolder(root, 'Music', signal);
  expect(errorOf(made).code).toBe('device.unsupported');
});

test('FAT takes no file of 4 GiB', async () => {
  const connection = await open();
  expect(connection.capabilities.maximumObjectBytes).toBe(2 ** 32 - 1);
  const request = writeRequest(patternBytes(9), { folder: root, name: 'x', sizeBytes: 2 ** 32 });
  expect(errorOf(await connection.write(request)).error.code).toBe('device.objectTooLarge');
});

test('a folder that goes in part says so', async ({ skip }) => {
  skip(process.getuid?.() === 0, 'root may remove everything');
  await mkdir(`${player}/Music/kept`, { recursive: true });
  await writeFile(`${player}/Music/kept/file.txt`, 'x');
  await writeFile(`${player}/Music/a.txt`, 'x');
  await chmod(`${player}/Music/kept`, 0o500);
  const connection = await open();
  const { objectId } = await entry(connection, 'Music');
  const removed = await connection.remove(objectId, signal);
  await chmod(`${player}/Music/kept`, 0o700);
  expect(errorOf(removed)).toEqual({
    code: 'device.partialDeletion',
    subject: 'Music',
    details: 'EACCES',
  });
  expect(await readdir(`${player}/Music`)).toEqual(['kept']);
});

describe('folders that were added', () => {
  test('are devices beside mounted players', async () => {
    await mkdir(outside.file('Music on the NAS'));
    make([outside.file('Music on the NAS')]);
    const { candidates } = await provider.enumerate(signal);
    expect(candidates.map(({ identity }) => identity.name)).toEqual(['PLAYER', 'Music on the NAS']);
    const ids = candidates.map(({ identity }) => identity.deviceId);
    expect(ids.join(' ')).not.toContain('NAS');
  });

  test('a folder that is a mounted player is one device', async () => {
    await symlink(player, outside.file('link'));
    make([player, outside.file('link')]);
    const { candidates } = await provider.enumerate(signal);
    expect(candidates).toHaveLength(1);
  });

  test('a folder that is not there is told, and comes when it is', async () => {
    make([outside.file('later')]);
    const first = await provider.enumerate(signal);
    expect(first.failures).toMatchObject([
      { place: /later$/, error: { code: 'file.notFound', subject: 'later' } },
    ]);
    const onChange = vi.fn();
    using _watching = provider.watch(onChange);
    await passTimeUntil(clock, () => onChange.mock.calls.length > 0, 2_000);
    onChange.mockClear();
    await mkdir(outside.file('later'));
    await passTimeUntil(clock, () => onChange.mock.calls.length > 0, 2_000);
    expect((await provider.enumerate(signal)).failures).toEqual([]);
  });
});

test('tells when something is mounted, and looks no longer than it is watched', async () => {
  const onChange = vi.fn();
  const watching = provider.watch(onChange);
  await passTimeUntil(clock, () => onChange.mock.calls.length === 1, 2_000);
  await mkdir(outside.file('second'));
  finder.volumes = [...finder.volumes, volumeOf(outside.file('second'))];
  await passTimeUntil(clock, () => onChange.mock.calls.length === 2, 2_000);
  watching[Symbol.dispose]();
  expect(clock.pendingTimerCount).toBe(0);
});

test('a device that is not mounted is not found', async () => {
  const { candidates } = await provider.enumerate(signal);
  finder.volumes = [];
  const deviceId = candidates[0]?.identity.deviceId ?? expect.fail('nothing is mounted');
  expect(errorOf(await provider.open(deviceId, signal)).code).toBe('device.notFound');
  expect(existsSync(player)).toBe(true);
});

test('WD-37 the serial number is told where there is one', async () => {
  make([outside.path]);
  const { candidates } = await provider.enumerate(signal);
  expect(candidates.map(({ identity }) => identity.serialNumber)).toEqual(['0001', null]);
});

test('times of files are told', async () => {
  await writeFile(`${player}/file.txt`, 'x');
  await utimes(`${player}/file.txt`, 1_000, 1_000);
  expect((await entry(await open(), 'file.txt')).modifiedAtMs).toBe(1_000_000);
});
