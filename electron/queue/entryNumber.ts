import { EntryId } from '../contract/ids.ts';

/** Ids are the rows' numbers in the database with an `e` in front; a number is never used again. */
export function entryIdOf(entryNumber: number): EntryId {
  return EntryId.parse(`e${entryNumber}`);
}

export function entryNumberOf(entryId: EntryId): number {
  return Number(entryId.slice(1));
}
