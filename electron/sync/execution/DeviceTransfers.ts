import { Emitter, type EventSource } from '../../base/Emitter.ts';
import type { Timer } from '../../base/MonotonicClock.ts';
import { ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { DeviceId, UploadId } from '../../contract/ids.ts';
import type { TransferQueue, TransferSelection } from '../../contract/transfers.ts';
import { emptySummary } from '../journal/emptySummary.ts';
import type { JournalSummary } from '../journal/JournalWorkerApi.ts';
import type { NewTransfer } from '../journal/Transfer.ts';
import type { CurrentTransfer } from './CurrentTransfer.ts';
import { CopySpeed } from './CopySpeed.ts';
import { SpeedMeter } from './SpeedMeter.ts';
import { TransferRun, type TransferRunServices } from './TransferRun.ts';

/** Progress is told at most this often. */
export const progressIntervalMs = 250;

export interface DeviceTransfersOptions extends TransferRunServices {
  readonly deviceId: DeviceId;
  /** Keeps the machine awake until it is disposed. */
  readonly inhibitSleep: () => Disposable;
  /** How fast copies went onto the player; told when a run of enough of them ends. */
  readonly noteSpeed: (deviceId: DeviceId, bytesPerSecond: number) => void;
}

/**
 * The transfers of one player: one at a time, in their order, whenever the player is ready. What an
 * earlier run of the program left unfinished waits until somebody takes it up.
 */
export class DeviceTransfers implements AsyncDisposable {
  readonly #options: DeviceTransfersOptions;
  readonly #changes = new Emitter<void>();
  readonly #speed: SpeedMeter;
  #current: CurrentTransfer | null = null;
  #run: { readonly controller: AbortController; readonly ended: Promise<void> } | null = null;
  /** Something happened while a run was going on that it may not have seen. */
  #isAskedAgain = false;
  #isPaused = false;
  /** Unfinished when the program ended, and not yet taken up. */
  #isInterrupted: boolean;
  #isDisposed = false;
  /** Why nothing goes on before somebody asks for it. */
  #error: AppError | null = null;
  #revision = 0;
  #progressTimer: Timer | null = null;

  constructor(options: DeviceTransfersOptions) {
    this.#options = options;
    this.#speed = new SpeedMeter(options.clock);
    this.#isInterrupted = this.#counts.waitingCount > 0;
  }

  /** `queue` is another; progress is told now and then. */
  get changes(): EventSource<void> {
    return this.#changes;
  }

  /** Does a file go over the wire, or is one about to? */
  get isRunning(): boolean {
    return this.#run !== null && this.#counts.waitingCount > 0;
  }

  /** With the one that runs. */
  get waitingCount(): number {
    return this.#counts.waitingCount;
  }

  get queue(): TransferQueue {
    const { waitingCount, doneBytes: finishedBytes, ...counts } = this.#counts;
    const current = this.#current?.snapshot ?? null;
    const doneBytes = finishedBytes + (current?.doneBytes ?? 0);
    const bytesPerSecond = current === null ? null : this.#speed.bytesPerSecond;
    return {
      deviceId: this.#options.deviceId,
      state: this.#state(waitingCount),
      revision: this.#revision,
      count: counts.count,
      retryableCount: counts.retryableCount,
      batchCount: counts.batchCount,
      doneCount: counts.doneCount,
      failedCount: counts.failedCount,
      skippedCount: counts.skippedCount,
      interruptedCount: this.#isInterrupted ? waitingCount : 0,
      totalBytes: counts.totalBytes,
      doneBytes,
      current,
      error: this.#error,
      bytesPerSecond,
      remainingMs: bytesPerSecond
        ? ((counts.waitingBytes - (current?.doneBytes ?? 0)) * 1_000) / bytesPerSecond
        : null,
    };
  }

  /** The rows of the journal are others. */
  journalChanged(): void {
    this.#revision += 1;
    this.#changes.emit();
  }

  /** The player came, went, or can be asked again. */
  deviceChanged(): void {
    this.#changes.emit();
    this.#begin();
  }

  /** Puts copies at the end, and goes on with all that waits. */
  async add(transfers: Iterable<NewTransfer>): Promise<Result<void, AppError>> {
    const { deviceId, journal } = this.#options;
    const added = await journal.add(deviceId, transfers);
    if (added.ok) this.resume();
    return added;
  }

  /**
   * Halts in mid-file where the player can go on with a part, and after the file under way elsewhere:
   * nothing is lost by it.
   */
  pause(): void {
    const { deviceId, devices } = this.#options;
    this.#isPaused = true;
    const operations = devices.ready(deviceId)?.connection.capabilities.operations;
    if (operations?.has('resumeWrite') === true) this.#run?.controller.abort();
    this.#changes.emit();
  }

  resume(): void {
    this.#isPaused = false;
    this.#isInterrupted = false;
    this.#error = null;
    this.#changes.emit();
    this.#begin();
  }

  async cancel(selection: TransferSelection): Promise<Result<void, AppError>> {
    const { deviceId, journal } = this.#options;
    const cancelled = await journal.change('cancel', { deviceId, selection });
    if (!cancelled.ok) return cancelled;
    const current = this.#current;
    if (current !== null && cancelled.value.includes(current.transfer.transferId)) current.cancel();
    // What waited may have left something behind.
    this.#begin();
    return ok();
  }

  async retry(selection: TransferSelection): Promise<Result<void, AppError>> {
    const { deviceId, journal } = this.#options;
    const retried = await journal.change('retry', { deviceId, selection });
    if (retried.ok) this.resume();
    return retried;
  }

  /** What failed since the bytes of these uploads were gone waits again; a pause stays one. */
  async uploadsBack(uploadIds: readonly UploadId[]): Promise<Result<void, AppError>> {
    const { deviceId, journal } = this.#options;
    if (this.#counts.count === 0) return ok();
    const waiting = await journal.change('uploadsBack', { deviceId, uploadIds });
    if (!waiting.ok) return waiting;
    this.#begin();
    return ok();
  }

  /** Ends in mid-file; what is under way is gone on with when the program runs again. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    this.#run?.controller.abort();
    await this.#run?.ended;
    this.#progressTimer?.[Symbol.dispose]();
  }

  get #counts(): JournalSummary {
    const { journal, deviceId } = this.#options;
    return journal.summaryOf(deviceId) ?? emptySummary(deviceId);
  }

  #state(waitingCount: number): TransferQueue['state'] {
    if (waitingCount === 0) return 'idle';
    const isEndingFile = this.#current !== null && this.#run?.controller.signal.aborted === false;
    if (this.#isPaused && isEndingFile) return 'pausing';
    if (this.#isPaused || this.#isInterrupted || this.#error !== null) return 'paused';
    return this.#run === null ? 'waitingForDevice' : 'running';
  }

  /** Between two runs of the program nothing new is begun; what is left behind is removed all the same. */
  get #isHalted(): boolean {
    return this.#isPaused || this.#isInterrupted || this.#isDisposed || this.#error !== null;
  }

  #begin(): void {
    const { deviceId, devices } = this.#options;
    const device = devices.ready(deviceId);
    if (device === null || this.#isDisposed) return;
    if (this.#run !== null) {
      this.#isAskedAgain = true;
      return;
    }
    const controller = new AbortController();
    const speed = new CopySpeed();
    const run = new TransferRun(this.#options, {
      deviceId,
      device,
      signal: controller.signal,
      isHalted: () => this.#isHalted,
      onCurrent: (current) => this.#showCurrent(current),
      onBytes: (addedBytes) => this.#progressed(addedBytes),
      onCopied: ({ work }, copiedBytes, durationMs) => {
        if (work.kind === 'toDevice') speed.add(copiedBytes, durationMs);
      },
    });
    this.#isAskedAgain = false;
    this.#speed.reset();
    this.#run = { controller, ended: this.#finish(run, speed) };
    this.#changes.emit();
  }

  async #finish(run: TransferRun, speed: CopySpeed): Promise<void> {
    const { deviceId, noteSpeed } = this.#options;
    const awake = this.#options.inhibitSleep();
    try {
      const end = await run.finish();
      if (end.kind === 'failed') this.#error = end.error;
    } catch (error) {
      this.#options.logger.error('Transfers failed unexpectedly', { error });
    } finally {
      awake[Symbol.dispose]();
    }
    this.#run = null;
    this.#current = null;
    if (speed.bytesPerSecond !== null) noteSpeed(deviceId, speed.bytesPerSecond);
    this.#changes.emit();
    if (this.#isAskedAgain) this.#begin();
  }

  #showCurrent(current: CurrentTransfer | null): void {
    this.#current = current;
    this.#revision += 1;
    this.#changes.emit();
  }

  #progressed(addedBytes: number): void {
    this.#speed.add(addedBytes);
    this.#progressTimer ??= this.#options.clock.setTimer(progressIntervalMs, () => {
      this.#progressTimer = null;
      this.#changes.emit();
    });
  }
}
