import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { UploadManifestEntry } from '../../contract/files.ts';
import type { ClientId, UploadId } from '../../contract/ids.ts';

/** A place that still needs bytes of uploads: the queue, or the copies onto players. */
export interface UploadKeeper {
  /** Those it has by these ids, and with what else it knows of them: names and sizes. */
  knownUploads(
    files: readonly UploadManifestEntry[],
  ): Promise<Result<readonly UploadId[], AppError>>;
  /** Their bytes can be had again. */
  uploadsBack(uploadIds: readonly UploadId[]): Promise<Result<void, AppError>>;
}

/** What offering needs of `AnnouncedUploads`. */
export interface UploadReturns {
  announceAgain(clientId: ClientId, files: readonly UploadManifestEntry[]): Result<void, AppError>;
}

/**
 * What pages still have of files they announced before main was restarted, or gave them up. A page is
 * believed only of uploads that something here is waiting for.
 */
export class UploadOffers {
  readonly #announced: UploadReturns;
  readonly #keepers: readonly UploadKeeper[];

  constructor(announced: UploadReturns, keepers: readonly UploadKeeper[]) {
    this.#announced = announced;
    this.#keepers = keepers;
  }

  /** Nothing else comes of an offer that is made again. */
  async take(
    clientId: ClientId,
    files: readonly UploadManifestEntry[],
    signal: AbortSignal,
  ): Promise<Result<void, AppError>> {
    const known = new Set<UploadId>();
    for (const keeper of this.#keepers) {
      const found = await keeper.knownUploads(files);
      if (!found.ok) return found;
      for (const uploadId of found.value) known.add(uploadId);
    }
    // What a page that has left was noted with would never be forgotten.
    if (signal.aborted) return err({ code: 'app.cancelled' });
    const returning = files.filter(({ uploadId }) => known.has(uploadId));
    const noted = this.#announced.announceAgain(clientId, returning);
    if (!noted.ok) return noted;
    for (const keeper of this.#keepers) {
      const told = await keeper.uploadsBack([...known]);
      if (!told.ok) return told;
    }
    return ok();
  }
}
