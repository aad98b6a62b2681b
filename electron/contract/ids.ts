import * as z from 'zod/mini';

const opaqueId = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/));

/** One row of the play queue; stable while the row lives, over moves and restarts. */
export const EntryId = z
  .string()
  .check(z.regex(/^e[0-9]{1,15}$/))
  .brand<'EntryId'>();
export type EntryId = z.infer<typeof EntryId>;

/** Leave to read one file; stands for a path the page never sees. */
export const GrantId = opaqueId.brand<'GrantId'>();
export type GrantId = z.infer<typeof GrantId>;

/** Leave to list one folder in the open dialog of the headless host. */
export const FolderId = opaqueId.brand<'FolderId'>();
export type FolderId = z.infer<typeof FolderId>;

/** A file announced by a browser whose bytes are uploaded when they are needed. */
export const UploadId = opaqueId.brand<'UploadId'>();
export type UploadId = z.infer<typeof UploadId>;

/** A picture, named by the hash of its bytes. */
export const ArtId = z
  .string()
  .check(z.regex(/^[0-9a-f]{40}$/))
  .brand<'ArtId'>();
export type ArtId = z.infer<typeof ArtId>;

/** One page that holds, or held, the right to play. */
export const LeaseId = opaqueId.brand<'LeaseId'>();
export type LeaseId = z.infer<typeof LeaseId>;

/** One order to load a source into the sink; facts about an older load are dropped. */
export const LoadId = z.int().check(z.nonnegative()).brand<'LoadId'>();
export type LoadId = z.infer<typeof LoadId>;

/** One connected page. */
export const ClientId = opaqueId.brand<'ClientId'>();
export type ClientId = z.infer<typeof ClientId>;

/**
 * The right to be a client again after its connection broke. A secret between main and that one page;
 * client ids are told to all.
 */
export const ResumeToken = opaqueId.brand<'ResumeToken'>();
export type ResumeToken = z.infer<typeof ResumeToken>;

/** One topology queued on the media session. */
export const TopologyId = z.int().check(z.nonnegative()).brand<'TopologyId'>();
export type TopologyId = z.infer<typeof TopologyId>;

/** Chosen by the caller of a long command, to cancel it and to find its progress. */
export const CallId = opaqueId.brand<'CallId'>();
export type CallId = z.infer<typeof CallId>;

/** A portable player, wherever it is plugged in; the same after a replug and a restart. */
export const DeviceId = opaqueId.brand<'DeviceId'>();
export type DeviceId = z.infer<typeof DeviceId>;

/** A storage of a device, while it is connected. */
export const StorageId = opaqueId.brand<'StorageId'>();
export type StorageId = z.infer<typeof StorageId>;

/** A file or folder on a device, while it is connected. */
export const ObjectId = opaqueId.brand<'ObjectId'>();
export type ObjectId = z.infer<typeof ObjectId>;

/** A place beside this machine's USB where players are looked for. */
export const DeviceSourceId = opaqueId.brand<'DeviceSourceId'>();
export type DeviceSourceId = z.infer<typeof DeviceSourceId>;

/** A folder of a device that a page looks at. */
export const ListingId = opaqueId.brand<'ListingId'>();
export type ListingId = z.infer<typeof ListingId>;

/** What a drop on a device would do, while it is shown. */
export const PlanId = opaqueId.brand<'PlanId'>();
export type PlanId = z.infer<typeof PlanId>;

/** One file on its way to or from a device; kept over restarts. */
export const TransferId = z.int().check(z.nonnegative()).brand<'TransferId'>();
export type TransferId = z.infer<typeof TransferId>;

export const NoticeId = z.int().check(z.nonnegative()).brand<'NoticeId'>();
export type NoticeId = z.infer<typeof NoticeId>;
