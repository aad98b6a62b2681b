import { expect, vi } from 'vitest';
import type { Result } from '../../../base/Result.ts';
import { ObjectId } from '../../../contract/ids.ts';
import type { DeviceOperation } from '../../DeviceCapabilities.ts';
import type { DeviceConnection, DeviceEvent } from '../../DeviceConnection.ts';
import type { FolderReference } from '../../DeviceObject.ts';
import { patternBytes } from '../patternBytes.ts';
import { readBytes } from '../readBytes.ts';
import { errorOf, valueOf } from '../valueOf.ts';
import { writeRequest } from '../writeRequest.ts';
import { noAbort, type ContractContext } from './ContractContext.ts';

const unknown = ObjectId.parse('names-nothing');
const bytes = patternBytes(100_000);
const emptyMetadata = {
  title: null,
  artist: null,
  album: null,
  albumArtist: null,
  genre: null,
  trackNumber: null,
  year: null,
  durationMs: null,
  coverJpeg: null,
};

type Attempt = (
  connection: DeviceConnection,
  folder: FolderReference,
) => Promise<Result<unknown, unknown>>;

const attempts: Readonly<Record<DeviceOperation, Attempt>> = {
  read: (connection) => readBytes(connection, { objectId: unknown }),
  readRange: (connection) => readBytes(connection, { objectId: unknown, offsetBytes: 1 }),
  write: (connection, folder) => connection.write(writeRequest(bytes, { folder, name: 'no.bin' })),
  resumeWrite: (connection, folder) =>
    connection.resumeWrite(unknown, writeRequest(bytes, { folder, name: 'no.bin' })),
  makeFolder: (connection, folder) => connection.makeFolder(folder, 'no', noAbort),
  rename: (connection) => connection.rename(unknown, 'no.bin', noAbort),
  move: (connection, folder) => connection.move(unknown, folder, noAbort),
  copy: (connection, folder) => connection.copy(unknown, folder, noAbort),
  remove: (connection) => connection.remove(unknown, noAbort),
  setMetadata: (connection) => connection.setMetadata(unknown, emptyMetadata, noAbort),
  references: (connection) => connection.readReferences(unknown, noAbort),
  setName: (connection) => connection.setName('no', noAbort),
  eject: (connection) => connection.eject(noAbort),
};

/** What is not advertised, what a device tells unasked, and how a connection ends. */
export function describeEnding(context: ContractContext): void {
  const { harness } = context;

  for (const [operation, attempt] of Object.entries(attempts)) {
    if (harness.operations.some((advertised) => advertised === operation)) continue;
    context.case(`${operation} is not advertised, and refused`, async () => {
      const root = await context.root();
      const before = await context.names(root);
      const refused: unknown = errorOf(await attempt(context.connection, root.reference));
      const error = { code: 'device.unsupported' };
      const isWrite = operation === 'write' || operation === 'resumeWrite';
      expect(refused).toMatchObject(isWrite ? { error, partial: null } : error);
      expect(await context.names(root)).toEqual(before);
    });
  }

  const { addOnOtherSide } = harness;
  if (addOnOtherSide !== undefined) {
    context.case('tells when somebody else adds a file', async () => {
      const told: DeviceEvent[] = [];
      const subscription = context.connection.events.subscribe((event) => void told.push(event));
      await addOnOtherSide('from outside.txt');
      await vi.waitFor(() => expect(told.map(({ kind }) => kind)).toContain('objectAdded'));
      subscription[Symbol.dispose]();
      expect(await context.names(await context.root())).toContain('from outside.txt');
    });
  }

  context.case('after it is closed every call says so, and it opens again', async () => {
    const ended = context.connection;
    const root = await context.root();
    await ended[Symbol.asyncDispose]();
    await expectEnded(ended, root.reference);
    await ended[Symbol.asyncDispose]();
    await context.connect();
    valueOf(await context.connection.listStorages(noAbort));
  });

  context.case('closing it while calls are under way ends them', async () => {
    const ended = context.connection;
    const root = await context.root();
    const calls = [ended.listStorages(noAbort), listed(ended, root.reference)];
    await ended[Symbol.asyncDispose]();
    for (const outcome of await Promise.all(calls)) {
      if (!outcome.ok) expect(outcome.error.code).toBe('device.disconnected');
    }
    await context.connect();
  });

  const { unplug } = harness;
  if (unplug !== undefined && context.can('write')) {
    context.case('unplugged in mid-file it says so once, and names what is left', async () => {
      const folder = await context.newFolder();
      const ended = context.connection;
      const lost: DeviceEvent[] = [];
      ended.events.subscribe((event) => {
        if (event.kind === 'lost') lost.push(event);
      });
      const large = patternBytes(context.largeSizeBytes);
      const unplugging: Promise<void>[] = [];
      const request = writeRequest(large, {
        folder: folder.reference,
        name: 'torn.bin',
        onProgress(writtenBytes) {
          if (writtenBytes > large.length / 2 && unplugging.length === 0) unplugging.push(unplug());
        },
      });
      const failure = errorOf(await ended.write(request));
      await Promise.all(unplugging);
      expect(failure.error.code).toBe('device.disconnected');
      await vi.waitFor(() => expect(lost).toHaveLength(1));
      await expectEnded(ended, folder.reference);
      await ended[Symbol.asyncDispose]();
      await context.connect();
      await expectOnly(folder.path, failure.partial?.name ?? null);
    });
  }

  if (context.can('eject')) {
    context.case('once ejected every call says that it is gone', async () => {
      const ended = context.connection;
      const root = await context.root();
      valueOf(await ended.eject(noAbort));
      await expectEnded(ended, root.reference);
      await ended[Symbol.asyncDispose]();
      await context.connect();
    });
  }

  /** The folder, found anew by its way, holds at most what the failure named. */
  async function expectOnly(path: readonly string[], name: string | null): Promise<void> {
    let folder = await context.root();
    for (const step of path) {
      const entry = (await context.list(folder)).entries.find((each) => each.name === step);
      const folderId = entry?.objectId ?? expect.fail(`“${step}” is gone`);
      folder = {
        reference: { ...folder.reference, folderId },
        path: [...folder.path, step],
      };
    }
    const names = await context.names(folder);
    expect(names.filter((each) => each !== name)).toEqual([]);
  }
}

async function expectEnded(connection: DeviceConnection, folder: FolderReference): Promise<void> {
  const outcomes = [
    await connection.listStorages(noAbort),
    await listed(connection, folder),
    await connection.stat(unknown, noAbort),
    await connection.readBatteryPercent(noAbort),
  ];
  expect(outcomes.map((outcome) => errorOf(outcome).code)).toEqual(
    outcomes.map(() => 'device.disconnected'),
  );
}

function listed(connection: DeviceConnection, folder: FolderReference) {
  return connection.list(folder, { signal: noAbort, onEntries: () => undefined });
}
