import { isAbsolute } from 'node:path';
import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import * as z from 'zod/mini';
import { FileTarget, type OpenOutcome } from '../contract/files.ts';
import { CallId } from '../contract/ids.ts';
import type { Outcome } from '../contract/messages.ts';
import { channels } from './channels.ts';
import { isTrustedSender } from './isTrustedSender.ts';

const DroppedPaths = z.strictObject({
  paths: z.array(z.string().check(z.maxLength(32_768))).check(z.maxLength(100_000)),
  target: FileTarget,
  callId: CallId,
});
export type DroppedPaths = z.infer<typeof DroppedPaths>;

/**
 * Opens paths the preload resolved from files the person dropped. The page itself has no way here: the
 * channel is the preload's, and strangers are refused.
 */
export function openDroppedPaths(
  ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>,
  open: (dropped: DroppedPaths) => Promise<Outcome<OpenOutcome>>,
): Disposable {
  const answer = async (
    event: IpcMainInvokeEvent,
    input: unknown,
  ): Promise<Outcome<OpenOutcome>> => {
    if (!isTrustedSender(event.senderFrame)) {
      return { ok: false, error: { code: 'ipc.notAllowed' } };
    }
    const dropped = DroppedPaths.safeParse(input);
    if (!dropped.success || !dropped.data.paths.every((path) => isAbsolute(path))) {
      return { ok: false, error: { code: 'ipc.invalidInput' } };
    }
    return open(dropped.data);
  };
  ipcMain.handle(channels.openPaths, answer);
  return { [Symbol.dispose]: () => ipcMain.removeHandler(channels.openPaths) };
}
