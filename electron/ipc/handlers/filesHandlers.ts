import { ok } from '../../base/Result.ts';
import type { CommandHandlers, CommandsOf } from '../CommandHandler.ts';
import type { OpenService } from '../services.ts';

export function filesHandlers(open: OpenService): CommandHandlers<CommandsOf<'files'>> {
  return {
    'files.browse': ({ folderId }, { signal }) => open.browse(folderId, signal),
    'files.open': (request, { signal }) => open.open(request, signal),
    'files.openWithDialog': (request, { signal }) => open.openWithDialog(request, signal),
    'files.announce': (request, { client, signal }) =>
      open.announce(client.clientId, request, signal),
    'files.offer': ({ files }, { client, signal }) => open.offer(client.clientId, files, signal),
    'files.uploadFailed': ({ uploadId, reason }) => {
      open.uploadFailed(uploadId, reason);
      return ok();
    },
    'files.rangeFailed': ({ uploadId }) => {
      open.rangeFailed(uploadId);
      return ok();
    },
  };
}
