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
import type { Activities, RunningActivity } from '../Activities.ts';
import { arrangeByPlaylists, type DroppedPlaylist } from './arrangeByPlaylists.ts';
import type { OpenedFile, ReceiverOf } from './FileReceiver.ts';
import { OpenOperation } from './OpenOperation.ts';
import { readDroppedPlaylist, type WantUpload } from './readDroppedPlaylist.ts';

export interface AnnounceRequest {
  readonly callId: CallId;
  readonly target: FileTarget;
  readonly files: readonly UploadManifestEntry[];
  /** Is this the last batch of the drop? */
  readonly last: boolean;
}

/** What announcing needs of the upload spool. */
export interface UploadAnnouncements {
  announce(clientId: ClientId, files: readonly UploadManifestEntry[]): Result<void, AppError>;
  isAvailable(uploadId: UploadId): boolean;
  readonly want: WantUpload;
}

/** Of one drop; more are passed over. */
const maximumPlaylists = 50;

interface Drop {
  readonly clientId: ClientId;
  readonly operation: OpenOperation;
  readonly running: RunningActivity & Disposable;
  readonly batches: Mutex;
  /** Playlists that were dropped by themselves: they say in which order the rest is to be played. */
  readonly playlists: UploadManifestEntry[];
  /** What came after a playlist waits for the end of the drop. */
  readonly held: UploadManifestEntry[];
}

/**
 * Files dropped into a browser, announced in batches: each drop is one activity and one act of opening.
 * A playlist that was dropped together with its files puts them in order; one inside a dropped folder
 * lists what is added anyway.
 */
export class UploadDrops {
  readonly #activities: Activities;
  readonly #spool: UploadAnnouncements;
  readonly #receiverOf: ReceiverOf;
  readonly #drops = new Map<string, Drop>();
  readonly #uploadIds = new Map<ClientId, UploadId[]>();

  constructor(activities: Activities, spool: UploadAnnouncements, receiverOf: ReceiverOf) {
    this.#activities = activities;
    this.#spool = spool;
    this.#receiverOf = receiverOf;
  }

  /**
   * Answers with the outcome of the drop so far. A cancelled drop refuses every batch until the page has
   * sent its last one.
   */
  async announce(
    clientId: ClientId,
    request: AnnounceRequest,
    signal: AbortSignal,
  ): Promise<Result<OpenOutcome, AppError>> {
    const key = `${clientId} ${request.callId}`;
    const known = this.#drops.get(key);
    const begun = known === undefined ? this.#begin(key, clientId, request) : ok(known);
    if (!begun.ok) return begun;
    const drop = begun.value;
    const outcome = await drop.batches.runExclusive(() => this.#add(drop, request, signal));
    const isCancelled = !outcome.ok && outcome.error.code === 'app.cancelled';
    if (request.last || (!outcome.ok && !isCancelled)) this.#end(key);
    return outcome;
  }

  /**
   * Nothing more comes of drops whose page is gone; to be called when the spool knows.
   *
   * @returns the uploads whose bytes went with it
   */
  clientGone(clientId: ClientId): readonly UploadId[] {
    for (const [key, drop] of this.#drops) if (drop.clientId === clientId) this.#end(key);
    const announced = this.#uploadIds.get(clientId) ?? [];
    this.#uploadIds.delete(clientId);
    return announced.filter((uploadId) => !this.#spool.isAvailable(uploadId));
  }

  async #add(
    drop: Drop,
    request: AnnounceRequest,
    signal: AbortSignal,
  ): Promise<Result<OpenOutcome, AppError>> {
    const { operation, running, playlists, held } = drop;
    if (signal.aborted || running.signal.aborted) return err({ code: 'app.cancelled' });
    const everything = operation.accepts === 'everything';
    const files = everything ? request.files : request.files.filter(isMedia);
    const lists = everything
      ? []
      : request.files.filter(isDroppedPlaylist).slice(0, maximumPlaylists - playlists.length);
    operation.tally.ignore(request.files.length - files.length - lists.length);
    const announced = this.#spool.announce(drop.clientId, [...lists, ...files]);
    if (!announced.ok) return announced;
    const uploadIds = this.#uploadIds.get(drop.clientId) ?? [];
    for (const { uploadId } of files) uploadIds.push(uploadId);
    this.#uploadIds.set(drop.clientId, uploadIds);
    playlists.push(...lists);
    if (playlists.length === 0) {
      await operation.add(files.map((file): OpenedFile => ({ kind: 'upload', ...file })));
    } else {
      for (const file of files) held.push(file);
      if (request.last) await this.#addArranged(drop, signal);
    }
    const { outcome } = operation.tally;
    running.update({ doneCount: outcome.addedCount });
    return ok(outcome);
  }

  async #addArranged({ operation, running, playlists, held }: Drop, signal: AbortSignal) {
    const ended = AbortSignal.any([signal, running.signal]);
    const read: DroppedPlaylist[] = [];
    for (const playlist of playlists) {
      const outcome = await readDroppedPlaylist(
        playlist,
        (uploadId, until) => this.#spool.want(uploadId, until),
        ended,
      );
      if (outcome.ok) read.push(outcome.value);
      else operation.tally.fail([outcome.error]);
    }
    const { files, failures, remoteCount } = arrangeByPlaylists(read, held);
    operation.tally.ignore(remoteCount);
    operation.tally.fail(failures);
    for (let start = 0; start < files.length; start += maximumUploadBatch) {
      if (!(await operation.add(files.slice(start, start + maximumUploadBatch)))) return;
    }
  }

  #begin(key: string, clientId: ClientId, request: AnnounceRequest): Result<Drop, AppError> {
    const receiver = this.#receiverOf(request.target);
    if (!receiver.ok) return receiver;
    const drop: Drop = {
      clientId,
      operation: new OpenOperation(receiver.value),
      running: this.#activities.begin({
        callId: request.callId,
        kind: 'opening',
        subject: subjectOf(request.files),
      }),
      batches: new Mutex(),
      playlists: [],
      held: [],
    };
    this.#drops.set(key, drop);
    return ok(drop);
  }

  #end(key: string): void {
    const drop = this.#drops.get(key);
    this.#drops.delete(key);
    drop?.operation[Symbol.dispose]();
    drop?.running[Symbol.dispose]();
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

/** The dropped folder, or the only file. */
function subjectOf(files: readonly UploadManifestEntry[]): string {
  return files[0]?.relativePath.split('/', 1)[0] ?? '';
}
