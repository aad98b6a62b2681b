import { isAbsolute } from 'node:path';
import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import * as z from 'zod/mini';
import { FileTarget, type OpenOutcome } from '../contract/files.ts';
import { CallId } from '../contract/ids.ts';
import type { Outcome } from '../contract/messages.ts';
import { maximumDropBatch } from '../contract/preload.ts';
import { maximumQueueEntries } from '../contract/queue.ts';
import { channels } from './channels.ts';
import { isTrustedSender } from './isTrustedSender.ts';

const DropBatch = z.strictObject({
  paths: z.array(z.string().check(z.maxLength(32_768))).check(z.maxLength(maximumDropBatch)),
  target: FileTarget,
  callId: CallId,
  last: z.boolean(),
});

/** All of a drop. */
export interface DroppedPaths {
  readonly paths: readonly string[];
  readonly target: FileTarget;
  readonly callId: CallId;
}

/** Drops of one page under way; of one that broke off nothing more is heard, so the oldest gives way. */
const maximumDrops = 8;

const nothingOpened: OpenOutcome = {
  addedCount: 0,
  ignoredCount: 0,
  failures: [],
  failedCount: 0,
};

/**
 * Opens paths the preload resolved from files the person dropped, which come in batches, when the last
 * one is here. The page itself has no way here: the channel is the preload's, and strangers are
 * refused. `queue.full` for more than a queue holds.
 */
export function openDroppedPaths(
  ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>,
  open: (dropped: DroppedPaths) => Promise<Outcome<OpenOutcome>>,
): Disposable {
  const dropsByPage = new WeakMap<WebContents, Map<CallId, string[]>>();
  const answer = async (
    event: IpcMainInvokeEvent,
    input: unknown,
  ): Promise<Outcome<OpenOutcome>> => {
    if (!isTrustedSender(event.senderFrame)) {
      return { ok: false, error: { code: 'ipc.notAllowed' } };
    }
    const batch = DropBatch.safeParse(input);
    if (!batch.success || !batch.data.paths.every((path) => isAbsolute(path))) {
      return { ok: false, error: { code: 'ipc.invalidInput' } };
    }
    const { callId, target, last } = batch.data;
    const drops = dropsByPage.get(event.sender) ?? new Map<CallId, string[]>();
    dropsByPage.set(event.sender, drops);
    const paths = drops.get(callId) ?? [];
    drops.delete(callId);
    if (paths.length + batch.data.paths.length > maximumQueueEntries) {
      return { ok: false, error: { code: 'queue.full' } };
    }
    paths.push(...batch.data.paths);
    if (last) return open({ paths, target, callId });
    drops.set(callId, paths);
    const [oldest] = drops.keys();
    if (drops.size > maximumDrops && oldest !== undefined) drops.delete(oldest);
    return { ok: true, value: nothingOpened };
  };
  ipcMain.handle(channels.openPaths, answer);
  return { [Symbol.dispose]: () => ipcMain.removeHandler(channels.openPaths) };
}
