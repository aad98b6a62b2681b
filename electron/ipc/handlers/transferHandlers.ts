import { ok } from '../../base/Result.ts';
import type { CommandHandlers, CommandsOf } from '../CommandHandler.ts';
import type { TransferService } from '../services.ts';

export function transferHandlers(
  transfers: TransferService,
): CommandHandlers<CommandsOf<'transfer'>> {
  return {
    'transfer.plan': async ({ deviceId, destination }, { client }) => {
      const plan = await transfers.plan(client.clientId, deviceId, destination);
      return plan.ok ? ok({ planId: plan.value }) : plan;
    },
    'transfer.addQueueRows': (request, { signal }) => transfers.addQueueRows(request, signal),
    'transfer.planPage': (request) => transfers.planPage(request),
    'transfer.decide': (request) => transfers.decide(request),
    'transfer.replan': ({ planId, destination }) => transfers.replan(planId, destination),
    'transfer.start': ({ planId, revision }) => transfers.start(planId, revision),
    'transfer.discardPlan': ({ planId }) => {
      transfers.discardPlan(planId);
      return ok();
    },
    'transfer.pause': ({ deviceId }) => transfers.pause(deviceId),
    'transfer.resume': ({ deviceId }) => transfers.resume(deviceId),
    'transfer.cancel': ({ deviceId, selection }) => transfers.cancel(deviceId, selection),
    'transfer.retry': ({ deviceId, selection }) => transfers.retry(deviceId, selection),
    'transfer.clearFinished': ({ deviceId }) => transfers.clearFinished(deviceId),
    'transfer.page': (request, { signal }) => transfers.page(request, signal),
    'transfer.readLog': async ({ deviceId }) => {
      const log = await transfers.readLog(deviceId);
      return log.ok ? ok({ text: log.value }) : log;
    },
  };
}
