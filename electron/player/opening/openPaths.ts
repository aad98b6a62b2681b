import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { WalkBatch, WalkOptions } from '../../library/walkFolders.ts';
import type { WalkedFile } from '../../library/walkWorkerApi.ts';
import type { RunningActivity } from '../Activities.ts';
import type { OpenedFile } from './FileReceiver.ts';
import type { OpenOperation } from './OpenOperation.ts';

/** `library/walkFolders`, or a stand-in. */
export type WalkFolders = (
  paths: readonly string[],
  options: WalkOptions,
) => AsyncIterable<WalkBatch>;

/**
 * Hands the files under `paths` (files, folders, playlists) to the operation's receiver, batch by batch,
 * and tells how far it is. What was added before a cancel stays.
 */
export async function openPaths(
  paths: readonly string[],
  operation: OpenOperation,
  confineTo: WalkOptions['confineTo'],
  walk: WalkFolders,
  running: RunningActivity,
): Promise<Result<void, AppError>> {
  const { accepts, tally } = operation;
  try {
    for await (const batch of walk(paths, { signal: running.signal, confineTo, accepts })) {
      tally.ignore(batch.ignoredCount);
      tally.fail(batch.failures, batch.failedCount);
      if (!(await operation.add(batch.files.map(toOpened)))) break;
      running.update({ subject: batch.subject, doneCount: tally.outcome.addedCount });
    }
  } catch (error) {
    if (running.signal.aborted) return err({ code: 'app.cancelled' });
    throw error;
  }
  return ok();
}

function toOpened({ path, relativePath, title, durationMs }: WalkedFile): OpenedFile {
  return { kind: 'path', path, relativePath, hint: { title, durationMs } };
}
