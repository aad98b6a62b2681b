import type { Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { PlaylistEntry } from '../../library/playlists/writePlaylist.ts';
import type { ExportRow } from '../../queue/QueueEntry.ts';

/** What saving needs of the queue. */
export interface ExportQueue {
  exportRows(
    onBatch: (rows: readonly ExportRow[]) => Promise<void> | void,
    signal: AbortSignal,
  ): Promise<Result<undefined, AppError>>;
}

/** The queue could not be read to its end. */
export class ExportFailedError extends Error {
  override readonly name = 'ExportFailedError';
  readonly appError: AppError;

  constructor(appError: AppError) {
    super(appError.code);
    this.appError = appError;
  }
}

/**
 * The queue's rows that a playlist can name, one batch in memory at a time. What was dropped into a
 * browser or is on a portable player has no path and is left out. Throws `ExportFailedError`, or the
 * signal's reason.
 *
 * @param onLeftOut called once for each row that is left out
 */
export async function* exportedRows(
  queue: ExportQueue,
  signal: AbortSignal,
  onLeftOut: () => void,
): AsyncGenerator<PlaylistEntry, void, undefined> {
  const stop = new AbortController();
  let deliver = Promise.withResolvers<readonly ExportRow[] | null>();
  let taken = Promise.withResolvers<void>();
  const exporting = queue
    .exportRows(
      async (rows) => {
        const awaitTaken = taken.promise;
        deliver.resolve(rows);
        await awaitTaken;
      },
      AbortSignal.any([signal, stop.signal]),
    )
    .finally(() => deliver.resolve(null));
  // Its failure is thrown where it is awaited below, also when nobody reads to the end.
  exporting.catch(() => undefined);
  try {
    for (;;) {
      const rows = await deliver.promise;
      if (rows === null) break;
      deliver = Promise.withResolvers();
      for (const { location, title, artist, durationMs } of rows) {
        if (location.kind === 'path') yield { path: location.path, title, artist, durationMs };
        else onLeftOut();
      }
      const wasTaken = taken;
      taken = Promise.withResolvers();
      wasTaken.resolve();
    }
    const exported = await exporting;
    if (!exported.ok) throw new ExportFailedError(exported.error);
  } finally {
    stop.abort();
    taken.resolve();
  }
}
