import { basename, join } from 'node:path';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { CallId, FolderId } from '../../contract/ids.ts';
import type { PlaylistFormat } from '../../contract/queue.ts';
import type { PlaylistEntry, WritePlaylistOptions } from '../../library/playlists/writePlaylist.ts';
import type { Activities } from '../Activities.ts';
import type { Dialogs } from './Dialogs.ts';
import { ExportFailedError, exportedRows, type ExportQueue } from './exportedRows.ts';
import { isPlaylistName } from './isPlaylistName.ts';

/** `library/playlists/writePlaylist`, or a stand-in. */
export type WritePlaylist = (
  path: string,
  entries: AsyncIterable<PlaylistEntry>,
  options: WritePlaylistOptions,
) => Promise<Result<void, AppError>>;

export interface SaveTarget {
  readonly callId: CallId;
  readonly folderId: FolderId;
  /** Without extension. */
  readonly name: string;
  readonly format: PlaylistFormat;
  readonly overwrite: boolean;
}

interface PlaylistSaverOptions {
  readonly activities: Activities;
  readonly queue: ExportQueue & { readonly snapshot: { readonly count: number } };
  readonly writePlaylist: WritePlaylist;
  /** `null` where nothing is browsed. */
  readonly folders: { resolve(folderId: FolderId): Promise<Result<string, AppError>> } | null;
  /** `null` where the system has none. */
  readonly dialogs: Pick<Dialogs, 'pickSaveTarget'> | null;
  /** Wall time, for the name that is suggested. */
  readonly now: () => Date;
}

/** Writes the queue as a playlist file. */
export class PlaylistSaver {
  readonly #options: PlaylistSaverOptions;

  constructor(options: PlaylistSaverOptions) {
    this.#options = options;
  }

  async saveToFolder(
    target: SaveTarget,
    signal: AbortSignal,
  ): Promise<Result<{ readonly fileName: string; readonly leftOutCount: number }, AppError>> {
    const { folders } = this.#options;
    if (folders === null) return err({ code: 'app.unsupportedHere' });
    const fileName = `${target.name}.${target.format}`;
    if (!isPlaylistName(fileName)) return err({ code: 'ipc.invalidInput', subject: target.name });
    const folder = await folders.resolve(target.folderId);
    if (!folder.ok) return folder;
    const written = await this.#write(join(folder.value, fileName), target, signal);
    return written.ok ? ok({ fileName, ...written.value }) : written;
  }

  async saveWithDialog(
    request: { readonly callId: CallId; readonly format: PlaylistFormat },
    signal: AbortSignal,
  ): Promise<
    Result<{ readonly fileName: string | null; readonly leftOutCount: number }, AppError>
  > {
    const { dialogs, now } = this.#options;
    if (dialogs === null) return err({ code: 'app.unsupportedHere' });
    const suggestedName = `Portamento ${now().toISOString().slice(0, 10)}`;
    const path = await dialogs.pickSaveTarget(suggestedName, request.format);
    if (path === null) return ok({ fileName: null, leftOutCount: 0 });
    // The system's dialog has asked before it named a file that is there.
    const written = await this.#write(path, { ...request, overwrite: true }, signal);
    return written.ok ? ok({ fileName: basename(path), ...written.value }) : written;
  }

  /** `playlist.noPaths`, before anything is written, when no row can be named. */
  async #write(
    path: string,
    target: Pick<SaveTarget, 'callId' | 'format' | 'overwrite'>,
    callerSignal: AbortSignal,
  ): Promise<Result<{ readonly leftOutCount: number }, AppError>> {
    const { activities, queue, writePlaylist } = this.#options;
    const { callId, format, overwrite } = target;
    const totalCount = queue.snapshot.count;
    if (totalCount === 0) return err({ code: 'queue.empty' });
    return await activities.run(
      { callId, kind: 'savingPlaylist', subject: basename(path) },
      callerSignal,
      async ({ signal, update }) => {
        update({ totalCount });
        const onProgress = (doneCount: number) => update({ doneCount });
        let leftOutCount = 0;
        const rows = exportedRows(queue, signal, () => {
          leftOutCount += 1;
        });
        try {
          const first = await rows.next();
          if (first.done === true) return err({ code: 'playlist.noPaths' });
          const entries = withFirst(first.value, rows);
          const options = { format, overwrite, signal, onProgress };
          const written = await writePlaylist(path, entries, options);
          return written.ok ? ok({ leftOutCount }) : written;
        } catch (error) {
          if (signal.aborted) return err({ code: 'app.cancelled' });
          if (error instanceof ExportFailedError) return err(error.appError);
          throw error;
        } finally {
          await rows.return();
        }
      },
    );
  }
}

/** Puts the entry that was taken from `rest` back before it. */
async function* withFirst(
  first: PlaylistEntry,
  rest: AsyncIterable<PlaylistEntry>,
): AsyncGenerator<PlaylistEntry, void, undefined> {
  yield first;
  yield* rest;
}
