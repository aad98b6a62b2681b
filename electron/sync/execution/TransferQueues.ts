import { Emitter, type EventSource } from '../../base/Emitter.ts';
import { ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { DeviceId, UploadId } from '../../contract/ids.ts';
import type { TransferQueue } from '../../contract/transfers.ts';
import { removeReceived } from '../receiving/ReceivedFile.ts';
import { DeviceTransfers, type DeviceTransfersOptions } from './DeviceTransfers.ts';

export type TransferQueuesOptions = Omit<DeviceTransfersOptions, 'deviceId'>;

/** The transfers of every player; players know nothing of each other. */
export class TransferQueues implements AsyncDisposable {
  readonly #options: TransferQueuesOptions;
  readonly #queues = new Map<DeviceId, DeviceTransfers>();
  readonly #changes = new Emitter<void>();
  readonly #subscriptions = new DisposableStack();

  constructor(options: TransferQueuesOptions) {
    const { journal, devices } = options;
    this.#options = options;
    this.#subscriptions.use(
      journal.changes.subscribe((deviceId) => this.of(deviceId).journalChanged()),
    );
    this.#subscriptions.use(
      devices.changes.subscribe((deviceId) => this.of(deviceId).deviceChanged()),
    );
    for (const { deviceId } of journal.summaries) this.of(deviceId);
  }

  get changes(): EventSource<void> {
    return this.#changes;
  }

  /** Of players that have any. */
  get queues(): readonly TransferQueue[] {
    return [...this.#queues.values()].map(({ queue }) => queue).filter(({ count }) => count > 0);
  }

  /** Players that something goes onto or from now, and how much is still to come. */
  get running(): readonly { readonly deviceId: DeviceId; readonly waitingCount: number }[] {
    return [...this.#queues].flatMap(([deviceId, { isRunning, waitingCount }]) =>
      isRunning ? { deviceId, waitingCount } : [],
    );
  }

  of(deviceId: DeviceId): DeviceTransfers {
    let transfers = this.#queues.get(deviceId);
    if (transfers === undefined) {
      transfers = new DeviceTransfers({ ...this.#options, deviceId });
      this.#subscriptions.use(transfers.changes.subscribe(() => this.#changes.emit()));
      this.#queues.set(deviceId, transfers);
    }
    return transfers;
  }

  /**
   * Everything that was ever copied onto and from the player; what was begun on this computer is removed.
   *
   * @returns names of copies of which a part stays on it, that nobody knows of any more
   */
  async forget(deviceId: DeviceId): Promise<Result<readonly string[], AppError>> {
    const transfers = this.#queues.get(deviceId);
    this.#queues.delete(deviceId);
    await transfers?.[Symbol.asyncDispose]();
    const forgotten = await this.#options.journal.change('forget', { deviceId });
    if (!forgotten.ok) return forgotten;
    const { namesOnPlayer, received } = forgotten.value;
    for (const { work, leftover, name } of received) {
      if (work.kind !== 'fromDevice' || leftover === null) continue;
      const removed = await removeReceived(work, leftover.name);
      const { logger } = this.#options;
      if (!removed.ok) logger.warn('A part of a copy was left behind', { name, ...removed.error });
    }
    return ok(namesOnPlayer);
  }

  /** Those of `uploads` that copies are, or may be, waiting for. */
  knownUploads(
    uploads: readonly { readonly uploadId: UploadId; readonly sizeBytes: number }[],
  ): Promise<Result<readonly UploadId[], AppError>> {
    return this.#options.journal.ask('knownUploads', { uploads });
  }

  /** Copies that failed since these were gone are gone on with. */
  async uploadsBack(uploadIds: readonly UploadId[]): Promise<Result<void, AppError>> {
    for (const transfers of this.#queues.values()) {
      const waiting = await transfers.uploadsBack(uploadIds);
      if (!waiting.ok) return waiting;
    }
    return ok();
  }

  /** Ends what is under way in mid-file; it is offered again when the program runs again. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#subscriptions.dispose();
    await Promise.all([...this.#queues.values()].map((queue) => queue[Symbol.asyncDispose]()));
  }
}
