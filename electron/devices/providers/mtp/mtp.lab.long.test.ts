import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, type TestContext } from 'vitest';
import type { LabDevice } from '../../../../e2e/lab/MtpLab.ts';
import { runningLab } from '../../../../e2e/lab/runningLab.ts';
import { systemMonotonicClock } from '../../../base/MonotonicClock.ts';
import { silentLogger } from '../../../base/Logger.ts';
import { patternBytes } from '../../testing/patternBytes.ts';
import { valueOf } from '../../testing/valueOf.ts';
import { dataTypeCodes } from './codec/codes/dataTypeCodes.ts';
import { formatCodes } from './codec/codes/formatCodes.ts';
import { objectPropertyCodes } from './codec/codes/objectPropertyCodes.ts';
import {
  beginEditObject,
  endEditObject,
  sendPartialObject,
  truncateObject,
} from './operations/editObject.ts';
import { FolderLister } from './operations/FolderLister.ts';
import type { MtpObject } from './operations/MtpObject.ts';
import { MtpSession } from './operations/MtpSession.ts';
import { deleteObject, rootHandle } from './operations/objectOperations.ts';
import { setObjectPropValue } from './operations/objectPropertyOperations.ts';
import { readObject } from './operations/readObject.ts';
import { getStorageIds, getStorageInfo } from './operations/storageOperations.ts';
import { makeFolder, writeObject } from './operations/writeObject.ts';
import { mtpTimeouts } from './transaction/MtpTimeouts.ts';
import { UsbIpServer } from './transports/usbip/UsbIpServer.ts';

const never = new AbortController().signal;
const devices = [
  { name: 'qemu', vendorId: 0x46f4, productId: 0x0004 },
  { name: 'umtp', vendorId: 0x1d6b, productId: 0x0100 },
] as const satisfies readonly { name: LabDevice; vendorId: number; productId: number }[];

/** Everything a test does happens in a folder of its own, over a session of its own. */
class Bench implements AsyncDisposable {
  readonly session: MtpSession;
  readonly storageId: number;
  readonly folder: number;

  private constructor(session: MtpSession, storageId: number, folder: number) {
    this.session = session;
    this.storageId = storageId;
    this.folder = folder;
  }

  static async open(
    context: Pick<TestContext, 'skip'>,
    device: (typeof devices)[number],
    folderName: string,
  ): Promise<Bench> {
    const { port } = await runningLab(context);
    const server = new UsbIpServer('127.0.0.1', port, systemMonotonicClock);
    const usbPort = valueOf(await server.open(await busIdOf(server, device), never));
    const services = { clock: systemMonotonicClock, logger: silentLogger, timeouts: mtpTimeouts };
    const session = valueOf(await MtpSession.open(usbPort, services, never));
    const [storageId = 0] = valueOf(await getStorageIds(session.calls, never));
    // QEMU knows of a new object only in a folder it was asked about before.
    await new FolderLister(session.calls).list(storageId, rootHandle, {
      signal: never,
      onObjects: () => undefined,
      onCount: () => undefined,
    });
    const made = { storageId, parent: rootHandle, fileName: folderName };
    await makeFolder(session.calls, made, never);
    const bench = new Bench(session, storageId, rootHandle);
    const folder = (await bench.list()).find(({ fileName }) => fileName === folderName);
    const opened = new Bench(session, storageId, folder?.handle ?? 0);
    expect(await opened.list()).toEqual([]);
    return opened;
  }

  async list(): Promise<readonly MtpObject[]> {
    const objects: MtpObject[] = [];
    const listing = {
      signal: never,
      onObjects: (part: readonly MtpObject[]) => void objects.push(...part),
      onCount: () => undefined,
    };
    const lister = new FolderLister(this.session.calls);
    expect(valueOf(await lister.list(this.storageId, this.folder, listing))).toEqual({
      unreadableCount: 0,
      vanishedCount: 0,
      isCut: false,
    });
    return objects;
  }

  write(fileName: string, bytes: Uint8Array, signal = never, onPiece?: (sent: number) => void) {
    const object = {
      storageId: this.storageId,
      parent: this.folder,
      format: formatCodes.Undefined,
      fileName,
      sizeBytes: bytes.byteLength,
      dateCreated: '',
      dateModified: '',
      properties: [],
    };
    const chunks = pieces(bytes, onPiece);
    const content = { chunks, onProgress: () => undefined, onAnnounced: () => undefined };
    return writeObject(this.session, object, content, signal);
  }

  async read(handle: number, lengthBytes: number): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    const onChunk = (chunk: Uint8Array) => void chunks.push(chunk);
    const range = { handle, offsetBytes: 0, lengthBytes, onChunk };
    expect(valueOf(await readObject(this.session.calls, range, never))).toBe(lengthBytes);
    return Buffer.concat(chunks);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { handle } of await this.list()) {
      await deleteObject(this.session.calls, handle, never);
    }
    await deleteObject(this.session.calls, this.folder, never);
    await this.session[Symbol.asyncDispose]();
  }
}

/** The server takes a moment to offer a device again after it was let go. */
async function busIdOf(server: UsbIpServer, device: (typeof devices)[number]): Promise<string> {
  for (;;) {
    const offered = valueOf(await server.listDevices(never)).find(
      ({ vendorId, productId }) => vendorId === device.vendorId && productId === device.productId,
    );
    if (offered !== undefined) return offered.busId;
  }
}

function* pieces(bytes: Uint8Array, onPiece?: (sent: number) => void) {
  for (let at = 0; at < bytes.byteLength; at += 48 * 1024) {
    onPiece?.(at);
    yield bytes.subarray(at, at + 48 * 1024);
  }
}

const packetSizes = [1, 2, 3, 8, 128, 1_024].flatMap((packets) =>
  [-1, 0, 1].map((offset) => 512 * packets - 12 + offset),
);
const sizes = [...new Set([0, 1, 51, 52, 53, ...packetSizes, 512 * 1_024 - 7, 512 * 1_024])];

describe.for(devices)('$name', (device) => {
  test('says what it is, and what it stores', async (context) => {
    await using bench = await Bench.open(context, device, 'what');
    const { manufacturer, serialNumber } = bench.session.deviceInfo;
    expect({ manufacturer, serialNumber }).toEqual(
      device.name === 'qemu'
        ? { manufacturer: 'QEMU', serialNumber: '0123456789abcdef0123456789abcdef' }
        : { manufacturer: 'Viveris Technologies', serialNumber: '01234567' },
    );
    const storage = valueOf(await getStorageInfo(bench.session.calls, bench.storageId, never));
    // QEMU makes more of what is free than there is.
    expect(storage.capacityBytes).toBeGreaterThan(1_000_000_000);
    expect(storage.freeBytes).toBeGreaterThan(0);
  });

  test('keeps files of every size around the packets', { timeout: 180_000 }, async (context) => {
    await using bench = await Bench.open(context, device, 'sizes');
    const lab = await runningLab(context);
    for (const size of sizes) {
      const name = `${size}.bin`;
      const bytes = patternBytes(size, size + 1);
      const { handle } = valueOf(await bench.write(name, bytes));
      expect([size, Buffer.compare(await bench.read(handle, size), bytes)]).toEqual([size, 0]);
      if (device.name !== 'qemu') continue;
      const stored = readFileSync(join(lab.qemuFolder, 'sizes', name));
      expect([size, Buffer.compare(stored, bytes)]).toEqual([size, 0]);
    }
    const listed = (await bench.list()).map(({ sizeBytes }) => sizeBytes);
    expect(listed.sort((a, b) => a - b)).toEqual(sizes.toSorted((a, b) => a - b));
  });

  test('keeps 64 MiB, byte for byte', { timeout: 180_000 }, async (context) => {
    await using bench = await Bench.open(context, device, 'large');
    const bytes = patternBytes(64 * 1024 * 1024);
    const { handle } = valueOf(await bench.write('large.bin', bytes));
    expect(Buffer.compare(await bench.read(handle, bytes.byteLength), bytes)).toBe(0);
  });

  test('goes on after a write was stopped in the middle', { timeout: 180_000 }, async (context) => {
    await using bench = await Bench.open(context, device, 'stopped');
    const bytes = patternBytes(24 * 1024 * 1024);
    for (const stopAt of [0, 1_000_000, 6_000_000]) {
      const stop = new AbortController();
      const stopWhenSent = (sent: number) => (sent >= stopAt ? stop.abort() : undefined);
      const stopped = await bench.write(`${stopAt}.bin`, bytes, stop.signal, stopWhenSent);
      expect(stopped).toMatchObject({ ok: false, error: { error: { code: 'app.cancelled' } } });
      const after = patternBytes(1_000, stopAt);
      const { handle } = valueOf(await bench.write(`after-${stopAt}.bin`, after));
      expect(Buffer.compare(await bench.read(handle, 1_000), after)).toBe(0);
    }
  });

  test('deletes what it is told to', async (context) => {
    await using bench = await Bench.open(context, device, 'deleted');
    const { handle } = valueOf(await bench.write('a.bin', patternBytes(10)));
    valueOf(await bench.write('b.bin', patternBytes(10)));
    expect(await deleteObject(bench.session.calls, handle, never)).toEqual({ ok: true });
    expect((await bench.list()).map(({ fileName }) => fileName)).toEqual(['b.bin']);
    expect(await deleteObject(bench.session.calls, handle, never)).toMatchObject({
      error: { code: 'device.noSuchObject' },
    });
  });

  test('is there again for the next session, five times', async (context) => {
    for (let session = 0; session < 5; session += 1) {
      await using bench = await Bench.open(context, device, 'again');
      expect(bench.folder).not.toBe(0);
    }
  });
});

describe('umtp', () => {
  const [, umtp] = devices;

  test('renames an object by its property', async (context) => {
    await using bench = await Bench.open(context, umtp, 'renamed');
    const { handle } = valueOf(await bench.write('before.bin', patternBytes(10)));
    const { ObjectFileName } = objectPropertyCodes;
    const name = 'بعد – 後 – é 💾.bin';
    const { calls } = bench.session;
    valueOf(
      await setObjectPropValue(calls, handle, ObjectFileName, dataTypeCodes.String, name, never),
    );
    expect((await bench.list()).map(({ fileName }) => fileName)).toEqual([name]);
  });

  test('goes on with an object in place', async (context) => {
    await using bench = await Bench.open(context, umtp, 'edited');
    const { calls } = bench.session;
    const bytes = patternBytes(700_000);
    const { handle } = valueOf(await bench.write('a.bin', bytes.subarray(0, 300_500)));
    valueOf(await beginEditObject(calls, handle, never));
    valueOf(await truncateObject(calls, handle, 300_000, never));
    const part = { handle, offsetBytes: 300_000, sizeBytes: 400_000, onProgress: () => undefined };
    const chunks = pieces(bytes.subarray(300_000));
    valueOf(await sendPartialObject(calls, { ...part, chunks }, never));
    valueOf(await endEditObject(calls, handle, never));
    expect(Buffer.compare(await bench.read(handle, 700_000), bytes)).toBe(0);
  });
});
