import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type {
  FileTarget,
  FolderListing,
  OpenOutcome,
  UploadManifestEntry,
} from '../../contract/files.ts';
import {
  CallId,
  type ClientId,
  type FolderId,
  type GrantId,
  type UploadId,
} from '../../contract/ids.ts';
import type { Placement } from '../../contract/queue.ts';
import type { FolderBrowser } from '../../files/FolderBrowser.ts';
import type { Grants } from '../../files/Grants.ts';
import type { Activities } from '../Activities.ts';
import type { Notices } from '../Notices.ts';
import type { Dialogs } from './Dialogs.ts';
import type { ReceiverOf } from './FileReceiver.ts';
import { OpenOperation } from './OpenOperation.ts';
import { openPaths, type WalkFolders } from './openPaths.ts';
import type { AnnounceRequest } from './UploadDrop.ts';
import type { UploadDrops } from './UploadDrops.ts';
import type { UploadOffers } from './UploadOffers.ts';

interface OpenServiceOptions {
  readonly activities: Activities;
  readonly notices: Pick<Notices, 'add'>;
  readonly receiverOf: ReceiverOf;
  readonly grants: Pick<Grants, 'resolve'>;
  readonly walk: WalkFolders;
  /** `null` where nothing is browsed. */
  readonly folders: FolderBrowser | null;
  /** `null` where the system has none. */
  readonly dialogs: Pick<Dialogs, 'pickFiles' | 'pickFolder'> | null;
  /** `null` where nothing is uploaded. */
  readonly drops: UploadDrops | null;
  readonly offers: UploadOffers | null;
  readonly failUpload: (uploadId: UploadId, reason: 'gone' | 'unreadable') => void;
  readonly failRange: (uploadId: UploadId) => void;
}

interface PathsRequest {
  readonly callId: CallId;
  readonly paths: readonly string[];
  readonly target: FileTarget;
}

type Opened = Promise<Result<OpenOutcome, AppError>>;

const never = new AbortController().signal;
const nothing: OpenOutcome = { addedCount: 0, ignoredCount: 0, failures: [], failedCount: 0 };

/** Brings what the person chose, dropped or named to where it is wanted. */
export class OpenService {
  readonly #options: OpenServiceOptions;

  constructor(options: OpenServiceOptions) {
    this.#options = options;
  }

  /** Opens paths the person named to this machine: a command line, a drop on the desktop, a file manager. */
  openDropped(request: PathsRequest, signal: AbortSignal = never): Opened {
    return this.#openPaths(request, null, [], signal);
  }

  /** As `openDropped`, but no page asked: what fails becomes a notice. */
  async openPaths(paths: readonly string[], placement: Placement): Opened {
    const callId = CallId.parse(randomUUID());
    const opened = await this.openDropped({ callId, paths, target: { kind: 'queue', placement } });
    for (const failure of opened.ok ? opened.value.failures : [opened.error]) {
      this.#options.notices.add(failure);
    }
    return opened;
  }

  async browse(
    folderId: FolderId | null,
    signal: AbortSignal,
  ): Promise<Result<FolderListing, AppError>> {
    const { folders } = this.#options;
    return folders === null
      ? err({ code: 'app.unsupportedHere' })
      : await folders.list(folderId, signal);
  }

  /** Opens what was chosen in the page's own dialog; nothing outside the roots is read. */
  async open(
    request: {
      readonly callId: CallId;
      readonly grantIds: readonly GrantId[];
      readonly folderIds: readonly FolderId[];
      readonly target: FileTarget;
    },
    signal: AbortSignal,
  ): Opened {
    const { grants, folders } = this.#options;
    const paths: string[] = [];
    const failures: AppError[] = [];
    for (const folderId of request.folderIds) {
      const folder = await folders?.resolve(folderId);
      if (folder?.ok === true) paths.push(folder.value);
      else failures.push(folder?.error ?? { code: 'file.notGranted' });
    }
    for (const grantId of request.grantIds) {
      const granted = grants.resolve(grantId);
      if (granted?.kind === 'file') paths.push(granted.path);
      else failures.push({ code: 'file.notGranted' });
    }
    const confineTo = folders === null ? null : await folders.realRoots();
    return await this.#openPaths({ ...request, paths }, confineTo, failures, signal);
  }

  async openWithDialog(
    request: {
      readonly callId: CallId;
      readonly kind: 'files' | 'folder';
      readonly target: FileTarget;
    },
    signal: AbortSignal = never,
  ): Opened {
    const { dialogs } = this.#options;
    if (dialogs === null) return err({ code: 'app.unsupportedHere' });
    const paths = await (request.kind === 'files' ? dialogs.pickFiles() : dialogs.pickFolder());
    return paths.length === 0 ? ok(nothing) : await this.openDropped({ ...request, paths }, signal);
  }

  async announce(clientId: ClientId, request: AnnounceRequest, signal: AbortSignal): Opened {
    const { drops } = this.#options;
    return drops === null
      ? err({ code: 'app.unsupportedHere' })
      : await drops.announce(clientId, request, signal);
  }

  async offer(
    clientId: ClientId,
    files: readonly UploadManifestEntry[],
    signal: AbortSignal,
  ): Promise<Result<void, AppError>> {
    const { offers } = this.#options;
    return offers === null
      ? err({ code: 'app.unsupportedHere' })
      : await offers.take(clientId, files, signal);
  }

  uploadFailed(uploadId: UploadId, reason: 'gone' | 'unreadable'): void {
    this.#options.failUpload(uploadId, reason);
  }

  rangeFailed(uploadId: UploadId): void {
    this.#options.failRange(uploadId);
  }

  async #openPaths(
    { callId, paths, target }: PathsRequest,
    confineTo: readonly string[] | null,
    failures: readonly AppError[],
    callerSignal: AbortSignal,
  ): Opened {
    const { activities, receiverOf, walk } = this.#options;
    const receiver = receiverOf(target);
    if (!receiver.ok) return receiver;
    using operation = new OpenOperation(receiver.value);
    operation.tally.fail(failures);
    const [first] = paths;
    if (first === undefined) return ok(operation.tally.outcome);
    const opened = await activities.run(
      { callId, kind: 'opening', subject: basename(first) },
      callerSignal,
      (running) => openPaths(paths, operation, confineTo, walk, running),
    );
    return opened.ok ? ok(operation.tally.outcome) : opened;
  }
}
