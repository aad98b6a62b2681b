import { openDatabase, type OpenedDatabase } from '../state/sqlite/openDatabase.ts';
import { queueSchema } from './queueSchema.ts';

/** The queue's database; see `openDatabase`. */
export function openQueueDatabase(file: string, now?: Date): OpenedDatabase {
  return openDatabase(file, queueSchema, now);
}
