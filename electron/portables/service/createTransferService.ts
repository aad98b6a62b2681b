import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { OpenOutcome } from '../../contract/files.ts';
import type { ClientId, DeviceId, PlanId } from '../../contract/ids.ts';
import type { QueueSelection } from '../../contract/queue.ts';
import type {
  ConflictDecision,
  PlanPage,
  PlanPageRequest,
  TransferDestination,
  TransferPage,
  TransferPageRequest,
  TransferSelection,
} from '../../contract/transfers.ts';
import { OpenOperation } from '../../player/opening/OpenOperation.ts';
import type { ExportRow } from '../../queue/QueueEntry.ts';
import type { TransferQueues } from '../../sync/execution/TransferQueues.ts';
import type { TransferJournal } from '../../sync/journal/TransferJournal.ts';
import { openedRowsOf } from '../plans/openedRowsOf.ts';
import { maximumPlanFiles } from '../plans/PlanFiles.ts';
import type { Plans } from '../plans/Plans.ts';

/** What this needs of the queue. */
export interface RowsQueue {
  rowsOf(selection: QueueSelection, limit: number): Promise<Result<readonly ExportRow[], AppError>>;
}

export interface TransferServiceOptions {
  readonly plans: Plans;
  readonly queues: TransferQueues;
  readonly journal: TransferJournal;
  readonly queue: RowsQueue;
  readonly now: () => Date;
}

/** What pages can ask of plans and transfers. */
export function createTransferService(options: TransferServiceOptions) {
  const { plans, queues, journal, queue, now } = options;
  /** What they do is being written down. */
  const starting = new Set<PlanId>();
  const done = (act: () => void): Promise<Result<void, AppError>> => {
    act();
    return Promise.resolve(ok());
  };
  return {
    plan: (clientId: ClientId, deviceId: DeviceId, destination: TransferDestination) =>
      Promise.resolve(plans.make(clientId, deviceId, destination)),
    async addQueueRows({
      planId,
      selection,
    }: {
      planId: PlanId;
      selection: QueueSelection;
    }): Promise<Result<OpenOutcome, AppError>> {
      const plan = plans.find(planId);
      if (!plan.ok) return plan;
      // One more than fits, so that the plan itself says that it is full.
      const rows = await queue.rowsOf(selection, maximumPlanFiles + 1);
      if (!rows.ok) return rows;
      using operation = new OpenOperation(plan.value.receiver());
      const { opened, failures } = openedRowsOf(rows.value, plan.value.deviceId);
      operation.tally.fail(failures);
      await operation.add(opened);
      return ok(operation.tally.outcome);
    },
    planPage(request: PlanPageRequest): Result<PlanPage, AppError> {
      const plan = plans.find(request.planId);
      return plan.ok ? ok(plan.value.page(request)) : plan;
    },
    decide({
      planId,
      index,
      decision,
    }: {
      planId: PlanId;
      index: number | 'all';
      decision: ConflictDecision;
    }): Result<void, AppError> {
      const plan = plans.find(planId);
      if (plan.ok) plan.value.decide(index, decision);
      return plan.ok ? ok() : plan;
    },
    replan(planId: PlanId, destination: TransferDestination): Result<void, AppError> {
      const plan = plans.find(planId);
      if (plan.ok) plan.value.replan(destination);
      return plan.ok ? ok() : plan;
    },
    async start(planId: PlanId, revision: number): Promise<Result<void, AppError>> {
      const plan = plans.find(planId);
      if (!plan.ok) return plan;
      if (starting.has(planId)) return err({ code: 'transfer.planGone' });
      const transfers = plan.value.transfersAt(revision, now());
      if (!transfers.ok) return transfers;
      starting.add(planId);
      try {
        const added = await queues.of(plan.value.deviceId).add(transfers.value);
        if (added.ok) plans.discard(planId);
        return added;
      } finally {
        starting.delete(planId);
      }
    },
    discardPlan: (planId: PlanId) => plans.discard(planId),
    pause: (deviceId: DeviceId) => done(() => queues.of(deviceId).pause()),
    resume: (deviceId: DeviceId) => done(() => queues.of(deviceId).resume()),
    cancel: (deviceId: DeviceId, selection: TransferSelection) =>
      queues.of(deviceId).cancel(selection),
    retry: (deviceId: DeviceId, selection: TransferSelection) =>
      queues.of(deviceId).retry(selection),
    async clearFinished(deviceId: DeviceId): Promise<Result<void, AppError>> {
      const cleared = await journal.change('clearFinished', { deviceId });
      return cleared.ok ? ok() : cleared;
    },
    async page(request: TransferPageRequest): Promise<Result<TransferPage, AppError>> {
      const { revision } = queues.of(request.deviceId).queue;
      const page = await journal.ask('page', request);
      if (!page.ok) return page;
      const { count, rows } = page.value;
      return ok({ revision, count, offset: request.offset, rows: [...rows] });
    },
    readLog: (deviceId: DeviceId) => journal.ask('readLog', { deviceId }),
  };
}
