import { setImmediate } from 'node:timers/promises';
import { Emitter, type EventSource } from '../../base/Emitter.ts';
import { silentLogger, type Logger } from '../../base/Logger.ts';
import { ok, type Result } from '../../base/Result.ts';
import { siblingModule } from '../../base/siblingModule.ts';
import { WorkerClient, WorkerDiedError } from '../../base/WorkerClient.ts';
import type { AppError } from '../../contract/errors.ts';
import type { DeviceId } from '../../contract/ids.ts';
import type { SetAsideReport } from '../../state/sqlite/openDatabase.ts';
import type {
  Changed,
  JournalChanges,
  JournalQueries,
  JournalSummary,
  JournalWorkerApi,
} from './JournalWorkerApi.ts';
import type { NewTransfer } from './Transfer.ts';

export interface TransferJournalOptions {
  /** Where transfers are kept; made when it is not there. */
  readonly databaseFile: string;
  readonly logger?: Logger;
}

/** Transfers handed to the worker at once: a millisecond or two. */
export const transfersPerTurn = 200;

type Change = Exclude<keyof JournalChanges, 'add'>;
type Query = Exclude<keyof JournalQueries, 'open' | 'close' | 'gather'>;

/**
 * What is to be copied onto and from players, and what became of it. It lives in SQLite in a worker
 * thread; here are only the newest counts. A change is on disk, and told through `changes`, before its
 * promise settles. Every method may answer `file.*` (disk full, unwritable) and `profile.damaged`.
 */
export class TransferJournal implements AsyncDisposable {
  readonly #worker: WorkerClient<JournalWorkerApi>;
  readonly #changes = new Emitter<DeviceId>();
  readonly #summaries: Map<DeviceId, JournalSummary>;
  #lastGatheringNumber = 0;
  /** What became of a saved journal that could not be used; `null` when all was well. */
  readonly setAside: SetAsideReport | null;

  private constructor(
    worker: WorkerClient<JournalWorkerApi>,
    summaries: readonly JournalSummary[],
    setAside: SetAsideReport | null,
  ) {
    this.#worker = worker;
    this.#summaries = new Map(summaries.map((summary) => [summary.deviceId, summary]));
    this.setAside = setAside;
  }

  /** Opens the saved journal. A damaged one is set aside and reported in `setAside`. */
  static async open(options: TransferJournalOptions): Promise<Result<TransferJournal, AppError>> {
    const { databaseFile, logger = silentLogger } = options;
    const module = siblingModule(import.meta.url, 'journalWorker');
    const worker = new WorkerClient<JournalWorkerApi>(module, { workerData: { databaseFile } });
    const opened = await worker.call('open', undefined);
    if (!opened.ok) {
      await worker[Symbol.asyncDispose]();
      return opened;
    }
    const { setAside, summaries } = opened.value;
    if (setAside !== null) logger.warn('The saved transfers were set aside', { ...setAside });
    return ok(new TransferJournal(worker, summaries, setAside));
  }

  /** Names the player whose transfers changed. */
  get changes(): EventSource<DeviceId> {
    return this.#changes;
  }

  /** Of every player that has any. */
  get summaries(): readonly JournalSummary[] {
    return [...this.#summaries.values()];
  }

  /** `null` for a player that has none. */
  summaryOf(deviceId: DeviceId): JournalSummary | null {
    return this.#summaries.get(deviceId) ?? null;
  }

  /** Puts `transfers` at the end, all of them or none; they are taken a few at a time. */
  async add(deviceId: DeviceId, transfers: Iterable<NewTransfer>): Promise<Result<void, AppError>> {
    this.#lastGatheringNumber += 1;
    const gatheringNumber = this.#lastGatheringNumber;
    let turn: NewTransfer[] = [];
    for (const transfer of transfers) {
      turn.push(transfer);
      if (turn.length < transfersPerTurn) continue;
      await this.#worker.call('gather', { gatheringNumber, transfers: turn });
      turn = [];
      await setImmediate();
    }
    await this.#worker.call('gather', { gatheringNumber, transfers: turn });
    return this.#change('add', { deviceId, gatheringNumber });
  }

  change<Name extends Change>(
    name: Name,
    input: JournalChanges[Name]['input'],
  ): Promise<Result<JournalChanges[Name]['value'], AppError>> {
    return this.#change(name, input);
  }
  ask<Name extends Query>(
    name: Name,
    input: JournalQueries[Name]['input'],
  ): Promise<Result<JournalQueries[Name]['value'], AppError>> {
    return this.#worker.call(name, input);
  }

  /** Waits for the changes under way, then ends the worker. */
  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.#worker.call('close', undefined);
    } catch (error) {
      if (!(error instanceof WorkerDiedError)) throw error;
    }
    await this.#worker[Symbol.asyncDispose]();
  }

  async #change<Name extends keyof JournalChanges>(
    name: Name,
    input: JournalChanges[Name]['input'],
  ): Promise<Result<JournalChanges[Name]['value'], AppError>> {
    const outcome: Result<
      Changed<JournalChanges[Name]['value']>,
      AppError
    > = await this.#worker.call(name, input);
    if (!outcome.ok) return outcome;
    const { summary, value } = outcome.value;
    if (summary.count > 0) this.#summaries.set(summary.deviceId, summary);
    else this.#summaries.delete(summary.deviceId);
    this.#changes.emit(summary.deviceId);
    return ok(value);
  }
}
