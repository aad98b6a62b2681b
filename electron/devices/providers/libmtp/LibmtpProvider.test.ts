import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { launchNodeProcess } from '../../../base/launchNodeProcess.ts';
import type { LaunchedProcess } from '../../../base/LaunchedProcess.ts';
import { systemMonotonicClock, type MonotonicClock } from '../../../base/MonotonicClock.ts';
import { FakeMonotonicClock } from '../../../base/testing/FakeMonotonicClock.ts';
import { ObjectId } from '../../../contract/ids.ts';
import type { DeviceConnection, DeviceEvent } from '../../DeviceConnection.ts';
import type { DeviceCandidate } from '../../DeviceProvider.ts';
import { describeDeviceContract } from '../../testing/describeDeviceContract.ts';
import { FakeDevice } from '../../testing/fake/FakeDevice.ts';
import { passTimeFor } from '../../testing/passTimeUntil.ts';
import { patternBytes } from '../../testing/patternBytes.ts';
import { readBytes } from '../../testing/readBytes.ts';
import { errorOf, valueOf } from '../../testing/valueOf.ts';
import { isLibmtpBuiltFor, LibmtpProvider } from './LibmtpProvider.ts';
import { fakeLibmtpFiles, largeFile, type LibmtpFault } from './testing/fakeLibmtpFiles.ts';

const never = new AbortController().signal;
const fakeChild = new URL('testing/fakeLibmtpChild.ts', import.meta.url);
const player = candidate(1);

function candidate(number: number): DeviceCandidate {
  const { identity } = new FakeDevice({ number });
  return { identity, location: `usb 1-${number}`, obstacle: { code: 'device.protocol' } };
}

class Harness {
  readonly launched: LaunchedProcess[] = [];
  players: readonly DeviceCandidate[] = [player];
  readonly provider: LibmtpProvider;

  constructor(fault: LibmtpFault | 'none', clock: MonotonicClock = systemMonotonicClock) {
    this.provider = new LibmtpProvider({
      players: () => this.players,
      launch: () => {
        const launched = launchNodeProcess(fakeChild, [fault]);
        this.launched.push(launched);
        return launched;
      },
      clock,
    });
  }

  open(signal = never) {
    return this.provider.open(player.identity.deviceId, signal);
  }

  /** How the processes ended; waits until all have. */
  endings(): Promise<readonly string[]> {
    return Promise.all(this.launched.map(({ ended }) => ended));
  }
}

describeDeviceContract('libmtp with a process in its place', {
  operations: ['read'],
  deviations: [],
  connect: async () => valueOf(await new Harness('none').open()),
  placedFiles: fakeLibmtpFiles
    .filter(({ name, storageId }) => name !== '' && storageId === largeFile.storageId)
    .map(({ name, handle, sizeBytes }) => ({ name, bytes: patternBytes(sizeBytes ?? 0, handle) })),
});

test('is built for where its package brings native code', () => {
  expect(isLibmtpBuiltFor('linux', 'x64')).toBe(true);
  expect(isLibmtpBuiltFor('linux', 'arm64')).toBe(false);
  expect(isLibmtpBuiltFor('win32', 'x64')).toBe(false);
});

test('offers the only player there is, and none of two', async () => {
  const harness = new Harness('none');
  const { candidates } = await harness.provider.enumerate();
  expect(candidates).toEqual([
    { ...player, identity: { ...player.identity, provider: 'libmtp' }, obstacle: null },
  ]);
  harness.players = [player, candidate(2)];
  expect((await harness.provider.enumerate()).candidates).toEqual([]);
  expect(errorOf(await harness.open()).code).toBe('device.notFound');
  expect(harness.launched).toEqual([]);
});

test('shows the files of each storage in its root, and names what it leaves out', async () => {
  await using connection = valueOf(await new Harness('none').open());
  const storages = valueOf(await connection.listStorages(never));
  expect(storages.map(({ capacityBytes, readOnly }) => ({ capacityBytes, readOnly }))).toEqual([
    { capacityBytes: 3_000_002, readOnly: true },
    { capacityBytes: 500, readOnly: true },
  ]);
  const names: string[] = [];
  for (const { storageId } of storages) {
    const listed = await connection.list(
      { storageId, folderId: null },
      {
        signal: never,
        onEntries: (entries) => void names.push(...entries.map(({ name }) => name)),
      },
    );
    const unnamed = names.length === 2 ? [{ reason: 'illegalName', name: null }] : [];
    expect(valueOf(listed).skipped).toEqual(unnamed);
  }
  expect(names).toEqual(['large.mp3', '../small.flac', 'on the card.mp3']);
});

test.for<[LibmtpFault, string]>([
  ['has no library', 'device.libmtpMissing'],
  ['fails on attach', 'device.failed'],
  ['crashes on attach', 'device.failed'],
  ['answers what was not asked', 'device.protocol'],
  ['makes no sense', 'device.protocol'],
  ['floods', 'device.protocol'],
])('libmtp that %s is told as %s, and its process has ended', async ([fault, code]) => {
  const harness = new Harness(fault);
  expect(errorOf(await harness.open())).toMatchObject({ code });
  expect(await harness.endings()).toEqual([fault === 'crashes on attach' ? 'SIGSEGV' : 'SIGKILL']);
});

test('a player that is not opened in time is given up, and the process that blocks is killed', async () => {
  const clock = new FakeMonotonicClock();
  const harness = new Harness('stalls on attach', clock);
  expect(errorOf(await passTimeFor(clock, harness.open(), 10_000)).code).toBe('device.timedOut');
  expect(await harness.endings()).toEqual(['SIGKILL']);
});

test('an attempt to open is called off by killing what blocks', async () => {
  const harness = new Harness('stalls on attach');
  const controller = new AbortController();
  const opening = harness.open(controller.signal);
  controller.abort();
  expect(errorOf(await opening).code).toBe('app.cancelled');
  expect(await harness.endings()).toEqual(['SIGKILL']);
});

test.for<[LibmtpFault, string]>([
  ['fails on read', 'device.failed'],
  ['crashes on read', 'device.failed'],
  ['stalls on read', 'device.timedOut'],
  ['stalls in mid-file', 'device.timedOut'],
])('libmtp that %s is told as %s, and the player is lost', async ([fault, code]) => {
  const clock = new FakeMonotonicClock();
  const harness = new Harness(fault, clock);
  await using connection = valueOf(await harness.open());
  const stalls = code === 'device.timedOut';
  const events: DeviceEvent[] = [];
  connection.events.subscribe((event) => void events.push(event));
  const reading = readLarge(connection);
  expect(errorOf(await (stalls ? passTimeFor(clock, reading, 500) : reading)).code).toBe(code);
  expect(events).toMatchObject([{ kind: 'lost', error: { code } }]);
  expect(errorOf(await connection.listStorages(never)).code).toBe('device.disconnected');
  expect(await harness.endings()).toHaveLength(1);
});

test('a file of another size than libmtp said is no file', async () => {
  await using connection = valueOf(await new Harness('sends too little').open());
  expect(errorOf(await readLarge(connection)).code).toBe('device.protocol');
});

test('a player that is let go is closed by libmtp, and nothing is left behind', async () => {
  const temporaryFolder = mkdtempSync(join(tmpdir(), 'portamento-'));
  vi.stubEnv('TMPDIR', temporaryFolder);
  const harness = new Harness('none');
  const connection = valueOf(await harness.open());
  valueOf(await readLarge(connection));
  await connection[Symbol.asyncDispose]();
  expect(await harness.endings()).toEqual(['code 0']);
  vi.unstubAllEnvs();
  expect(readdirSync(temporaryFolder)).toEqual([]);
  rmSync(temporaryFolder, { recursive: true });
});

function readLarge(connection: DeviceConnection) {
  return readBytes(connection, { objectId: ObjectId.parse(String(largeFile.handle)) });
}
