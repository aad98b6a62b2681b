import type { CommandInput, CommandOutput } from '../contract/commands.ts';
import type {
  FileTarget,
  FolderListing,
  OpenOutcome,
  UploadManifestEntry,
} from '../contract/files.ts';
import type {
  AddedPlayer,
  ComputerFolder,
  DeviceFolder,
  DevicePreferencesPatch,
  ListingPage,
  ObjectsOutcome,
} from '../contract/devices.ts';
import type {
  CallId,
  ClientId,
  DeviceId,
  DeviceSourceId,
  EntryId,
  FolderId,
  GrantId,
  LeaseId,
  ListingId,
  NoticeId,
  ObjectId,
  PlanId,
  UploadId,
} from '../contract/ids.ts';
import type { Outcome } from '../contract/messages.ts';
import type { RepeatMode } from '../contract/playback.ts';
import type { PlaylistFormat, QueuePage, QueueSelection } from '../contract/queue.ts';
import type { AppInfo, SettingsPatch } from '../contract/settings.ts';
import type { SessionLogEntry } from '../contract/signalPath.ts';
import type { SinkFact, SinkOrder } from '../contract/sink.ts';
import type {
  PlanPage,
  TransferDestination,
  TransferPage,
  TransferSelection,
} from '../contract/transfers.ts';

/*
 * What the handlers need of the rooms behind them, in the contract's own types. Inputs were validated
 * by the router. A method that is told an AbortSignal stops at its innermost loop and answers
 * `app.cancelled`; what a method throws is a fault of ours and reaches the page as `app.internal`.
 */

/** The end of a command that gives nothing back. */
export type Done = Promise<Outcome<void>>;

export interface AppService {
  readonly info: AppInfo;
  /** `app.unsupportedHere` where there is no file manager. */
  showDataFolder(): Done;
  /** An error of a page, for the log. */
  reportError(
    clientId: ClientId,
    error: { readonly message: string; readonly stack: string },
  ): void;
  /** The end of the log file, paths shortened. */
  readLog(): Promise<Outcome<string>>;
  dismissNotice(noticeId: NoticeId): void;
  cancelActivity(callId: CallId): void;
}

export interface SettingsService {
  update(patch: SettingsPatch): Done;
  reset(): Done;
}

export interface PlayerService {
  play(): Done;
  pause(): Done;
  stop(): Done;
  /** Keeps the pause when paused. */
  seek(positionMs: number): Done;
  next(): Done;
  previous(): Done;
  playEntry(entryId: EntryId): Done;
  setRate(rate: number): Done;
  setVolume(volume: number): Done;
  setMuted(muted: boolean): Done;
  setRepeat(repeat: RepeatMode): Done;
  setShuffle(shuffle: boolean): Done;
}

export interface QueueService {
  page(request: CommandInput<'queue.page'>): Promise<Outcome<QueuePage>>;
  remove(selection: QueueSelection): Done;
  move(selection: QueueSelection, beforeEntryId: EntryId | null): Done;
  playNext(selection: QueueSelection): Done;
  clear(): Done;
  undo(): Done;
  /** The row's 0-based place, or `null` when it is gone. */
  indexOf(entryId: EntryId): Promise<Outcome<number | null>>;
  saveToFolder(
    request: CommandInput<'queue.saveToFolder'>,
    signal: AbortSignal,
  ): Promise<Outcome<CommandOutput<'queue.saveToFolder'>>>;
  /** `app.unsupportedHere` where the system has no dialogs. */
  saveWithDialog(
    request: { readonly callId: CallId; readonly format: PlaylistFormat },
    signal: AbortSignal,
  ): Promise<Outcome<CommandOutput<'queue.saveWithDialog'>>>;
}

/** Opening what the person chose, dropped or browsed to. */
export interface OpenService {
  /** `null` lists the roots; `app.unsupportedHere` where nothing is browsed. */
  browse(folderId: FolderId | null, signal: AbortSignal): Promise<Outcome<FolderListing>>;
  open(
    request: {
      readonly callId: CallId;
      readonly grantIds: readonly GrantId[];
      readonly folderIds: readonly FolderId[];
      readonly target: FileTarget;
    },
    signal: AbortSignal,
  ): Promise<Outcome<OpenOutcome>>;
  /** `app.unsupportedHere` where the system has no dialogs. */
  openWithDialog(
    request: {
      readonly callId: CallId;
      readonly kind: 'files' | 'folder';
      readonly target: FileTarget;
    },
    signal: AbortSignal,
  ): Promise<Outcome<OpenOutcome>>;
  /** Files `clientId` can give the bytes of; the batches of one drop follow each other in order. */
  announce(
    clientId: ClientId,
    request: {
      readonly callId: CallId;
      readonly target: FileTarget;
      readonly files: readonly UploadManifestEntry[];
      readonly last: boolean;
    },
    signal: AbortSignal,
  ): Promise<Outcome<OpenOutcome>>;
  /** Files `clientId` announced before and can still give the bytes of. */
  offer(
    clientId: ClientId,
    files: readonly UploadManifestEntry[],
    signal: AbortSignal,
  ): Promise<Outcome<void>>;
  uploadFailed(uploadId: UploadId, reason: 'gone' | 'unreadable'): void;
  rangeFailed(uploadId: UploadId): void;
}

/** One page, as far as playing goes. */
export interface SinkClient {
  readonly clientId: ClientId;
  /** Dropped once the page is gone. */
  sendOrder(leaseId: LeaseId, order: SinkOrder): void;
}

/** Who may play. `player/SinkLeases` is one. */
export interface SinkService {
  /** The lease, or `null` when another page has it. */
  acquire(client: SinkClient, request: CommandInput<'sink.acquire'>): LeaseId | null;
  release(clientId: ClientId, leaseId: LeaseId): void;
  /** Facts of a lease the client does not hold are dropped. */
  acceptFact(clientId: ClientId, leaseId: LeaseId, fact: SinkFact): void;
  clientGone(clientId: ClientId): void;
}

export interface SessionService {
  /** Entries after `afterIndex`, oldest first, at most `limit`. */
  readLog(afterIndex: number, limit: number): readonly SessionLogEntry[];
}

/** Portable players and what is on them. */
export interface DeviceService {
  /** `null` looks for players again, an id reads that player and its open listings again. */
  refresh(deviceId: DeviceId | null, signal: AbortSignal): Done;
  retry(deviceId: DeviceId, signal: AbortSignal): Done;
  eject(deviceId: DeviceId, signal: AbortSignal): Done;
  setPreferences(deviceId: DeviceId, patch: DevicePreferencesPatch): Done;
  forget(deviceId: DeviceId): Done;
  addHost(address: string, signal: AbortSignal): Promise<Outcome<AddedPlayer>>;
  addFolder(folder: ComputerFolder): Promise<Outcome<AddedPlayer | null>>;
  removeSource(sourceId: DeviceSourceId): Done;
  /** The listing is the client's, and ends with its connection. */
  openListing(
    clientId: ClientId,
    deviceId: DeviceId,
    folder: DeviceFolder,
  ): Promise<Outcome<ListingId>>;
  listingPage(
    request: CommandInput<'device.listingPage'>,
    signal: AbortSignal,
  ): Promise<Outcome<ListingPage>>;
  closeListing(listingId: ListingId): void;
  findFolder(
    request: CommandInput<'device.findFolder'>,
    signal: AbortSignal,
  ): Promise<Outcome<DeviceFolder>>;
  makeFolder(
    deviceId: DeviceId,
    folder: DeviceFolder,
    name: string,
    signal: AbortSignal,
  ): Promise<Outcome<ObjectId>>;
  rename(deviceId: DeviceId, objectId: ObjectId, name: string, signal: AbortSignal): Done;
  remove(
    request: CommandInput<'device.remove'>,
    signal: AbortSignal,
  ): Promise<Outcome<ObjectsOutcome>>;
  move(request: CommandInput<'device.move'>, signal: AbortSignal): Promise<Outcome<ObjectsOutcome>>;
  play(request: CommandInput<'device.play'>, signal: AbortSignal): Promise<Outcome<OpenOutcome>>;
  copyToComputer(
    request: CommandInput<'device.copyToComputer'>,
    signal: AbortSignal,
  ): Promise<Outcome<CommandOutput<'device.copyToComputer'>>>;
  offerDownload(
    request: CommandInput<'device.offerDownload'>,
    signal: AbortSignal,
  ): Promise<Outcome<CommandOutput<'device.offerDownload'>>>;
}

/** Copies onto and from portable players: what they would do, and what they are doing. */
export interface TransferService {
  /** An empty plan; it is the client's, and ends with its connection. */
  plan(
    clientId: ClientId,
    deviceId: DeviceId,
    destination: TransferDestination,
  ): Promise<Outcome<PlanId>>;
  addQueueRows(
    request: CommandInput<'transfer.addQueueRows'>,
    signal: AbortSignal,
  ): Promise<Outcome<OpenOutcome>>;
  planPage(request: CommandInput<'transfer.planPage'>): Outcome<PlanPage>;
  decide(request: CommandInput<'transfer.decide'>): Outcome<void>;
  replan(planId: PlanId, destination: TransferDestination): Outcome<void>;
  start(planId: PlanId, revision: number): Done;
  discardPlan(planId: PlanId): void;
  pause(deviceId: DeviceId): Done;
  resume(deviceId: DeviceId): Done;
  cancel(deviceId: DeviceId, selection: TransferSelection): Done;
  retry(deviceId: DeviceId, selection: TransferSelection): Done;
  clearFinished(deviceId: DeviceId): Done;
  page(request: CommandInput<'transfer.page'>, signal: AbortSignal): Promise<Outcome<TransferPage>>;
  readLog(deviceId: DeviceId): Promise<Outcome<string>>;
}

/** Everything behind the handlers. */
export interface Services {
  readonly app: AppService;
  readonly settings: SettingsService;
  readonly player: PlayerService;
  readonly queue: QueueService;
  readonly open: OpenService;
  readonly sink: SinkService;
  readonly session: SessionService;
  readonly devices: DeviceService;
  readonly transfers: TransferService;
}
