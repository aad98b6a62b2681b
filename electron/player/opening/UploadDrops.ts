import { ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { OpenOutcome, UploadManifestEntry } from '../../contract/files.ts';
import type { ClientId } from '../../contract/ids.ts';
import type { Activities } from '../Activities.ts';
import type { ReceiverOf } from './FileReceiver.ts';
import { OpenOperation } from './OpenOperation.ts';
import { UploadDrop, type AnnounceRequest, type UploadAnnouncements } from './UploadDrop.ts';

/** Files dropped into browsers: each drop is one activity and one act of opening. */
export class UploadDrops {
  readonly #activities: Activities;
  readonly #announcements: UploadAnnouncements;
  readonly #receiverOf: ReceiverOf;
  /** Also the newest that is complete: its last answer may not have reached the page. */
  readonly #drops = new Map<ClientId, UploadDrop[]>();

  constructor(activities: Activities, announcements: UploadAnnouncements, receiverOf: ReceiverOf) {
    this.#activities = activities;
    this.#announcements = announcements;
    this.#receiverOf = receiverOf;
  }

  /** Adds a batch to its drop, or begins one with it; see `UploadDrop.announce`. */
  async announce(
    clientId: ClientId,
    request: AnnounceRequest,
    signal: AbortSignal,
  ): Promise<Result<OpenOutcome, AppError>> {
    const known = this.#drops.get(clientId)?.find((drop) => drop.expects(request));
    const drop = known === undefined ? this.#begin(clientId, request) : ok(known);
    return drop.ok ? await drop.value.announce(request, signal) : drop;
  }

  /** Nothing more comes of drops whose page is gone. */
  clientGone(clientId: ClientId): void {
    const drops = this.#drops.get(clientId) ?? [];
    this.#drops.delete(clientId);
    for (const drop of drops) drop.close();
  }

  #begin(clientId: ClientId, request: AnnounceRequest): Result<UploadDrop, AppError> {
    const receiver = this.#receiverOf(request.target);
    if (!receiver.ok) return receiver;
    const { callId, files } = request;
    const drop = new UploadDrop({
      clientId,
      callId,
      announcements: this.#announcements,
      operation: new OpenOperation(receiver.value),
      running: this.#activities.begin({ callId, kind: 'opening', subject: subjectOf(files) }),
    });
    const before = this.#drops.get(clientId) ?? [];
    const newestComplete = before.findLast(({ isComplete }) => isComplete);
    const kept = before.filter((one) => !one.isComplete || one === newestComplete);
    this.#drops.set(clientId, [...kept, drop]);
    return ok(drop);
  }
}

/** The dropped folder, or the only file. */
function subjectOf(files: readonly UploadManifestEntry[]): string {
  return files[0]?.relativePath.split('/', 1)[0] ?? '';
}
