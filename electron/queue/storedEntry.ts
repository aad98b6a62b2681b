import type { SQLInputValue } from 'node:sqlite';
import * as z from 'zod/mini';
import { assertNever } from '../base/assertNever.ts';
import { DevicePlace } from '../contract/devices.ts';
import { ErrorCode } from '../contract/errors.ts';
import { ArtId, DeviceId, StorageId, UploadId } from '../contract/ids.ts';
import { MediaFormat, TrackTags } from '../contract/playback.ts';
import type { QueueRow } from '../contract/queue.ts';
import { entryIdOf } from './entryNumber.ts';
import type {
  EntryHint,
  EntryLocation,
  EntryMetadata,
  ExportRow,
  NewEntry,
  QueueEntry,
} from './QueueEntry.ts';
import { searchTextOf } from './searchText.ts';

/*
 * How rows are written to and read from the table `entry`. An error code, a tag or a format that this
 * version does not know (another one wrote it) is left out; the row stays.
 */

const KnownErrorCode = z.catch(z.nullable(ErrorCode), null);
const KnownArtId = z.catch(z.nullable(ArtId), null);
const StoredBoolean = z.pipe(
  z.int(),
  z.transform((value) => value !== 0),
);

function storedJson<Value>(schema: z.ZodMiniType<Value>, otherwise: Value) {
  return z.pipe(
    z.string(),
    z.transform((text) => {
      const parsed = schema.safeParse(JSON.parse(text));
      return parsed.success ? parsed.data : otherwise;
    }),
  );
}

const locationColumns = {
  path: z.nullable(z.string()),
  uploadId: z.nullable(UploadId),
  relativePath: z.nullable(z.string()),
  sizeBytes: z.nullable(z.int()),
  deviceId: z.nullable(DeviceId),
  storageId: z.nullable(StorageId),
};
interface StoredLocation {
  readonly path: string | null;
  readonly uploadId: UploadId | null;
  readonly relativePath: string | null;
  readonly sizeBytes: number | null;
  readonly deviceId: DeviceId | null;
  readonly storageId: StorageId | null;
}

const locationColumnNames = 'path, uploadId, relativePath, sizeBytes, deviceId, storageId' as const;

export const entryColumns = `entryNumber, fileName, ${locationColumnNames}, tags, format,
  durationMs, artId, hasVideo, metadataKnown, errorCode`;

export const StoredEntry = z.pipe(
  z.object({
    entryNumber: z.int(),
    fileName: z.string(),
    ...locationColumns,
    tags: storedJson(TrackTags, {}),
    format: storedJson(MediaFormat, {}),
    durationMs: z.nullable(z.int()),
    artId: KnownArtId,
    hasVideo: StoredBoolean,
    metadataKnown: StoredBoolean,
    errorCode: KnownErrorCode,
  }),
  z.transform((row): QueueEntry => ({
    entryId: entryIdOf(row.entryNumber),
    location: locationOf(row),
    fileName: row.fileName,
    tags: row.tags,
    format: row.format,
    durationMs: row.durationMs,
    artId: row.artId,
    hasVideo: row.hasVideo,
    metadataKnown: row.metadataKnown,
    errorCode: row.errorCode,
  })),
);

export const UploadRow = z.object({ uploadId: UploadId });

/** What `metadataParameters` needs to know of a row. */
export const StoredHint = z.object({
  fileName: z.string(),
  hint: storedJson(
    z.object({ title: z.optional(z.string()), durationMs: z.optional(z.number()) }),
    {},
  ),
});

export const listColumns = `entryNumber, fileName, tags ->> '$.title' AS title,
  tags ->> '$.artist' AS artist, tags ->> '$.album' AS album, durationMs, artId, hasVideo, errorCode`;

/** A row of a list; its place is selected as `index`. */
export const StoredListRow = z.pipe(
  z.object({
    entryNumber: z.int(),
    fileName: z.string(),
    title: z.nullable(z.string()),
    artist: z.nullable(z.string()),
    album: z.nullable(z.string()),
    durationMs: z.nullable(z.int()),
    artId: KnownArtId,
    hasVideo: StoredBoolean,
    errorCode: KnownErrorCode,
    index: z.int(),
  }),
  z.transform(({ entryNumber, ...row }): QueueRow => ({
    entryId: entryIdOf(entryNumber),
    ...row,
  })),
);

export const exportColumns = `entryNumber, fileName, ${locationColumnNames}, durationMs,
  tags ->> '$.title' AS title, tags ->> '$.artist' AS artist`;

export const StoredExportRow = z.pipe(
  z.object({
    entryNumber: z.int(),
    fileName: z.string(),
    ...locationColumns,
    durationMs: z.nullable(z.int()),
    title: z.nullable(z.string()),
    artist: z.nullable(z.string()),
  }),
  z.transform((row): ExportRow => ({
    entryId: entryIdOf(row.entryNumber),
    location: locationOf(row),
    fileName: row.fileName,
    durationMs: row.durationMs,
    title: row.title,
    artist: row.artist,
  })),
);

export const insertEntry = `
  INSERT INTO entry (searchText, fileName, ${locationColumnNames}, tags, format, durationMs,
    artId, hasVideo, metadataKnown, hint)
  VALUES (:searchText, :fileName, :path, :uploadId, :relativePath, :sizeBytes, :deviceId,
    :storageId, :tags, :format, :durationMs, :artId, :hasVideo, :metadataKnown, :hint)`;

const unknownMetadata: EntryMetadata = {
  tags: {},
  format: {},
  durationMs: null,
  artId: null,
  hasVideo: false,
};

export function insertParameters(entry: NewEntry): Record<string, SQLInputValue> {
  const { location, fileName, metadata, hint = {} } = entry;
  return {
    fileName,
    ...locationParameters(location),
    metadataKnown: metadata === undefined ? 0 : 1,
    hint: JSON.stringify(hint),
    ...metadataParameters({ fileName, hint }, metadata ?? unknownMetadata),
  };
}

/** What is stored of a row when `metadata` is known of it. */
export function metadataParameters(
  { fileName, hint }: { readonly fileName: string; readonly hint: EntryHint },
  metadata: EntryMetadata,
): Record<string, SQLInputValue> {
  const tags = hint.title === undefined ? metadata.tags : { title: hint.title, ...metadata.tags };
  const durationMs = metadata.durationMs ?? hint.durationMs ?? null;
  return {
    searchText: searchTextOf(fileName, tags),
    tags: JSON.stringify(tags),
    format: JSON.stringify(metadata.format),
    durationMs: durationMs === null ? null : Math.round(durationMs),
    artId: metadata.artId,
    hasVideo: metadata.hasVideo ? 1 : 0,
  };
}

function locationParameters(location: EntryLocation): Record<keyof StoredLocation, SQLInputValue> {
  const nowhere: Record<keyof StoredLocation, null> = {
    path: null,
    uploadId: null,
    relativePath: null,
    sizeBytes: null,
    deviceId: null,
    storageId: null,
  };
  switch (location.kind) {
    case 'path':
      return { ...nowhere, path: location.path };
    case 'upload': {
      const { uploadId, relativePath, sizeBytes } = location;
      return { ...nowhere, uploadId, relativePath, sizeBytes };
    }
    case 'device': {
      const { deviceId, storageId, path } = location;
      return { ...nowhere, deviceId, storageId, path: JSON.stringify(path) };
    }
    default:
      return assertNever(location);
  }
}

function locationOf(row: StoredLocation): EntryLocation {
  const { path, uploadId, relativePath, sizeBytes, deviceId, storageId } = row;
  if (path !== null && deviceId !== null) {
    const names: unknown = JSON.parse(path);
    const place = DevicePlace.parse({ deviceId, storageId, path: names });
    return { kind: 'device', ...place };
  }
  if (path !== null) return { kind: 'path', path };
  if (uploadId === null) throw new Error('A row has neither path nor upload');
  return {
    kind: 'upload',
    uploadId,
    relativePath: relativePath ?? '',
    sizeBytes: sizeBytes ?? 0,
  };
}
