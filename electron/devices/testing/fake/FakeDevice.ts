import { Emitter } from '../../../base/Emitter.ts';
import { delay } from '../../../base/delay.ts';
import type { MonotonicClock } from '../../../base/MonotonicClock.ts';
import { err, type Result } from '../../../base/Result.ts';
import type { AppError } from '../../../contract/errors.ts';
import { DeviceId, StorageId } from '../../../contract/ids.ts';
import { FakeMonotonicClock } from '../../../base/testing/FakeMonotonicClock.ts';
import type { DeviceCapabilities, DeviceOperation } from '../../DeviceCapabilities.ts';
import type { DeviceEvent } from '../../DeviceConnection.ts';
import type { DeviceIdentity } from '../../DeviceIdentity.ts';
import type { FolderReference } from '../../DeviceObject.ts';
import type { DeviceStorage } from '../../DeviceStorage.ts';
import { FakeContents, type FakeObject, type NewFakeObject } from './FakeContents.ts';
import { noFaults, type AskedOperation, type FakeFaults } from './FakeFaults.ts';

export const fakeOperations: readonly DeviceOperation[] = [
  'read',
  'readRange',
  'write',
  'resumeWrite',
  'makeFolder',
  'rename',
  'move',
  'copy',
  'remove',
  'setMetadata',
  'references',
  'setName',
  'eject',
];

export interface FakeDeviceOptions {
  /** Tells devices apart; also part of their names. */
  readonly number?: number;
  readonly clock?: MonotonicClock;
  readonly capabilities?: Partial<DeviceCapabilities>;
  readonly storages?: readonly DeviceStorage[];
  readonly certificate?: Uint8Array;
}

export const fakeStorageId = StorageId.parse('internal');

const internalStorage: DeviceStorage = {
  storageId: fakeStorageId,
  label: 'Internal storage',
  capacityBytes: 2 ** 33,
  freeBytes: 2 ** 32,
  removable: false,
  readOnly: false,
};

/** A player in memory: what it holds, how it fails, and how many transactions it was put to. */
export class FakeDevice {
  readonly capabilities: DeviceCapabilities;
  readonly contents: FakeContents;
  readonly faults: FakeFaults = noFaults();
  readonly events = new Emitter<DeviceEvent>();
  readonly plugged = new Emitter<void>();
  /** Told when a transaction begins, with its number. */
  readonly transactionBegun = new Emitter<number>();
  certificate: Uint8Array | null;
  /** Why it cannot be opened; `null` when it can. */
  obstacle: AppError | null = null;
  batteryPercent: number | null = 80;
  /** What a folder is said to hold beside what it holds, by folder id: for parents in a circle. */
  readonly alsoIn = new Map<FakeObject['objectId'], readonly FakeObject[]>();
  /** Connections that were opened and not yet closed. */
  openConnectionCount = 0;
  #identity: DeviceIdentity;
  readonly #clock: MonotonicClock;
  #isPlugged = true;
  #isWedged = false;
  #transactions = 0;
  readonly #stalled = new Set<() => void>();

  constructor(options: FakeDeviceOptions = {}) {
    const number = options.number ?? 1;
    this.#clock = options.clock ?? new FakeMonotonicClock();
    this.contents = new FakeContents(options.storages ?? [internalStorage]);
    this.certificate = options.certificate ?? null;
    this.capabilities = {
      operations: new Set(fakeOperations),
      playableFormats: new Set(['mp3', 'wma', 'jpeg', 'm3u']),
      rangedBytes: Number.MAX_SAFE_INTEGER,
      maximumObjectBytes: 2 ** 32 - 1,
      nameRules: {
        maximumUnits: 254,
        maximumUtf8Bytes: null,
        forbiddenCharacters: '"*:<>?\\|',
        windowsRules: true,
        caseSensitive: false,
      },
      ...options.capabilities,
    };
    this.#identity = {
      deviceId: DeviceId.parse(`fake-${number}`),
      provider: 'fake',
      manufacturer: 'Portamento',
      model: 'Fake player',
      name: `Fake player ${number}`,
      serialNumber: `000${number}`,
      firmwareVersion: '1.0',
    };
  }

  get identity(): DeviceIdentity {
    return this.#identity;
  }

  get isPlugged(): boolean {
    return this.#isPlugged;
  }

  /** Since it was made. */
  get transactionCount(): number {
    return this.#transactions;
  }

  setName(name: string): void {
    this.#identity = { ...this.#identity, name };
  }

  add(object: Omit<NewFakeObject, 'parent'> & { readonly parent?: FolderReference }): FakeObject {
    return this.contents.add({
      parent: { storageId: fakeStorageId, folderId: null },
      ...object,
    });
  }

  /** As `add`, by somebody else: the device tells of it. */
  addFromOutside(object: Parameters<FakeDevice['add']>[0]): FakeObject {
    const added = this.add(object);
    this.events.emit({ kind: 'objectAdded', objectId: added.objectId });
    return added;
  }

  insertCard(storage: DeviceStorage): void {
    this.contents.addStorage(storage);
    this.events.emit({ kind: 'storagesChanged' });
  }

  removeCard(storageId: StorageId): void {
    this.contents.removeStorage(storageId);
    this.events.emit({ kind: 'storagesChanged' });
  }

  /** In the middle of whatever is going on. Partial objects stay. */
  unplug(): void {
    if (!this.#isPlugged) return;
    this.#isPlugged = false;
    this.#isWedged = false;
    this.releaseStall();
    this.events.emit({ kind: 'lost', error: { code: 'device.disconnected' } });
  }

  plug(): void {
    this.#isPlugged = true;
    this.plugged.emit();
  }

  /** Ends what `wedgesAfterStall` began, as far as `wedgeNeedsReset` lets it. @returns does it answer again? */
  reopen(isReset: boolean): boolean {
    if (this.faults.wedgeNeedsReset && !isReset) return !this.#isWedged;
    this.#isWedged = false;
    return true;
  }

  get isStalled(): boolean {
    return this.#stalled.size > 0;
  }

  /** What is silent is answered after all. */
  releaseStall(): void {
    for (const answer of this.#stalled) answer();
  }

  /** One exchange with the device, with everything that can go wrong about it. */
  async transact<Value>(
    asked: AskedOperation | null,
    signal: AbortSignal,
    answer: () => Result<Value, AppError>,
  ): Promise<Result<Value, AppError>> {
    if (isAborted(signal)) return err({ code: 'app.cancelled' });
    if (this.#hasGone()) return err({ code: 'device.disconnected' });
    this.#transactions += 1;
    this.transactionBegun.emit(this.#transactions);
    const number = this.#transactions;
    if (number === this.faults.disappearsAtTransaction) this.unplug();
    if (this.#isWedged || number === this.faults.stallsAtTransaction) await this.#stall(signal);
    if (this.faults.latencyMs > 0) await delay(this.#clock, this.faults.latencyMs, signal);
    if (this.#hasGone()) return err({ code: 'device.disconnected' });
    if (isAborted(signal)) return err({ code: 'app.cancelled' });
    const refusal = asked === null ? undefined : this.faults.refusals.get(asked);
    if (refusal !== undefined) return err(refusal);
    const answered = answer();
    if (number !== this.faults.disappearsAfterAnswerOf) return answered;
    this.unplug();
    return err({ code: 'device.disconnected' });
  }

  /** Read anew: it may have been unplugged meanwhile. */
  #hasGone(): boolean {
    return !this.#isPlugged;
  }

  async #stall(signal: AbortSignal): Promise<void> {
    this.#isWedged = this.faults.wedgesAfterStall;
    await new Promise<void>((resolve) => {
      const answer = () => {
        this.#stalled.delete(answer);
        resolve();
      };
      this.#stalled.add(answer);
      if (!this.faults.stallOutlivesAbort) signal.addEventListener('abort', answer, { once: true });
    });
  }
}

/** Read anew: what is awaited in between can abort it. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
