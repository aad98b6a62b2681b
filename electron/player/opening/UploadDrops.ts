import { Mutex } from '../../base/Mutex.ts';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { FileTarget, OpenOutcome, UploadManifestEntry } from '../../contract/files.ts';
import type { CallId, ClientId, UploadId } from '../../contract/ids.ts';
import { fileKindOf } from '../../contract/mediaTypes.ts';
import type { Activities, RunningActivity } from '../Activities.ts';
import type { OpenedFile, ReceiverOf } from './FileReceiver.ts';
import { OpenOperation } from './OpenOperation.ts';

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
}

interface Drop {
  readonly clientId: ClientId;
  readonly operation: OpenOperation;
  readonly running: RunningActivity & Disposable;
  readonly batches: Mutex;
}

/** Files dropped into a browser, announced in batches: each drop is one activity and one act of opening. */
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
    const { operation, running } = drop;
    if (signal.aborted || running.signal.aborted) return err({ code: 'app.cancelled' });
    const files =
      operation.accepts === 'everything'
        ? request.files
        : request.files.filter((file) => isMedia(file.relativePath));
    operation.tally.ignore(request.files.length - files.length);
    const announced = this.#spool.announce(drop.clientId, files);
    if (!announced.ok) return announced;
    const uploadIds = this.#uploadIds.get(drop.clientId) ?? [];
    for (const { uploadId } of files) uploadIds.push(uploadId);
    this.#uploadIds.set(drop.clientId, uploadIds);
    await operation.add(files.map((file): OpenedFile => ({ kind: 'upload', ...file })));
    const { outcome } = operation.tally;
    running.update({ doneCount: outcome.addedCount });
    return ok(outcome);
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

/** A playlist's bytes are not here, and what it names is not either. */
function isMedia(relativePath: string): boolean {
  const kind = fileKindOf(relativePath);
  return kind === 'audio' || kind === 'video';
}

/** The dropped folder, or the only file. */
function subjectOf(files: readonly UploadManifestEntry[]): string {
  return files[0]?.relativePath.split('/', 1)[0] ?? '';
}
