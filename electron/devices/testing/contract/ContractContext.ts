import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StorageId } from '../../../contract/ids.ts';
import type { DeviceOperation } from '../../DeviceCapabilities.ts';
import type { DeviceConnection, ListOutcome, WriteRequest } from '../../DeviceConnection.ts';
import type { DeviceObject, FolderReference } from '../../DeviceObject.ts';
import { readBytes } from '../readBytes.ts';
import { valueOf } from '../valueOf.ts';
import { writeRequest } from '../writeRequest.ts';
import type { DeviceContractHarness } from './DeviceContractHarness.ts';
import { expectDeviation } from './expectDeviation.ts';

/** A folder of one test, with its way from the root of the storage. */
export interface TestFolder {
  readonly reference: FolderReference;
  readonly path: readonly string[];
}

interface Listing extends ListOutcome {
  readonly entries: readonly DeviceObject[];
}

export const noAbort = new AbortController().signal;

/** What the tests of one provider share: the connection, short ways to use it, the deviations. */
export class ContractContext {
  readonly name: string;
  readonly harness: DeviceContractHarness;
  #connection: DeviceConnection | null = null;
  #folderCount = 0;
  readonly #cases = new Set<string>();

  constructor(name: string, harness: DeviceContractHarness) {
    this.name = name;
    this.harness = harness;
    beforeAll(() => this.connect(), this.#timeoutMs);
    afterAll(async () => {
      await this.#connection?.[Symbol.asyncDispose]();
      await harness.dispose?.();
    }, this.#timeoutMs);
  }

  can(operation: DeviceOperation): boolean {
    return this.harness.operations.includes(operation);
  }

  get connection(): DeviceConnection {
    return this.#connection ?? expect.fail('there is no connection');
  }

  /** Opens the device anew; the connection before has ended. */
  async connect(): Promise<void> {
    this.#connection = null;
    this.#connection = await this.harness.connect();
  }

  /** One test; where a deviation is known it has to fail. */
  case(name: string, run: () => Promise<void>): void {
    this.#cases.add(name);
    const known = this.harness.deviations.find(({ deviation }) => deviation === name);
    const title = `${this.name}: ${name}`;
    if (known === undefined) {
      test(title, run, this.#timeoutMs);
      return;
    }
    test(
      `${title} (deviates: ${known.because})`,
      () => expectDeviation(known, run),
      this.#timeoutMs,
    );
  }

  /** Every deviation has to be one of a test. Called last. */
  checkDeviations(): void {
    test(`${this.name}: every deviation names a test`, () => {
      const unknown = this.harness.deviations.filter(
        ({ deviation }) => !this.#cases.has(deviation),
      );
      expect(unknown).toEqual([]);
    });
  }

  async storageId(): Promise<StorageId> {
    const storages = valueOf(await this.connection.listStorages(noAbort));
    const storage = this.can('write') ? storages.find(({ readOnly }) => !readOnly) : storages[0];
    return storage?.storageId ?? expect.fail('there is no storage');
  }

  async root(): Promise<TestFolder> {
    return { reference: { storageId: await this.storageId(), folderId: null }, path: [] };
  }

  /** A new folder in the root; the root itself where no folders can be made. */
  async newFolder(): Promise<TestFolder> {
    const root = await this.root();
    if (!this.can('makeFolder')) return root;
    this.#folderCount += 1;
    // Unique over runs too: a real device keeps what earlier ones left.
    const name = `contract ${Date.now().toString(36)} ${this.#folderCount}`;
    return this.newFolderIn(root, name);
  }

  async newFolderIn(parent: TestFolder, name: string): Promise<TestFolder> {
    const made = valueOf(await this.connection.makeFolder(parent.reference, name, noAbort));
    const { storageId } = parent.reference;
    return { reference: { storageId, folderId: made.objectId }, path: [...parent.path, name] };
  }

  async list(folder: TestFolder): Promise<Listing> {
    const entries: DeviceObject[] = [];
    const outcome = await this.connection.list(folder.reference, {
      signal: noAbort,
      onEntries: (more) => void entries.push(...more),
    });
    return { ...valueOf(outcome), entries };
  }

  async names(folder: TestFolder): Promise<readonly string[]> {
    return (await this.list(folder)).entries.map(({ name }) => name).toSorted();
  }

  async write(
    folder: TestFolder,
    name: string,
    bytes: Uint8Array,
    request: Partial<WriteRequest> = {},
  ): Promise<DeviceObject> {
    return valueOf(
      await this.connection.write(
        writeRequest(bytes, { folder: folder.reference, name, ...request }),
      ),
    );
  }

  async read(object: Pick<DeviceObject, 'objectId'>): Promise<Uint8Array> {
    return valueOf(await readBytes(this.connection, { objectId: object.objectId }));
  }

  /** The device has exactly these bytes, by its own account and, where it can be seen, on its other side. */
  async expectBytes(folder: TestFolder, object: DeviceObject, bytes: Uint8Array): Promise<void> {
    const stated = valueOf(await this.connection.stat(object.objectId, noAbort));
    expect(stated.sizeBytes).toBe(bytes.length);
    expectSameBytes(await this.read(object), bytes);
    const seen = await this.harness.readOnOtherSide?.([...folder.path, object.name]);
    if (seen !== undefined) expectSameBytes(seen, bytes);
  }

  /** Nothing is in the folder but these, on the other side either. */
  async expectNames(folder: TestFolder, names: readonly string[]): Promise<void> {
    expect(await this.names(folder)).toEqual(names.toSorted());
    const seen = await this.harness.listOnOtherSide?.(folder.path);
    if (seen !== undefined) expect(seen.toSorted()).toEqual(names.toSorted());
  }

  get largeSizeBytes(): number {
    return this.harness.largeSizeBytes ?? 3 * 2 ** 20;
  }

  get #timeoutMs(): number {
    return this.harness.testTimeoutMs ?? 20_000;
  }
}

/** Says where they differ instead of showing megabytes. */
export function expectSameBytes(actual: Uint8Array, expected: Uint8Array): void {
  expect(actual.length).toBe(expected.length);
  const differsAt = actual.findIndex((byte, index) => byte !== expected[index]);
  expect(differsAt, 'bytes differ at').toBe(-1);
}
