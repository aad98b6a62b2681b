import type { ObjectId, StorageId } from '../contract/ids.ts';
import type { ObjectFormat } from './ObjectFormat.ts';

/** A folder of a device; `folderId` is `null` for the root of the storage. */
export interface FolderReference {
  readonly storageId: StorageId;
  readonly folderId: ObjectId | null;
}

/** A file or folder on a device. The name is what the device says: not safe as a path. */
export interface DeviceObject {
  /** Names the object while the connection lasts, and not beyond. */
  readonly objectId: ObjectId;
  readonly parent: FolderReference;
  readonly name: string;
  readonly kind: 'file' | 'folder';
  /** 0 for folders. At least so many, where the device cannot tell it: such a file is not read. */
  readonly sizeBytes: number;
  readonly format: ObjectFormat;
  /** Wall time, ms since 1970; `null` when the device does not say. Never used to skip a copy. */
  readonly modifiedAtMs: number | null;
  readonly readOnly: boolean;
}

/** What a listing had to leave out, and why: it is shown, not swallowed. */
export interface SkippedObject {
  readonly reason:
    | 'unreadable'
    /** It was told of, and was not there when it was asked for. */
    | 'vanished'
    /** Neither a file nor a folder: a link, a socket. */
    | 'notRegular'
    | 'illegalName'
    | 'cycle'
    | 'tooMany'
    | 'noSuchParent';
  /** As far as it is known and fit to show. */
  readonly name: string | null;
}

/** What players show of a file (WD-21). `null` is "not known". */
export interface ObjectMetadata {
  readonly title: string | null;
  readonly artist: string | null;
  readonly album: string | null;
  readonly albumArtist: string | null;
  readonly genre: string | null;
  readonly trackNumber: number | null;
  readonly year: number | null;
  readonly durationMs: number | null;
  /** JPEG bytes small enough for a player's memory. */
  readonly coverJpeg: Uint8Array | null;
}
