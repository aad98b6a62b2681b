import { silentLogger } from '../../base/Logger.ts';
import { TemporaryFolder } from '../../base/testing/TemporaryFolder.ts';
import type { TransferQueue, TransferRow } from '../../contract/transfers.ts';
import { patternBytes } from '../../devices/testing/patternBytes.ts';
import { valueOf } from '../../devices/testing/valueOf.ts';
import type { CopyToDeviceServices } from '../execution/copyToDevice.ts';
import { DeviceTransfers } from '../execution/DeviceTransfers.ts';
import type { ToDevice, Transfer } from '../journal/Transfer.ts';
import { TransferJournal } from '../journal/TransferJournal.ts';
import { FakeSources } from './FakeSources.ts';
import { newTransfer } from './newTransfer.ts';
import type { TestPlayer } from './TestPlayer.ts';

/** Transfers of one test player over a real journal. */
export class TransferHarness implements AsyncDisposable {
  readonly player: TestPlayer;
  readonly journal: TransferJournal;
  readonly sources = new FakeSources();
  readonly transfers: DeviceTransfers;
  /** How many hold the machine awake now. */
  awakeCount = 0;
  /** In bytes per second, as they were noted. */
  readonly speeds: number[] = [];
  /** Where files may be received; `null` is anywhere. */
  receivingRoots: readonly string[] | null = null;
  readCover: CopyToDeviceServices['readCover'] = () => Promise.resolve(null);
  readonly #subscriptions = new DisposableStack();

  constructor(player: TestPlayer, journal: TransferJournal) {
    this.player = player;
    this.journal = journal;
    this.transfers = new DeviceTransfers({
      deviceId: player.deviceId,
      journal,
      devices: player.readyDevices,
      sources: this.sources,
      readCover: (music, signal) => this.readCover(music, signal),
      receivingRoots: () => Promise.resolve(this.receivingRoots),
      clock: player.clock,
      now: () => new Date(0),
      logger: silentLogger,
      inhibitSleep: () => {
        this.awakeCount += 1;
        return { [Symbol.dispose]: () => void (this.awakeCount -= 1) };
      },
      noteSpeed: (_, bytesPerSecond) => void this.speeds.push(bytesPerSecond),
    });
    this.#subscriptions.use(
      journal.changes.subscribe((deviceId) => {
        if (deviceId === player.deviceId) this.transfers.journalChanged();
      }),
    );
    this.#subscriptions.use(
      player.readyDevices.changes.subscribe(() => this.transfers.deviceChanged()),
    );
  }

  static async journal(): Promise<{ journal: TransferJournal } & AsyncDisposable> {
    const folder = new TemporaryFolder();
    const databaseFile = folder.file('transfers.sqlite');
    const journal = valueOf(await TransferJournal.open({ databaseFile }));
    return {
      journal,
      [Symbol.asyncDispose]: async () => {
        await journal[Symbol.asyncDispose]();
        folder[Symbol.dispose]();
      },
    };
  }

  /** A file in memory that is to be copied. */
  file(name: string, sizeBytes: number, work: Partial<ToDevice> = {}) {
    const bytes = patternBytes(sizeBytes, name.length + sizeBytes);
    this.sources.files.set(`/source/${name}`, bytes);
    return { bytes, transfer: newTransfer(name, { ...work, sizeBytes }) };
  }

  /** Copies files of these sizes, named by their places in the list. */
  async copy(
    sizesBytes: readonly number[],
    workOf: (name: string) => Partial<ToDevice> = () => ({}),
  ): Promise<Uint8Array[]> {
    const files = sizesBytes.map((sizeBytes, index) =>
      this.file(`${index}.mp3`, sizeBytes, workOf(`${index}.mp3`)),
    );
    valueOf(await this.transfers.add(files.map(({ transfer }) => transfer)));
    return files.map(({ bytes }) => bytes);
  }

  /** What is on the player, by path. */
  get names(): readonly string[] {
    return [...this.player.files.keys()].toSorted();
  }

  async rows(): Promise<readonly TransferRow[]> {
    const page = { offset: 0, limit: 100, only: 'all' } as const;
    return valueOf(await this.journal.ask('page', { deviceId: this.player.deviceId, ...page }))
      .rows;
  }

  /** The player's log. */
  async log(): Promise<string> {
    return valueOf(await this.journal.ask('readLog', { deviceId: this.player.deviceId }));
  }

  /** What copies that ended have left, as the journal knows it. */
  async leftovers(): Promise<readonly Transfer[]> {
    return valueOf(await this.journal.ask('leftovers', { deviceId: this.player.deviceId }));
  }

  /** Pulls the player; resolves when that was noticed. */
  async pull(): Promise<void> {
    this.player.fake.unplug();
    await this.until(({ state }) => state === 'waitingForDevice' && !this.transfers.isRunning);
  }

  /** Resolves with the queue when it is as wanted. */
  async until(isSo: (queue: TransferQueue) => boolean): Promise<TransferQueue> {
    const { transfers } = this;
    while (!isSo(transfers.queue)) {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      using _subscription = transfers.changes.subscribe(() => resolve(undefined));
      await promise;
    }
    return transfers.queue;
  }

  /**
   * Resolves when some of the current file has gone over the wire, which then stands still until an
   * abort, `fake.releaseStall` or `fake.unplug`.
   */
  midFile(): Promise<NonNullable<TransferQueue['current']>> {
    const { fake } = this.player;
    return new Promise((resolve) => {
      const subscription = fake.transactionBegun.subscribe((transaction) => {
        const { current } = this.transfers.queue;
        if (current === null || current.doneBytes === 0) return;
        fake.faults.stallsAtTransaction = transaction;
        subscription[Symbol.dispose]();
        resolve(current);
      });
    });
  }

  idle(): Promise<TransferQueue> {
    return this.until(({ state }) => state === 'idle' && this.awakeCount === 0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#subscriptions.dispose();
    await this.transfers[Symbol.asyncDispose]();
    await this.player[Symbol.asyncDispose]();
  }
}
