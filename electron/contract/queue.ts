import * as z from 'zod/mini';
import { ErrorCode } from './errors.ts';
import { ArtId, EntryId } from './ids.ts';

/** The queue may hold this many rows; more are refused with `queue.full`. */
export const maximumQueueEntries = 1_000_000;
/** The largest page `queue.page` gives. */
export const maximumPageSize = 500;

/** One row as a list shows it. */
export const QueueRow = z.strictObject({
  entryId: EntryId,
  /** 0-based place in the queue, also when the page is of a search. */
  index: z.int(),
  fileName: z.string(),
  title: z.nullable(z.string()),
  artist: z.nullable(z.string()),
  album: z.nullable(z.string()),
  durationMs: z.nullable(z.number()),
  artId: z.nullable(ArtId),
  hasVideo: z.boolean(),
  /** Why it could not be played when it was last tried, or its bytes are gone. */
  errorCode: z.nullable(ErrorCode),
});
export type QueueRow = z.infer<typeof QueueRow>;

export const QueueSnapshot = z.strictObject({
  /** Grows with every change of rows or their order; a page carries the one it was read at. */
  revision: z.int(),
  count: z.int(),
  /** Sum of the known durations. */
  durationMs: z.number(),
  /** Rows whose duration is not known. */
  untimedCount: z.int(),
  currentEntryId: z.nullable(EntryId),
  currentIndex: z.nullable(z.int()),
  /** What undo would bring back; `null` when there is nothing to undo. */
  undo: z.nullable(
    z.strictObject({
      kind: z.enum(['add', 'remove', 'move', 'clear', 'replace']),
      count: z.int(),
    }),
  ),
});
export type QueueSnapshot = z.infer<typeof QueueSnapshot>;

const SearchText = z.string().check(z.maxLength(200));

/** Which rows a command is about, without sending 50,000 ids. */
export const QueueSelection = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('some'),
    entryIds: z.array(EntryId).check(z.minLength(1), z.maxLength(10_000)),
  }),
  /** Every row (that matches `search`, when given) but those in `except`. */
  z.strictObject({
    kind: z.literal('all'),
    search: z.optional(SearchText),
    except: z.array(EntryId).check(z.maxLength(10_000)),
  }),
  /** The rows from one place to another, both included, among those that match `search`, when given. */
  z.strictObject({
    kind: z.literal('range'),
    search: z.optional(SearchText),
    revision: z.int(),
    firstIndex: z.int().check(z.nonnegative()),
    lastIndex: z.int().check(z.nonnegative()),
  }),
]);
export type QueueSelection = z.infer<typeof QueueSelection>;

export const QueuePageRequest = z.strictObject({
  offset: z.int().check(z.nonnegative()),
  limit: z.int().check(z.gte(1), z.lte(maximumPageSize)),
  search: z.optional(SearchText),
});

export const QueuePage = z.strictObject({
  revision: z.int(),
  /** Rows that match in all, not only on this page. */
  count: z.int(),
  offset: z.int(),
  rows: z.array(QueueRow),
});
export type QueuePage = z.infer<typeof QueuePage>;

/** Where new rows go. `playNow` replaces nothing: it appends and plays the first new row. */
export const Placement = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('append') }),
  z.strictObject({ kind: z.literal('playNow') }),
  z.strictObject({ kind: z.literal('playNext') }),
  z.strictObject({ kind: z.literal('replace') }),
  z.strictObject({ kind: z.literal('before'), entryId: EntryId }),
]);
export type Placement = z.infer<typeof Placement>;

export const PlaylistFormat = z.enum(['m3u8', 'pls']);
export type PlaylistFormat = z.infer<typeof PlaylistFormat>;
