import * as z from 'zod/mini';
import { AppError } from './errors.ts';
import { DeviceId, DeviceSourceId, FolderId, ListingId, ObjectId, StorageId } from './ids.ts';
import { MusicFolderTemplate } from './musicFolderTemplate.ts';

/** WMDM_STATUS in the words of a person; `absent` players were seen before and are not connected. */
export const DeviceStatus = z.enum([
  'initialising',
  'ready',
  'busy',
  'locked',
  'obstructed',
  'recovering',
  'absent',
]);
export type DeviceStatus = z.infer<typeof DeviceStatus>;

/** What a connected player can be asked for; a page hides what is not there. */
export const DeviceAbility = z.enum([
  'read',
  'readRange',
  'write',
  'makeFolder',
  'rename',
  'move',
  'remove',
  'setName',
  'eject',
]);
export type DeviceAbility = z.infer<typeof DeviceAbility>;

export const ContentKind = z.enum(['music', 'video', 'picture', 'playlist', 'other']);
export type ContentKind = z.infer<typeof ContentKind>;

export const StorageSnapshot = z.strictObject({
  storageId: StorageId,
  label: z.string(),
  capacityBytes: z.number(),
  freeBytes: z.number(),
  readOnly: z.boolean(),
  removable: z.boolean(),
  /** Bytes by kind of content; `null` while they have not been counted. */
  contentBytes: z.nullable(z.record(ContentKind, z.number())),
});
export type StorageSnapshot = z.infer<typeof StorageSnapshot>;

export const DevicePreferences = z.strictObject({
  /** The person's own name for it; `null` uses the player's. */
  name: z.nullable(z.string().check(z.minLength(1), z.maxLength(100))),
  musicFolderTemplate: MusicFolderTemplate,
});
export type DevicePreferences = z.infer<typeof DevicePreferences>;
export const DevicePreferencesPatch = z.partial(DevicePreferences);
export type DevicePreferencesPatch = z.infer<typeof DevicePreferencesPatch>;

export const DeviceSnapshot = z.strictObject({
  deviceId: DeviceId,
  provider: z.enum(['mtp', 'mass-storage', 'libmtp', 'fake']),
  /** The person's name for it, else its own, else its model. */
  name: z.string(),
  manufacturer: z.string(),
  model: z.string(),
  /** E.g. `USB 1-4`; tells two of the same name apart. */
  location: z.string(),
  status: DeviceStatus,
  /** Why it is not ready, with its remedy. */
  problem: z.nullable(AppError),
  /** The program that holds it, where that can be told. */
  heldBy: z.nullable(z.strictObject({ program: z.string(), processId: z.int() })),
  /** A udev rule that would give permission; text to copy. */
  permissionRule: z.nullable(z.string()),
  batteryPercent: z.nullable(z.int()),
  storages: z.array(StorageSnapshot),
  abilities: z.array(DeviceAbility),
  /** Wall time, ISO 8601. */
  lastSeenAt: z.string(),
  preferences: DevicePreferences,
});
export type DeviceSnapshot = z.infer<typeof DeviceSnapshot>;

/** Where Portamento looks for players beside this machine's USB: added by the person. */
export const DeviceSource = z.strictObject({
  sourceId: DeviceSourceId,
  kind: z.enum(['host', 'folder']),
  /** The player that the folder is; `null` for a machine, and for a folder that was never found. */
  deviceId: z.nullable(DeviceId),
  /** The address or the folder's name; never a path. */
  label: z.string(),
  problem: z.nullable(AppError),
});
export type DeviceSource = z.infer<typeof DeviceSource>;

/** What came of adding a place: the player that is there now; `null` when it is none, or several. */
export const AddedPlayer = z.strictObject({ deviceId: z.nullable(DeviceId) });
export type AddedPlayer = z.infer<typeof AddedPlayer>;

/** `host`, `host:port`, an IPv6 address in brackets. */
export const HostAddress = z.string().check(z.minLength(1), z.maxLength(260));

export const DeviceFolder = z.strictObject({
  storageId: StorageId,
  /** `null` is the root of the storage. */
  folderId: z.nullable(ObjectId),
});
export type DeviceFolder = z.infer<typeof DeviceFolder>;

/** Names of folders, from the outermost, as a listing's trail shows them. */
export const FolderNames = z.array(z.string().check(z.maxLength(1_000))).check(z.maxLength(64));

/** A folder of a player that a page looks at. It streams in; rows are read by page. */
export const ListingSnapshot = z.strictObject({
  listingId: ListingId,
  deviceId: DeviceId,
  folder: DeviceFolder,
  /** From below the root down to the folder itself; empty for the root. */
  trail: z.array(z.strictObject({ objectId: ObjectId, name: z.string() })),
  revision: z.int(),
  count: z.int(),
  /** About how many there will be; `null` when the player cannot tell. */
  estimatedCount: z.nullable(z.int()),
  state: z.enum(['reading', 'complete', 'failed']),
  error: z.nullable(AppError),
  /** Entries that had to be left out (unreadable, in a circle, too many). */
  skippedCount: z.int(),
});
export type ListingSnapshot = z.infer<typeof ListingSnapshot>;

export const ListingRow = z.strictObject({
  objectId: ObjectId,
  /** Cleaned for showing. */
  name: z.string(),
  kind: z.enum(['folder', 'file']),
  content: ContentKind,
  sizeBytes: z.number(),
  /** ISO 8601; `null` when the player does not say. */
  modifiedAt: z.nullable(z.string()),
  readOnly: z.boolean(),
});
export type ListingRow = z.infer<typeof ListingRow>;

export const ListingSort = z.strictObject({
  by: z.enum(['name', 'size', 'modified', 'content']),
  descending: z.boolean(),
});
export type ListingSort = z.infer<typeof ListingSort>;

export const maximumListingPage = 500;

const ListingFilter = z.string().check(z.maxLength(200));

export const ListingPageRequest = z.strictObject({
  listingId: ListingId,
  offset: z.int().check(z.nonnegative()),
  limit: z.int().check(z.gte(1), z.lte(maximumListingPage)),
  /** Folders always come first. */
  sort: ListingSort,
  filter: z.optional(ListingFilter),
});
export type ListingPageRequest = z.infer<typeof ListingPageRequest>;

export const ListingPage = z.strictObject({
  revision: z.int(),
  /** Rows that match in all. */
  count: z.int(),
  offset: z.int(),
  rows: z.array(ListingRow),
});
export type ListingPage = z.infer<typeof ListingPage>;

/**
 * A file of a player by its names: it holds over unplugging, where ids do not. Main keeps it for rows of the
 * queue and for copies; pages never see it.
 */
export const DevicePlace = z.strictObject({
  deviceId: DeviceId,
  storageId: StorageId,
  /** From below the root down to the file's own, as the player spells them. */
  path: z.array(z.string()).check(z.minLength(1)),
});
export type DevicePlace = z.infer<typeof DevicePlace>;

/** Which objects of a player a command is about, without sending the ids of a whole folder. */
export const ObjectSelection = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('some'),
    objectIds: z.array(ObjectId).check(z.minLength(1), z.maxLength(10_000)),
  }),
  /** Every row of a listing (that matches `filter`, when given) but those in `except`. */
  z.strictObject({
    kind: z.literal('all'),
    listingId: ListingId,
    filter: z.optional(ListingFilter),
    except: z.array(ObjectId).check(z.maxLength(10_000)),
  }),
  /** The rows from one place to another, both included, in this order of the listing. */
  z.strictObject({
    kind: z.literal('range'),
    listingId: ListingId,
    revision: z.int(),
    sort: ListingSort,
    filter: z.optional(ListingFilter),
    firstIndex: z.int().check(z.nonnegative()),
    lastIndex: z.int().check(z.nonnegative()),
  }),
]);
export type ObjectSelection = z.infer<typeof ObjectSelection>;

/** A name as a person types it; the player may refuse it with `device.illegalName`. */
export const ObjectName = z.string().check(z.minLength(1), z.maxLength(255));

/** What came of an act on several objects. */
export const ObjectsOutcome = z.strictObject({
  doneCount: z.int(),
  /** The first few that failed, for a message; the rest are counted. */
  failures: z.array(AppError),
  failedCount: z.int(),
});
export type ObjectsOutcome = z.infer<typeof ObjectsOutcome>;

/** A folder of this computer: one browsed to, or what the person picks in the system's dialog. */
export const ComputerFolder = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('browsed'), folderId: FolderId }),
  z.strictObject({ kind: z.literal('dialog') }),
]);
export type ComputerFolder = z.infer<typeof ComputerFolder>;
