import { collectInTurns } from '../../base/collectInTurns.ts';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { ClientId, DeviceId, PlanId, StorageId } from '../../contract/ids.ts';
import type {
  ConflictDecision,
  PlanPage,
  PlanPageRequest,
  PlanRow,
  TransferDestination,
  TransferPlan,
} from '../../contract/transfers.ts';
import type { FileReceiver } from '../../player/opening/FileReceiver.ts';
import type { TransferDevice } from '../../sync/execution/TransferDevice.ts';
import type { NewTransfer } from '../../sync/journal/Transfer.ts';
import { planCopies } from '../../sync/planning/planCopies.ts';
import { isCopied, type PlannedCopy } from '../../sync/planning/PlannedCopy.ts';
import { countPlan, type PlanCounts } from './countPlan.ts';
import { PlanFiles } from './PlanFiles.ts';
import { planRowOf } from './planRowOf.ts';
import type { CopyFileServices } from './readCopyFile.ts';
import { filesPerTurn, surveyTarget, type Survey } from './surveyTarget.ts';
import { skippedTransferOf, transferOf } from './transferOf.ts';

export interface PlanDraftOptions {
  readonly planId: PlanId;
  readonly clientId: ClientId;
  readonly deviceId: DeviceId;
  readonly destination: TransferDestination;
  /** The player, or why it cannot be asked. */
  readonly device: () => Result<TransferDevice, AppError>;
  /** The template that is remembered for the player. */
  readonly template: () => string;
  /** How fast files went onto it before; `null` when none has. */
  readonly bytesPerSecond: () => number | null;
  readonly files: CopyFileServices;
  readonly onChange: () => void;
}

/** A plan of copies while it is shown: the files, where they go, what is there, and what was decided. */
export class PlanDraft implements Disposable {
  readonly #options: PlanDraftOptions;
  readonly #files: PlanFiles;
  readonly #disposed = new AbortController();
  readonly #decisions = new Map<number, ConflictDecision>();
  #decisionForAll: ConflictDecision | null = null;
  #destination: TransferDestination;
  /** `null` until files and player were looked at. */
  #survey: Survey | null = null;
  #rows: readonly PlannedCopy[] = [];
  #counts: PlanCounts = countPlan([], 0);
  #state: TransferPlan['state'] = 'reading';
  #error: AppError | null = null;
  #revision = 0;
  /** Of the planning under way; a later one takes its place. */
  #planning = new AbortController();

  constructor(options: PlanDraftOptions) {
    this.#options = options;
    this.#destination = options.destination;
    this.#files = new PlanFiles(options.files, this.#disposed.signal, () => this.#filesChanged());
  }

  get clientId(): ClientId {
    return this.#options.clientId;
  }

  get deviceId(): DeviceId {
    return this.#options.deviceId;
  }

  get snapshot(): TransferPlan {
    const { planId, deviceId, bytesPerSecond } = this.#options;
    const speed = bytesPerSecond();
    return {
      planId,
      deviceId,
      destination: this.#survey?.destination ?? this.#destination,
      state: this.#state,
      error: this.#error,
      revision: this.#revision,
      count: this.#files.count,
      ...this.#counts,
      estimatedMs: speed === null ? null : (this.#counts.copyBytes * 1_000) / speed,
    };
  }

  /** Takes one more act of opening. */
  receiver(): FileReceiver {
    return this.#files.receiver();
  }

  page({ offset, limit, only }: PlanPageRequest): PlanPage {
    const rows: PlanRow[] = [];
    let count = 0;
    for (const [index, planned] of this.#rows.entries()) {
      if (!isShown[only](planned)) continue;
      if (count >= offset && rows.length < limit) rows.push(planRowOf(planned, index));
      count += 1;
    }
    return { revision: this.#revision, count, offset, rows };
  }

  decide(index: number | 'all', decision: ConflictDecision): void {
    if (index === 'all') {
      this.#decisions.clear();
      this.#decisionForAll = decision;
    } else this.#decisions.set(index, decision);
    // A plan that is still being made will ask for the decisions.
    if (this.#survey !== null && this.#state !== 'reading') this.#planAnew(() => this.#survey);
  }

  /** The same files for another place. */
  replan(destination: TransferDestination): void {
    this.#destination = destination;
    this.#survey = null;
    this.#filesChanged();
  }

  /**
   * What is to be done, and at `now` is not, made as it is taken; `transfer.planGone` when that is not
   * what was shown at `revision`.
   */
  transfersAt(revision: number, now: Date): Result<Iterable<NewTransfer>, AppError> {
    const survey = this.#survey;
    if (this.#state !== 'ready' || survey === null || revision !== this.#revision) {
      return err({ code: 'transfer.planGone' });
    }
    return ok(transfersOf(this.#rows, survey.storageId, now));
  }

  [Symbol.dispose](): void {
    this.#disposed.abort();
    this.#planning.abort();
  }

  #filesChanged(): void {
    if (this.#files.isReading) {
      this.#planning.abort();
      this.#change({ state: 'reading', error: null });
    } else this.#planAnew((signal) => this.#look(signal));
  }

  /** Plans with what `survey` finds out; what is planned meanwhile is the newer one's business. */
  #planAnew(survey: (signal: AbortSignal) => Promise<Survey | null> | Survey | null): void {
    this.#planning.abort();
    this.#planning = new AbortController();
    const { signal } = this.#planning;
    this.#change({ state: 'reading', error: null });
    this.#plan(survey, signal).catch((error: unknown) => {
      if (signal.aborted) return;
      this.#change({ state: 'failed', error: { code: 'app.internal', details: String(error) } });
    });
  }

  async #plan(
    findOut: (signal: AbortSignal) => Promise<Survey | null> | Survey | null,
    signal: AbortSignal,
  ): Promise<void> {
    const survey = await findOut(signal);
    if (survey === null || signal.aborted) return;
    const { capabilities } = survey.device.connection;
    const decisionFor = (index: number) => this.#decisions.get(index) ?? this.#decisionForAll;
    const { placed, tree, freeBytes } = survey;
    const planned = planCopies(placed, tree, { capabilities, freeBytes, decisionFor });
    this.#rows = await collectInTurns(planned, filesPerTurn, signal);
    this.#survey = survey;
    this.#counts = countPlan(this.#rows, freeBytes);
    this.#change({ state: 'ready', error: null });
  }

  async #look(signal: AbortSignal): Promise<Survey | null> {
    const { device, template } = this.#options;
    const ready = device();
    const found = ready.ok
      ? await surveyTarget(ready.value, this.#files.files, this.#destination, template(), signal)
      : ready;
    if (signal.aborted) return null;
    if (found.ok) return found.value;
    this.#change({ state: 'failed', error: found.error });
    return null;
  }

  #change({ state, error }: { state: TransferPlan['state']; error: AppError | null }): void {
    this.#state = state;
    this.#error = error;
    this.#revision += 1;
    this.#options.onChange();
  }
}

function* transfersOf(
  rows: readonly PlannedCopy[],
  storageId: StorageId,
  now: Date,
): Generator<NewTransfer> {
  for (const planned of rows) {
    yield isCopied(planned.step)
      ? transferOf(planned, storageId)
      : skippedTransferOf(planned, storageId, now);
  }
}

const isShown: Readonly<Record<PlanPageRequest['only'], (planned: PlannedCopy) => boolean>> = {
  all: () => true,
  conflicts: ({ conflict }) => conflict !== null,
  renamed: ({ renamed }) => renamed,
  unplayable: ({ unplayable }) => unplayable,
  refused: ({ step }) => step === 'refuse',
};
