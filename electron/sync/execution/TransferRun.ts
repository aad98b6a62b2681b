import { assertNever } from '../../base/assertNever.ts';
import { delay } from '../../base/delay.ts';
import type { Logger } from '../../base/Logger.ts';
import type { MonotonicClock } from '../../base/MonotonicClock.ts';
import { ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { DeviceId, ObjectId } from '../../contract/ids.ts';
import type { Leftover, Transfer } from '../journal/Transfer.ts';
import type { TransferJournal } from '../journal/TransferJournal.ts';
import { cleanLeftover } from './cleanLeftover.ts';
import type { CopyContext, CopyEnd } from './CopyContext.ts';
import { copyFromDevice, type CopyFromDeviceServices } from './copyFromDevice.ts';
import { copyToDevice, type CopyToDeviceServices } from './copyToDevice.ts';
import { CurrentTransfer } from './CurrentTransfer.ts';
import { DeviceFolders } from './DeviceFolders.ts';
import { isDeviceAway } from './isDeviceAway.ts';
import type { TransferDevice, TransferDevices } from './TransferDevice.ts';
import { transferLogLine } from './transferLogLine.ts';
import { TransferSession } from './TransferSession.ts';

/** A device that is there, but did not answer, is tried with the same file again this soon, so often. */
export const retryDelayMs = 1_000;
const maximumTries = 3;

export interface TransferRunServices extends CopyToDeviceServices, CopyFromDeviceServices {
  readonly journal: TransferJournal;
  readonly devices: TransferDevices;
  readonly clock: MonotonicClock;
  /** Wall time, for the log. */
  readonly now: () => Date;
  readonly logger: Logger;
}

export interface TransferRunOptions {
  readonly deviceId: DeviceId;
  readonly device: TransferDevice;
  /** Ends the run in mid-file; what is under way is gone on with by the next one. */
  readonly signal: AbortSignal;
  /** Asked between two copies: is the run to end here? */
  readonly isHalted: () => boolean;
  readonly onCurrent: (current: CurrentTransfer | null) => void;
  readonly onBytes: (addedBytes: number) => void;
  /** A copy is whole; `copiedBytes` went over the wire for it this time. */
  readonly onCopied: (transfer: Transfer, copiedBytes: number, durationMs: number) => void;
}

/**
 * `away`: it cannot go on now, for the device does not answer, or it was stopped in mid-file. `failed`: it
 * must not go on, for nothing could be kept of what it does.
 */
export type RunEnd =
  | { readonly kind: 'done' | 'stopped' | 'away' }
  | { readonly kind: 'failed'; readonly error: AppError };

/** Works on the transfers of one device, over one connection, until nothing waits or it has to stop. */
export class TransferRun {
  readonly #services: TransferRunServices;
  readonly #options: TransferRunOptions;
  readonly #folders: DeviceFolders;
  readonly #session: TransferSession;
  /** Of the copy under way. */
  #tries = 0;
  /** The journal cannot be read or written. */
  #failure: AppError | null = null;

  constructor(services: TransferRunServices, options: TransferRunOptions) {
    const { device } = options;
    this.#services = services;
    this.#options = options;
    this.#folders = new DeviceFolders(device.connection, device.operations);
    this.#session = new TransferSession(device);
  }

  async finish(): Promise<RunEnd> {
    const { contentChanges, events } = this.#options.device;
    using _changes = contentChanges.subscribe((change) => this.#folders.changed(change));
    using _events = events.subscribe((event) => this.#folders.heard(event));
    try {
      const kind = await this.#work();
      return this.#failure === null ? { kind } : { kind: 'failed', error: this.#failure };
    } finally {
      // Also after a stop: what began a session owes it its end.
      const ended = await this.#session.end(new AbortController().signal);
      if (!ended.ok) this.#warn('A session did not end', ended.error);
    }
  }

  async #work(): Promise<'done' | 'stopped' | 'away'> {
    const { journal } = this.#services;
    const { deviceId, signal, isHalted } = this.#options;
    const isClean = await this.#cleanUp();
    if (!isClean) return 'away';
    while (!signal.aborted && !isHalted()) {
      const kinds = await journal.ask('waitingKinds', { deviceId });
      if (!kinds.ok) return this.#cannotKeep(kinds.error);
      const begun = await this.#session.ensure(kinds.value, signal);
      if (!begun.ok) {
        this.#warn('A session did not begin', begun.error);
        return 'away';
      }
      // Last, so that nothing comes between: what is cancelled from here on is told to the copy itself.
      const next = await journal.ask('next', { deviceId });
      if (!next.ok) return this.#cannotKeep(next.error);
      if (next.value === null) return 'done';
      const goesOn = await this.#transfer(next.value);
      if (!goesOn) return 'away';
    }
    return 'stopped';
  }

  /** Removes what copies that ended have left. @returns is the device still there? */
  async #cleanUp(): Promise<boolean> {
    const { deviceId, signal } = this.#options;
    const left = await this.#services.journal.ask('leftovers', { deviceId });
    if (!left.ok) {
      this.#cannotKeep(left.error);
      return false;
    }
    for (const transfer of left.value) {
      if (transfer.leftover === null) continue;
      const error = await this.#clean(transfer, transfer.leftover, null, signal);
      if (this.#failure !== null) return false;
      if (error !== null && (isDeviceAway(error) || signal.aborted)) return false;
    }
    return true;
  }

  /** @returns may the next one follow? */
  async #transfer(transfer: Transfer): Promise<boolean> {
    const { clock } = this.#services;
    const { signal, onCurrent, onBytes, onCopied } = this.#options;
    const current = new CurrentTransfer(transfer);
    const startedAtMs = clock.nowMs();
    let copiedBytes = 0;
    onCurrent(current);
    const end = await this.#copy(transfer, {
      ...this.#contextOf(transfer, AbortSignal.any([signal, current.signal])),
      resumedFrom: (doneBytes) => current.resumedFrom(doneBytes),
      progressed: (doneBytes) => {
        const addedBytes = current.progressed(doneBytes);
        copiedBytes += addedBytes;
        onBytes(addedBytes);
      },
    });
    onCurrent(null);
    if (this.#failure !== null) return false;
    const { isCancelled } = current;
    if (end.kind === 'failed' && !isCancelled && this.#isUnderWay(end.error)) {
      const noted = await this.#noteLeftover(transfer, end.leftover);
      if (!noted.ok || signal.aborted) return false;
      this.#tries += 1;
      this.#warn('A copy was interrupted', end.error);
      if (!(await this.#isThereAgain())) return false;
      if (this.#tries < maximumTries) return true;
    }
    const durationMs = clock.nowMs() - startedAtMs;
    if (end.kind === 'done') onCopied(transfer, copiedBytes, durationMs);
    return this.#end(transfer, end, isCancelled, durationMs);
  }

  /** Ids that name nothing any more are those of an earlier listing: it is looked again, once. */
  async #copy(transfer: Transfer, context: CopyContext): Promise<CopyEnd> {
    const end = await this.#copyOnce(transfer, context);
    const isStale = end.kind === 'failed' && end.error.code === 'device.noSuchObject';
    if (!isStale || this.#failure !== null || context.signal.aborted) return end;
    this.#folders.forgetAll();
    return this.#copyOnce({ ...transfer, leftover: end.leftover }, context);
  }

  async #copyOnce(transfer: Transfer, context: CopyContext): Promise<CopyEnd> {
    const { work } = transfer;
    switch (work.kind) {
      case 'toDevice':
        return copyToDevice(transfer, work, this.#services, context);
      case 'fromDevice':
        return copyFromDevice(transfer, work, this.#services, context);
      default:
        return assertNever(work);
    }
  }

  /** Is the copy to be gone on with, for all that it failed with this? */
  #isUnderWay(error: AppError): boolean {
    return this.#options.signal.aborted || isDeviceAway(error);
  }

  /** A device that did not answer and is still there may have had a bad moment. */
  async #isThereAgain(): Promise<boolean> {
    const { clock, devices } = this.#services;
    const { deviceId, device, signal } = this.#options;
    const isThere = () => devices.ready(deviceId)?.connection === device.connection;
    if (isThere()) await delay(clock, retryDelayMs, signal);
    return isThere() && !signal.aborted;
  }

  async #end(
    transfer: Transfer,
    end: CopyEnd,
    isCancelled: boolean,
    durationMs: number,
  ): Promise<boolean> {
    const { journal, now, logger } = this.#services;
    const { deviceId, signal } = this.#options;
    this.#tries = 0;
    const outcome = outcomeOf(end, isCancelled);
    if (outcome.state === 'failed') {
      const { name } = transfer;
      logger.warn('A file was not copied', { deviceId, name, ...outcome.error });
    }
    const finished = await journal.change('finish', {
      deviceId,
      transferId: transfer.transferId,
      attempt: transfer.attempt,
      ...outcome,
      leftover: end.leftover,
      logLine: transferLogLine(now(), outcome.state, transfer, {
        durationMs,
        error: outcome.error,
      }),
    });
    if (!finished.ok) {
      this.#cannotKeep(finished.error);
      return false;
    }
    if (end.leftover === null) return true;
    const objectId = (end.kind === 'failed' ? end.objectId : null) ?? null;
    const error = await this.#clean(transfer, end.leftover, objectId, signal);
    return this.#failure === null && (error === null || !isDeviceAway(error));
  }

  /** @returns why it could not be removed; it is tried again the next time the device is there */
  async #clean(
    transfer: Transfer,
    leftover: Leftover,
    objectId: ObjectId | null,
    signal: AbortSignal,
  ): Promise<AppError | null> {
    const context = this.#contextOf(transfer, signal);
    const cleaned = await cleanLeftover(transfer, leftover, objectId, context);
    if (cleaned.ok) {
      const noted = await this.#noteLeftover(transfer, null);
      return noted.ok ? null : noted.error;
    }
    this.#warn('A part of a copy was left behind', cleaned.error);
    return cleaned.error;
  }

  #contextOf(transfer: Transfer, signal: AbortSignal): CopyContext {
    return {
      device: this.#options.device,
      folders: this.#folders,
      signal,
      noteLeftover: (leftover) => this.#noteLeftover(transfer, leftover),
      tellKept: (name) => void this.#tellKept(transfer, name),
      resumedFrom: () => undefined,
      progressed: () => undefined,
    };
  }

  async #noteLeftover(
    { transferId }: Transfer,
    leftover: Leftover | null,
  ): Promise<Result<void, AppError>> {
    const { deviceId } = this.#options;
    const { journal } = this.#services;
    const noted = await journal.change('noteLeftover', { deviceId, transferId, leftover });
    if (noted.ok) return ok();
    this.#cannotKeep(noted.error);
    return noted;
  }

  /** For the player's log: a file stays of which nobody can say whose it is. */
  async #tellKept(transfer: Transfer, name: string): Promise<void> {
    const { journal, now, logger } = this.#services;
    const { deviceId } = this.#options;
    logger.warn('A file was kept that may be somebody else’s', { deviceId, name });
    const line = transferLogLine(now(), 'kept', { ...transfer, name });
    await journal.change('log', { deviceId, line });
  }

  #cannotKeep(error: AppError): 'away' {
    this.#failure = error;
    this.#warn('The journal of copies failed', error);
    return 'away';
  }

  #warn(message: string, error: AppError): void {
    this.#services.logger.warn(message, { deviceId: this.#options.deviceId, error });
  }
}

function outcomeOf(
  end: CopyEnd,
  isCancelled: boolean,
): { readonly state: 'done' | 'failed' | 'cancelled'; readonly error: AppError | null } {
  if (end.kind === 'done') return { state: 'done', error: null };
  if (isCancelled) return { state: 'cancelled', error: { code: 'app.cancelled' } };
  return { state: 'failed', error: end.error };
}
