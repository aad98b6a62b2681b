import { assertNever } from '../../base/assertNever.ts';
import { delay } from '../../base/delay.ts';
import type { Logger } from '../../base/Logger.ts';
import type { MonotonicClock } from '../../base/MonotonicClock.ts';
import type { AppError } from '../../contract/errors.ts';
import type { DeviceId } from '../../contract/ids.ts';
import type { Leftover, Transfer } from '../journal/Transfer.ts';
import type { TransferJournal } from '../journal/TransferJournal.ts';
import { cleanLeftover } from './cleanLeftover.ts';
import type { CopyContext, CopyEnd } from './CopyContext.ts';
import { copyFromDevice } from './copyFromDevice.ts';
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

export interface TransferRunServices extends CopyToDeviceServices {
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

/** `away`: it cannot go on now, for the device or the journal does not answer, or it was stopped in mid-file. */
type RunEnd = 'done' | 'stopped' | 'away';

/** Works on the transfers of one device, over one connection, until nothing waits or it has to stop. */
export class TransferRun {
  readonly #services: TransferRunServices;
  readonly #options: TransferRunOptions;
  readonly #folders: DeviceFolders;
  readonly #session: TransferSession;
  /** Of the copy under way. */
  #tries = 0;

  constructor(services: TransferRunServices, options: TransferRunOptions) {
    const { device } = options;
    this.#services = services;
    this.#options = options;
    this.#folders = new DeviceFolders(device.connection, device.operations);
    this.#session = new TransferSession(device);
  }

  async finish(): Promise<RunEnd> {
    try {
      return await this.#work();
    } finally {
      // Also after a stop: what began a session owes it its end.
      const ended = await this.#session.end(new AbortController().signal);
      if (!ended.ok) this.#warn('A session did not end', ended.error);
    }
  }

  async #work(): Promise<RunEnd> {
    const { journal } = this.#services;
    const { deviceId, signal, isHalted } = this.#options;
    const isClean = await this.#cleanUp();
    if (!isClean) return 'away';
    while (!signal.aborted && !isHalted()) {
      const next = await journal.ask('next', { deviceId });
      const kinds = await journal.ask('waitingKinds', { deviceId });
      if (!next.ok || !kinds.ok) return 'away';
      if (next.value === null) return 'done';
      const begun = await this.#session.ensure(kinds.value, signal);
      if (!begun.ok) {
        this.#warn('A session did not begin', begun.error);
        return 'away';
      }
      const goesOn = await this.#transfer(next.value);
      if (!goesOn) return 'away';
    }
    return 'stopped';
  }

  /** Removes what copies that ended have left. @returns is the device still there? */
  async #cleanUp(): Promise<boolean> {
    const { deviceId, signal } = this.#options;
    const left = await this.#services.journal.ask('leftovers', { deviceId });
    if (!left.ok) return false;
    for (const transfer of left.value) {
      if (transfer.leftover === null) continue;
      const error = await this.#clean(transfer, transfer.leftover, signal);
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
    const { isCancelled } = current;
    if (end.kind === 'failed' && !isCancelled && this.#isUnderWay(end.error)) {
      await this.#noteLeftover(transfer, end.leftover);
      if (signal.aborted) return false;
      this.#tries += 1;
      this.#warn('A copy was interrupted', end.error);
      if (!(await this.#isThereAgain())) return false;
      if (this.#tries < maximumTries) return true;
    }
    const durationMs = clock.nowMs() - startedAtMs;
    if (end.kind === 'done') onCopied(transfer, copiedBytes, durationMs);
    return this.#end(transfer, end, isCancelled, durationMs);
  }

  async #copy(transfer: Transfer, context: CopyContext): Promise<CopyEnd> {
    const { work } = transfer;
    switch (work.kind) {
      case 'toDevice':
        return copyToDevice(transfer, work, this.#services, context);
      case 'fromDevice':
        return copyFromDevice(transfer, work, context);
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
    const { journal, now } = this.#services;
    const { deviceId, signal } = this.#options;
    this.#tries = 0;
    const outcome = outcomeOf(end, isCancelled);
    const finished = await journal.change('finish', {
      deviceId,
      transferId: transfer.transferId,
      ...outcome,
      leftover: end.leftover,
      logLine: transferLogLine(now(), outcome.state, transfer, {
        durationMs,
        error: outcome.error,
      }),
    });
    if (!finished.ok) {
      this.#warn('The journal cannot be written', finished.error);
      return false;
    }
    const error = end.leftover === null ? null : await this.#clean(transfer, end.leftover, signal);
    return error === null || !isDeviceAway(error);
  }

  /** @returns why it could not be removed; it is tried again the next time the device is there */
  async #clean(
    transfer: Transfer,
    leftover: Leftover,
    signal: AbortSignal,
  ): Promise<AppError | null> {
    const cleaned = await cleanLeftover(transfer, leftover, this.#contextOf(transfer, signal));
    if (cleaned.ok) {
      await this.#noteLeftover(transfer, null);
      return null;
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
      resumedFrom: () => undefined,
      progressed: () => undefined,
    };
  }

  async #noteLeftover({ transferId }: Transfer, leftover: Leftover | null): Promise<void> {
    const { deviceId } = this.#options;
    const { journal } = this.#services;
    const noted = await journal.change('noteLeftover', { deviceId, transferId, leftover });
    if (!noted.ok) this.#warn('The journal cannot be written', noted.error);
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
