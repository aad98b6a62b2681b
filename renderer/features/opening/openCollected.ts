import type { FileTarget, OpenOutcome } from '../../../electron/contract/files.ts';
import type { CallId } from '../../../electron/contract/ids.ts';
import type { Outcome } from '../../../electron/contract/messages.ts';
import type { Bridge } from '../../bridge/Bridge.ts';
import type { CollectedFiles } from './collectDropped.ts';

const nothing: OpenOutcome = { addedCount: 0, ignoredCount: 0, failures: [], failedCount: 0 };

/** Opens the files that were found; what could not be read is among what failed. */
export async function openCollected(
  bridge: Pick<Bridge, 'openFiles'>,
  { files, failures, failedCount }: CollectedFiles,
  target: FileTarget,
  options: { readonly callId: CallId; readonly signal: AbortSignal },
): Promise<Outcome<OpenOutcome>> {
  const opened: Outcome<OpenOutcome> =
    files.length === 0
      ? { ok: true, value: nothing }
      : await bridge.openFiles(files, target, options);
  if (!opened.ok) return opened;
  return {
    ok: true,
    value: {
      ...opened.value,
      failures: [...failures, ...opened.value.failures],
      failedCount: failedCount + opened.value.failedCount,
    },
  };
}
