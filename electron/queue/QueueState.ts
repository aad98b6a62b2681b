import * as z from 'zod/mini';
import type { Sql } from '../state/sqlite/Sql.ts';

/** The one row about the queue as a whole. */
export const QueueState = z.object({
  revision: z.int(),
  /** The revision at which rows last came, went or changed places. */
  orderRevision: z.int(),
  count: z.int(),
  durationMs: z.int(),
  /** Rows without a duration. */
  untimedCount: z.int(),
  currentEntryNumber: z.nullable(z.int()),
  shuffleRound: z.int(),
  /** Where the current entry stands in `heard`. */
  heardNumber: z.int(),
});
export type QueueState = z.infer<typeof QueueState>;

export function readQueueState(sql: Sql): QueueState {
  const state = sql.row(QueueState, 'SELECT * FROM queue');
  if (state === null) throw new Error('The queue has no state');
  return state;
}

/** Rows came, went or changed places. */
export function noteOrderChanged(sql: Sql): void {
  sql.run('UPDATE queue SET revision = revision + 1, orderRevision = revision + 1');
}

/** What is known of rows changed. */
export function noteRowsChanged(sql: Sql): void {
  sql.run('UPDATE queue SET revision = revision + 1');
}
