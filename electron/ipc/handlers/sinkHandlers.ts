import { ok } from '../../base/Result.ts';
import type { CommandHandlers, CommandsOf } from '../CommandHandler.ts';
import type { SinkService } from '../services.ts';

export function sinkHandlers(sink: SinkService): CommandHandlers<CommandsOf<'sink'>> {
  return {
    'sink.acquire': (request, { client }) => {
      const leaseId = sink.acquire(client, request);
      return ok(leaseId === null ? null : { leaseId });
    },
    'sink.release': ({ leaseId }, { client }) => {
      sink.release(client.clientId, leaseId);
      return ok();
    },
  };
}
