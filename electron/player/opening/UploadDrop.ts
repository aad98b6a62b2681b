import { Mutex } from '../../base/Mutex.ts';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import {
  maximumUploadBatch,
  type FileTarget,
  type OpenOutcome,
  type UploadManifestEntry,
} from '../../contract/files.ts';
import type { CallId, ClientId, UploadId } from '../../contract/ids.ts';
import { fileKindOf } from '../../contract/mediaTypes.ts';
import type { RunningActivity } from '../Activities.ts';
import { arrangeByPlaylists, type DroppedPlaylist } from './arrangeByPlaylists.ts';
import type { OpenedFile } from './FileReceiver.ts';
import type { OpenOperation } from './OpenOperation.ts';
import { readDroppedPlaylist, type WantUpload } from './readDroppedPlaylist.ts';

export interface AnnounceRequest {
  readonly callId: CallId;
  readonly target: FileTarget;
  readonly files: readonly UploadManifestEntry[];
  /** Is this the last batch of the drop? */
  readonly last: boolean;
}

type Answer = Promise<Result<OpenOutcome, AppError>>;

/** What a drop needs of the uploads it is made of. */
export interface UploadAnnouncements {
  announce(clientId: ClientId, files: readonly UploadManifestEntry[]): Result<void, AppError>;
  readonly want: WantUpload;
}

interface UploadDropOptions {
  readonly clientId: ClientId;
  readonly callId: CallId;
  readonly announcements: UploadAnnouncements;
  readonly operation: OpenOperation;
  readonly running: RunningActivity & Disposable;
}

/** Of one drop; more are passed over. */
const maximumPlaylists = 50;

/**
 * One drop into a browser, announced in batches. A playlist that was dropped together with its files
 * puts them in order; one inside a dropped folder lists what is added anyway.
 */
export class UploadDrop {
  readonly #options: UploadDropOptions;
  readonly #batches = new Mutex();
  /** Playlists that were dropped by themselves: they say in which order the rest is to be played. */
  readonly #playlists: UploadManifestEntry[] = [];
  /** What came after a playlist waits for the end of the drop. */
  readonly #held: UploadManifestEntry[] = [];
  /** The newest batch, by its first file. */
  #newest: { readonly uploadId: UploadId | undefined; readonly answer: Answer } | null = null;
  #isComplete = false;
  #isClosed = false;

  constructor(options: UploadDropOptions) {
    this.#options = options;
    options.running.signal.addEventListener('abort', () => {
      // A batch under way ends first.
      void this.#batches.runExclusive(() => this.close());
    });
  }

  /** Did its last batch come, or was one refused? */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Is `request` a batch of this drop, one to come or the one that came last? */
  expects(request: AnnounceRequest): boolean {
    return (
      request.callId === this.#options.callId && (!this.#isComplete || this.#isNewest(request))
    );
  }

  /**
   * Answers with the outcome of the drop so far. A batch that comes again, since its answer was lost
   * with the connection, gets that answer. A cancelled drop refuses every batch that still comes.
   */
  announce(request: AnnounceRequest, signal: AbortSignal): Answer {
    if (this.#newest !== null && this.#isNewest(request)) return this.#newest.answer;
    const answer = this.#batches.runExclusive(async () => {
      const outcome = await this.#add(request, signal);
      const isRefused = !outcome.ok && outcome.error.code !== 'app.cancelled';
      this.#isComplete = request.last || isRefused;
      if (this.#isComplete) this.close();
      return outcome;
    });
    this.#newest = { uploadId: request.files[0]?.uploadId, answer };
    return answer;
  }

  /** Its activity ends, and nothing more is added. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#options.operation[Symbol.dispose]();
    this.#options.running[Symbol.dispose]();
    this.#playlists.length = 0;
    this.#held.length = 0;
  }

  #isNewest({ files }: AnnounceRequest): boolean {
    return files[0]?.uploadId === this.#newest?.uploadId;
  }

  async #add(request: AnnounceRequest, signal: AbortSignal): Answer {
    const { clientId, operation, running, announcements } = this.#options;
    if (this.#isClosed || signal.aborted || running.signal.aborted) {
      return err({ code: 'app.cancelled' });
    }
    const everything = operation.accepts === 'everything';
    const files = everything ? request.files : request.files.filter(isMedia);
    const lists = everything
      ? []
      : request.files.filter(isDroppedPlaylist).slice(0, maximumPlaylists - this.#playlists.length);
    operation.tally.ignore(request.files.length - files.length - lists.length);
    const announced = announcements.announce(clientId, [...lists, ...files]);
    if (!announced.ok) return announced;
    this.#playlists.push(...lists);
    if (this.#playlists.length === 0) {
      await operation.add(files.map((file): OpenedFile => ({ kind: 'upload', ...file })));
    } else {
      for (const file of files) this.#held.push(file);
      if (request.last) await this.#addArranged(AbortSignal.any([signal, running.signal]));
    }
    const { outcome } = operation.tally;
    running.update({ doneCount: outcome.addedCount });
    return ok(outcome);
  }

  async #addArranged(signal: AbortSignal): Promise<void> {
    const { operation, announcements } = this.#options;
    const read: DroppedPlaylist[] = [];
    for (const playlist of this.#playlists) {
      const outcome = await readDroppedPlaylist(
        playlist,
        (uploadId, until) => announcements.want(uploadId, until),
        signal,
      );
      if (outcome.ok) read.push(outcome.value);
      else operation.tally.fail([outcome.error]);
    }
    const { files, failures, remoteCount } = arrangeByPlaylists(read, this.#held);
    operation.tally.ignore(remoteCount);
    operation.tally.fail(failures);
    for (let start = 0; start < files.length; start += maximumUploadBatch) {
      if (!(await operation.add(files.slice(start, start + maximumUploadBatch)))) return;
    }
  }
}

function isMedia({ relativePath }: UploadManifestEntry): boolean {
  const kind = fileKindOf(relativePath);
  return kind === 'audio' || kind === 'video';
}

/** By itself, and not inside a folder. */
function isDroppedPlaylist({ relativePath }: UploadManifestEntry): boolean {
  return fileKindOf(relativePath) === 'playlist' && !relativePath.includes('/');
}
