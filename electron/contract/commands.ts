import * as z from 'zod/mini';
import {
  CallId,
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
  StorageId,
  UploadId,
} from './ids.ts';
import { PositionMs, Rate, RepeatMode, Volume } from './playback.ts';
import { Placement, PlaylistFormat, QueuePage, QueuePageRequest, QueueSelection } from './queue.ts';
import {
  FileTarget,
  FolderListing,
  maximumUploadBatch,
  OpenOutcome,
  UploadManifestEntry,
} from './files.ts';
import {
  AddedPlayer,
  ComputerFolder,
  DeviceFolder,
  DevicePreferencesPatch,
  FolderNames,
  HostAddress,
  ListingPage,
  ListingPageRequest,
  ObjectName,
  ObjectSelection,
  ObjectsOutcome,
} from './devices.ts';
import { AppInfo, SettingsPatch } from './settings.ts';
import { SessionLogEntry } from './signalPath.ts';
import { SinkCapabilities, SinkLease } from './sink.ts';
import {
  ConflictDecision,
  PlanPage,
  PlanPageRequest,
  TransferDestination,
  TransferPage,
  TransferPageRequest,
  TransferSelection,
} from './transfers.ts';

const nothing = z.strictObject({});
const done = z.undefined();
const ofDevice = z.strictObject({ deviceId: DeviceId });
const ofPlan = z.strictObject({ planId: PlanId });

/**
 * Everything a page can ask of main. The router, the client's types and the preload's allow-list
 * follow from this map.
 */
export const commands = {
  'app.getInfo': { input: nothing, output: AppInfo },
  'app.showDataFolder': { input: nothing, output: done },
  /** An error of the page itself, for the log file. */
  'app.reportError': {
    input: z.strictObject({
      message: z.string().check(z.maxLength(2_000)),
      stack: z.string().check(z.maxLength(20_000)),
    }),
    output: done,
  },
  /** The end of the log file, paths shortened, for "copy details". */
  'app.readLog': { input: nothing, output: z.strictObject({ text: z.string() }) },
  'app.dismissNotice': { input: z.strictObject({ noticeId: NoticeId }), output: done },
  /** Cancels a running activity of any page. */
  'app.cancelActivity': { input: z.strictObject({ callId: CallId }), output: done },

  'settings.update': { input: z.strictObject({ patch: SettingsPatch }), output: done },
  'settings.reset': { input: nothing, output: done },

  'player.play': { input: nothing, output: done },
  'player.pause': { input: nothing, output: done },
  'player.stop': { input: nothing, output: done },
  /** Keeps the pause when paused. */
  'player.seek': { input: z.strictObject({ positionMs: PositionMs }), output: done },
  'player.next': { input: nothing, output: done },
  /** To the beginning when more than 3 s have played, else to the entry before. */
  'player.previous': { input: nothing, output: done },
  'player.playEntry': { input: z.strictObject({ entryId: EntryId }), output: done },
  'player.setRate': { input: z.strictObject({ rate: Rate }), output: done },
  'player.setVolume': { input: z.strictObject({ volume: Volume }), output: done },
  'player.setMuted': { input: z.strictObject({ muted: z.boolean() }), output: done },
  'player.setRepeat': { input: z.strictObject({ repeat: RepeatMode }), output: done },
  'player.setShuffle': { input: z.strictObject({ shuffle: z.boolean() }), output: done },

  'queue.page': { input: QueuePageRequest, output: QueuePage },
  'queue.remove': { input: z.strictObject({ selection: QueueSelection }), output: done },
  /** Before `beforeEntryId`, or to the end. */
  'queue.move': {
    input: z.strictObject({ selection: QueueSelection, beforeEntryId: z.nullable(EntryId) }),
    output: done,
  },
  'queue.playNext': { input: z.strictObject({ selection: QueueSelection }), output: done },
  'queue.clear': { input: nothing, output: done },
  'queue.undo': { input: nothing, output: done },
  /** Index of the row, or `null` when it is gone. */
  'queue.indexOf': {
    input: z.strictObject({ entryId: EntryId }),
    output: z.strictObject({ index: z.nullable(z.int()) }),
  },
  /**
   * Writes the queue as a playlist file into a folder the person browsed to; rows without a path are
   * left out, and `playlist.noPaths` says that all are such.
   */
  'queue.saveToFolder': {
    input: z.strictObject({
      callId: CallId,
      folderId: FolderId,
      name: z.string().check(z.minLength(1), z.maxLength(200)),
      format: PlaylistFormat,
      overwrite: z.boolean(),
    }),
    output: z.strictObject({ fileName: z.string(), leftOutCount: z.int() }),
  },
  /** Writes the queue where the system's save dialog says; `null` when the person closed it. */
  'queue.saveWithDialog': {
    input: z.strictObject({ callId: CallId, format: PlaylistFormat }),
    output: z.strictObject({ fileName: z.nullable(z.string()), leftOutCount: z.int() }),
  },

  /** Lists a folder of the open dialog; `null` lists the roots. */
  'files.browse': {
    input: z.strictObject({ folderId: z.nullable(FolderId) }),
    output: FolderListing,
  },
  /** Opens what was chosen in the page's own dialog; folders are walked. */
  'files.open': {
    input: z.strictObject({
      callId: CallId,
      grantIds: z.array(GrantId).check(z.maxLength(10_000)),
      folderIds: z.array(FolderId).check(z.maxLength(1_000)),
      target: FileTarget,
    }),
    output: OpenOutcome,
  },
  /** Opens what the person picks in the system's dialog. */
  'files.openWithDialog': {
    input: z.strictObject({
      callId: CallId,
      kind: z.enum(['files', 'folder']),
      target: FileTarget,
    }),
    output: OpenOutcome,
  },
  /** Names dropped files of a browser, in batches of one drop; rows appear at once. */
  'files.announce': {
    input: z.strictObject({
      callId: CallId,
      target: FileTarget,
      files: z.array(UploadManifestEntry).check(z.minLength(1), z.maxLength(maximumUploadBatch)),
      /** Is this the last batch of the drop? */
      last: z.boolean(),
    }),
    output: OpenOutcome,
  },
  /**
   * Names files this page announced to an earlier run of main, or before it was given up, and still has.
   * What main does not know by these ids, names and sizes is passed over.
   */
  'files.offer': {
    input: z.strictObject({
      files: z.array(UploadManifestEntry).check(z.minLength(1), z.maxLength(maximumUploadBatch)),
    }),
    output: done,
  },
  /** The page cannot give the bytes of this upload (file moved, read error). */
  'files.uploadFailed': {
    input: z.strictObject({ uploadId: UploadId, reason: z.enum(['gone', 'unreadable']) }),
    output: done,
  },
  /** The page cannot read the parts main wants of this upload; why is told when it is to be played. */
  'files.rangeFailed': { input: z.strictObject({ uploadId: UploadId }), output: done },

  /**
   * Takes the lease when nobody holds it; with `takeOver`, also from another page. A page that was
   * reloaded or lost its connection names the lease it held, and goes on where it was.
   */
  'sink.acquire': {
    input: z.strictObject({
      capabilities: SinkCapabilities,
      takeOver: z.boolean(),
      previousLeaseId: z.optional(LeaseId),
    }),
    output: z.nullable(SinkLease),
  },
  'sink.release': { input: SinkLease, output: done },

  /** Entries after `afterIndex`, oldest first; older ones than the log keeps are left out. */
  'session.readLog': {
    input: z.strictObject({
      afterIndex: z.int(),
      limit: z.int().check(z.gte(1), z.lte(500)),
    }),
    output: z.strictObject({ entries: z.array(SessionLogEntry) }),
  },

  /** Looks for players again; with `deviceId`, reads that player and its open listings again. */
  'device.refresh': { input: z.strictObject({ deviceId: z.nullable(DeviceId) }), output: done },
  /** Tries again to open a player that could not be opened. */
  'device.retry': { input: ofDevice, output: done },
  /** Writes everything out and lets go of the player, so that it can be pulled. */
  'device.eject': { input: ofDevice, output: done },
  'device.setPreferences': {
    input: z.strictObject({ deviceId: DeviceId, patch: DevicePreferencesPatch }),
    output: done,
  },
  /** Forgets all that was remembered of a player: its name, preferences, and transfers. */
  'device.forget': { input: ofDevice, output: done },
  /**
   * Looks for players on another machine too, which shares its USB ports over USB/IP. One that does not
   * answer is not added (`device.unreachable`).
   */
  'device.addHost': { input: z.strictObject({ address: HostAddress }), output: AddedPlayer },
  /** Shows a folder of this computer as a player. `null` when the person closed the dialog. */
  'device.addFolder': {
    input: z.strictObject({ folder: ComputerFolder }),
    output: z.nullable(AddedPlayer),
  },
  'device.removeSource': { input: z.strictObject({ sourceId: DeviceSourceId }), output: done },

  /** Begins to read a folder; the topic `listings` tells how far it is. It ends with the page. */
  'device.openListing': {
    input: z.strictObject({ deviceId: DeviceId, folder: DeviceFolder }),
    output: z.strictObject({ listingId: ListingId }),
  },
  'device.listingPage': { input: ListingPageRequest, output: ListingPage },
  /** The folder of these names, from the root of the storage on; the deepest of them that is there. */
  'device.findFolder': {
    input: z.strictObject({ deviceId: DeviceId, storageId: StorageId, path: FolderNames }),
    output: DeviceFolder,
  },
  'device.closeListing': { input: z.strictObject({ listingId: ListingId }), output: done },

  'device.makeFolder': {
    input: z.strictObject({ deviceId: DeviceId, folder: DeviceFolder, name: ObjectName }),
    output: z.strictObject({ objectId: ObjectId }),
  },
  'device.rename': {
    input: z.strictObject({ deviceId: DeviceId, objectId: ObjectId, name: ObjectName }),
    output: done,
  },
  /** Folders go with all that is in them. */
  'device.remove': {
    input: z.strictObject({ callId: CallId, deviceId: DeviceId, selection: ObjectSelection }),
    output: ObjectsOutcome,
  },
  'device.move': {
    input: z.strictObject({
      callId: CallId,
      deviceId: DeviceId,
      selection: ObjectSelection,
      folder: DeviceFolder,
    }),
    output: ObjectsOutcome,
  },
  /** Adds files to the queue where they are, without copying them; folders with all that is in them. */
  'device.play': {
    input: z.strictObject({
      callId: CallId,
      deviceId: DeviceId,
      selection: ObjectSelection,
      placement: Placement,
    }),
    output: OpenOutcome,
  },
  /**
   * Puts copies into the queue of transfers, folders with all that is in them; `null` when the person
   * closed the dialog.
   */
  'device.copyToComputer': {
    input: z.strictObject({
      callId: CallId,
      deviceId: DeviceId,
      selection: ObjectSelection,
      folder: ComputerFolder,
    }),
    output: z.nullable(ObjectsOutcome),
  },
  /**
   * Where the page can download one file of a player as it is, or several and folders as a ZIP archive: a
   * URL relative to the page, good once and for ten minutes.
   */
  'device.offerDownload': {
    input: z.strictObject({ callId: CallId, deviceId: DeviceId, selection: ObjectSelection }),
    output: z.strictObject({ url: z.string(), fileName: z.string() }),
  },

  /** Makes an empty plan, which the topic `transferPlans` tells of. */
  'transfer.plan': {
    input: z.strictObject({ deviceId: DeviceId, destination: TransferDestination }),
    output: ofPlan,
  },
  /** Puts files of the queue into a plan. */
  'transfer.addQueueRows': {
    input: z.strictObject({ callId: CallId, planId: PlanId, selection: QueueSelection }),
    output: OpenOutcome,
  },
  'transfer.planPage': { input: PlanPageRequest, output: PlanPage },
  /** What to do about one conflict, or with `all` about every one. */
  'transfer.decide': {
    input: z.strictObject({
      planId: PlanId,
      index: z.union([z.literal('all'), z.int().check(z.nonnegative())]),
      decision: ConflictDecision,
    }),
    output: done,
  },
  /** Plans the same files for another place of the same player. */
  'transfer.replan': {
    input: z.strictObject({ planId: PlanId, destination: TransferDestination }),
    output: done,
  },
  /**
   * Does what was shown at `revision`; `transfer.planGone` when the plan is another one by now. A conflict
   * nobody decided about is skipped.
   */
  'transfer.start': {
    input: z.strictObject({ planId: PlanId, revision: z.int() }),
    output: done,
  },
  'transfer.discardPlan': { input: ofPlan, output: done },

  /** Halts in mid-file where the player can go on with a part, after the file under way elsewhere. */
  'transfer.pause': { input: ofDevice, output: done },
  /** Goes on, also with what an earlier run of the program left unfinished. */
  'transfer.resume': { input: ofDevice, output: done },
  'transfer.cancel': {
    input: z.strictObject({ deviceId: DeviceId, selection: TransferSelection }),
    output: done,
  },
  /** Tries what failed or was cancelled again. */
  'transfer.retry': {
    input: z.strictObject({ deviceId: DeviceId, selection: TransferSelection }),
    output: done,
  },
  'transfer.clearFinished': { input: ofDevice, output: done },
  'transfer.page': { input: TransferPageRequest, output: TransferPage },
  /** What was done and why what was not, as lines of text, for saving. */
  'transfer.readLog': { input: ofDevice, output: z.strictObject({ text: z.string() }) },
} as const;

export type Commands = typeof commands;
export type CommandName = keyof Commands;
export type CommandInput<Name extends CommandName> = z.infer<Commands[Name]['input']>;
export type CommandOutput<Name extends CommandName> = z.infer<Commands[Name]['output']>;

export const commandNames = Object.keys(commands) as readonly CommandName[];
