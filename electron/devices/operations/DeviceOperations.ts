import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { ObjectId } from '../../contract/ids.ts';
import type { DeviceContentProvider } from '../content/ContentProvider.ts';
import type { DeviceConnection, WriteFailure } from '../DeviceConnection.ts';
import type { DeviceObject, FolderReference } from '../DeviceObject.ts';
import { plainFailure, writeFailure, type FailureShape } from '../FailureShape.ts';
import { SourceReadError } from '../SourceReadError.ts';
import { streamObject, type StreamRequest } from '../streamObject.ts';
import type { ContentChange } from './ContentChange.ts';
import type { InsertRequest } from './InsertRequest.ts';
import type { OperationKind, OperationOptions } from './OperationOptions.ts';
import type { OperationReport, OperationSlot } from './OperationSlot.ts';
import { prepareInsert } from './prepareInsert.ts';
import { queryInsert } from './queryInsert.ts';
import type { ReadDestination } from './ReadDestination.ts';
import { writeInsert } from './writeInsert.ts';

/** So much of a file is read at a time. */
export const readPartBytes = 4 * 1_024 * 1_024;

/** An open device, with whoever guards protected content on it. */
export interface ReadyDevice {
  readonly connection: DeviceConnection;
  readonly contentProvider: DeviceContentProvider;
}

export interface DeviceOperationsOptions {
  /** The device, or why it cannot be asked for anything now (WD-30). */
  readonly ready: () => Result<ReadyDevice, AppError>;
  readonly slot: OperationSlot;
  /** Told after an operation that changed what is on the device. */
  readonly onChanged: (change: ContentChange) => void;
}

/**
 * What can be done with a device, in a session or without (WD-10, WD-11): each operation runs at once,
 * alone, and has a result of its own. Not awaiting it is the threaded mode of WMDM, awaiting the blocking
 * one (WD-18, WD-22).
 */
export class DeviceOperations {
  readonly #options: DeviceOperationsOptions;

  constructor(options: DeviceOperationsOptions) {
    this.#options = options;
  }

  /** Puts a file on the device. */
  async insert(request: InsertRequest): Promise<Result<DeviceObject, WriteFailure>> {
    const { resumes } = request;
    const kind = resumes === undefined ? 'inserting' : 'appending';
    const inserted = await this.#run(kind, request, writeFailure, async (device, report) => {
      const { connection, contentProvider } = device;
      const prepared = await prepareInsert(connection, contentProvider, request);
      if (!prepared.ok) return err(writeFailure.of(prepared.error));
      return writeInsert(connection, request, prepared.value, report);
    });
    return this.#told('inserted', inserted, resumes?.objectId);
  }

  /** Fails as `insert` would, and writes nothing (WD-19). */
  queryInsert(request: InsertRequest): Promise<Result<void, AppError>> {
    return this.#run('inserting', request, plainFailure, async (device) => {
      const { connection, contentProvider } = device;
      const prepared = await prepareInsert(connection, contentProvider, request);
      return prepared.ok ? queryInsert(connection, request, prepared.value) : prepared;
    });
  }

  /** Reads a whole file. A folder is refused: its files are read one by one (WD-28). */
  read(
    objectId: ObjectId,
    destination: ReadDestination,
    options: OperationOptions,
  ): Promise<Result<DeviceObject, AppError>> {
    return this.#run('reading', options, plainFailure, async ({ connection }, report) => {
      const stated = await connection.stat(objectId, options.signal);
      if (!stated.ok) return stated;
      const object = stated.value;
      if (object.kind === 'folder') {
        return err({ code: 'device.invalidRequest', subject: object.name });
      }
      report.begun(object.sizeBytes);
      const bytes = countedBytes(connection, object, options.signal, report);
      try {
        const taken = await destination.take(object, bytes);
        return taken.ok ? ok(object) : taken;
      } catch (thrown) {
        if (thrown instanceof SourceReadError) return err(thrown.error);
        throw thrown;
      }
    });
  }

  /**
   * Every id of what was deleted names nothing afterwards (WD-27). A folder that is not empty needs
   * `recursive`.
   */
  async delete(
    objectId: ObjectId,
    options: OperationOptions & { readonly recursive?: boolean },
  ): Promise<Result<void, AppError>> {
    const deleted = await this.#run('deleting', options, plainFailure, async ({ connection }) => {
      if (options.recursive !== true) {
        const empty = await refuseIfFilled(connection, objectId, options.signal);
        if (!empty.ok) return empty;
      }
      return connection.remove(objectId, options.signal);
    });
    if (deleted.ok) this.#options.onChanged({ kind: 'deleted', added: [], removed: [objectId] });
    return deleted;
  }

  async rename(
    objectId: ObjectId,
    name: string,
    options: OperationOptions,
  ): Promise<Result<DeviceObject, AppError>> {
    const renamed = await this.#run('renaming', options, plainFailure, ({ connection }) =>
      connection.rename(objectId, name, options.signal),
    );
    return this.#told('moved', renamed, objectId);
  }

  async move(
    objectId: ObjectId,
    folder: FolderReference,
    options: OperationOptions,
  ): Promise<Result<DeviceObject, AppError>> {
    const moved = await this.#run('moving', options, plainFailure, ({ connection }) =>
      connection.move(objectId, folder, options.signal),
    );
    return this.#told('moved', moved, objectId);
  }

  /** An empty folder; what goes into it is inserted one by one (WD-18). */
  async makeFolder(
    folder: FolderReference,
    name: string,
    options: OperationOptions,
  ): Promise<Result<DeviceObject, AppError>> {
    const made = await this.#run('makingFolder', options, plainFailure, ({ connection }) =>
      connection.makeFolder(folder, name, options.signal),
    );
    return this.#told('inserted', made);
  }

  /** `before` is what the object was called until now. */
  #told<Failure>(
    kind: ContentChange['kind'],
    outcome: Result<DeviceObject, Failure>,
    before?: ObjectId,
  ): Result<DeviceObject, Failure> {
    if (outcome.ok) {
      const removed = before === undefined ? [] : [before];
      this.#options.onChanged({ kind, added: [outcome.value], removed });
    }
    return outcome;
  }

  async #run<Value, Failure>(
    kind: OperationKind,
    options: OperationOptions,
    failure: FailureShape<Failure>,
    task: (device: ReadyDevice, report: OperationReport) => Promise<Result<Value, Failure>>,
  ): Promise<Result<Value, Failure>> {
    const before = this.#options.ready();
    if (!before.ok) return err(failure.of(before.error));
    return this.#options.slot.run(kind, options, failure, async (report) => {
      // While it waited for its turn the device may have gone, or come back over another connection.
      const ready = this.#options.ready();
      return ready.ok ? task(ready.value, report) : err(failure.of(ready.error));
    });
  }
}

/** What arrives has to be as much as the device said there is (WD-26). */
async function* countedBytes(
  connection: DeviceConnection,
  { objectId, name, sizeBytes }: DeviceObject,
  signal: AbortSignal,
  report: OperationReport,
): AsyncGenerator<Uint8Array, void, undefined> {
  const mismatch = () => new SourceReadError({ code: 'device.verificationFailed', subject: name });
  let readBytes = 0;
  for (const part of partsOf(connection, sizeBytes)) {
    for await (const chunk of streamObject(connection, { objectId, signal, ...part })) {
      readBytes += chunk.length;
      if (readBytes > sizeBytes) throw mismatch();
      yield chunk;
      report.progressed(readBytes);
    }
  }
  if (readBytes !== sizeBytes) throw mismatch();
}

/** One after the other, where each can be read by itself: whoever waits for the device comes between two. */
function* partsOf(
  { capabilities }: DeviceConnection,
  sizeBytes: number,
): Generator<Pick<StreamRequest, 'offsetBytes' | 'lengthBytes'>, void, undefined> {
  if (!capabilities.operations.has('readRange') || sizeBytes > capabilities.rangedBytes) {
    yield { offsetBytes: 0, lengthBytes: null };
    return;
  }
  for (let offsetBytes = 0; offsetBytes < sizeBytes; offsetBytes += readPartBytes) {
    yield { offsetBytes, lengthBytes: Math.min(readPartBytes, sizeBytes - offsetBytes) };
  }
}

async function refuseIfFilled(
  connection: DeviceConnection,
  objectId: ObjectId,
  signal: AbortSignal,
): Promise<Result<void, AppError>> {
  const stated = await connection.stat(objectId, signal);
  if (!stated.ok) return stated;
  const { kind, name, parent } = stated.value;
  if (kind === 'file') return ok();
  const found = new AbortController();
  const listed = await connection.list(
    { storageId: parent.storageId, folderId: objectId },
    {
      signal: AbortSignal.any([signal, found.signal]),
      onEntries(entries) {
        if (entries.length > 0) found.abort();
      },
    },
  );
  if (found.signal.aborted) return err({ code: 'device.invalidRequest', subject: name });
  return listed.ok ? ok() : listed;
}
