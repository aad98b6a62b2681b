import { ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { WriteFailure } from '../DeviceConnection.ts';
import type { DeviceObject, FolderReference } from '../DeviceObject.ts';
import type { ContentChange } from '../operations/ContentChange.ts';
import { DeviceOperations, type ReadyDevice } from '../operations/DeviceOperations.ts';
import type { InsertRequest } from '../operations/InsertRequest.ts';
import type { OperationObserver } from '../operations/OperationOptions.ts';
import { OperationSlot } from '../operations/OperationSlot.ts';
import type { ReadDestination } from '../operations/ReadDestination.ts';
import { bytesOf } from './fake/FakeContents.ts';
import { FakeDevice, fakeStorageId } from './fake/FakeDevice.ts';
import { insertSource } from './insertSource.ts';
import { openFake } from './openFake.ts';
import { patternBytes } from './patternBytes.ts';
import { StubContentProvider } from './StubContentProvider.ts';

export const fakeRoot: FolderReference = { storageId: fakeStorageId, folderId: null };

/** What is inserted where nothing else is said. */
export const trackBytes = patternBytes(300_000);

/** The operations of an open `FakeDevice`, and what they do to it. */
export class OperationsHarness {
  readonly device: FakeDevice;
  readonly contentProvider = new StubContentProvider();
  readonly slot = new OperationSlot();
  readonly operations: DeviceOperations;
  /** What the operations told of what they did. */
  readonly contentChanges: ContentChange[] = [];
  /** May be replaced: the device as the operations find it. */
  ready: Result<ReadyDevice, AppError>;

  private constructor(device: FakeDevice, connection: ReadyDevice['connection']) {
    this.device = device;
    this.ready = ok({ connection, contentProvider: this.contentProvider });
    this.operations = new DeviceOperations({
      ready: () => this.ready,
      slot: this.slot,
      onChanged: (change) => void this.contentChanges.push(change),
    });
  }

  static async open(device = new FakeDevice()): Promise<OperationsHarness> {
    return new OperationsHarness(device, await openFake(device));
  }

  insert(request: Partial<InsertRequest> = {}): Promise<Result<DeviceObject, WriteFailure>> {
    return this.operations.insert({
      placement: { kind: 'into', folder: fakeRoot },
      source: insertSource(trackBytes),
      name: null,
      signal: new AbortController().signal,
      ...request,
    });
  }

  namesIn(folder: FolderReference): readonly string[] {
    return this.device.contents.childrenOf(folder).map(({ name }) => name);
  }

  bytesAt(...path: readonly string[]): Buffer | null {
    const object = this.device.contents.at(fakeStorageId, path);
    return object === undefined ? null : Buffer.from(bytesOf(object));
  }
}

/** Notes what it is told, in order. */
export function capturingObserver(log: string[]): OperationObserver {
  return {
    begun: (kind, estimatedBytes) => void log.push(`begun ${kind} ${estimatedBytes ?? '?'}`),
    progressed: (doneBytes) => void log.push(`progressed ${doneBytes}`),
    ended: (result) => void log.push(result.ok ? 'ended' : `ended ${result.error.code}`),
  };
}

export class CapturingDestination implements ReadDestination {
  readonly chunks: Uint8Array[] = [];

  async take(_: DeviceObject, bytes: AsyncIterable<Uint8Array>): Promise<Result<void, AppError>> {
    for await (const chunk of bytes) this.chunks.push(chunk);
    return ok();
  }
}
