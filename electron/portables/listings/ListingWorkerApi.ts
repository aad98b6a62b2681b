import type { ListingRow } from '../../contract/devices.ts';
import type { ListingId, ObjectId } from '../../contract/ids.ts';
import type { ListingOrder } from './ListingRows.ts';

/** Rows that are read anew gather apart until they are all there; what changes meanwhile is for both. */
type Place = 'shown' | 'gathering' | 'both';

/** The methods of `listingWorker`. */
export type ListingWorkerApi = {
  readonly add: {
    readonly input: {
      readonly listingId: ListingId;
      readonly place: Place;
      readonly rows: readonly ListingRow[];
    };
    readonly progress: never;
    /** How many are there now. */
    readonly output: number;
  };
  readonly remove: {
    readonly input: { readonly listingId: ListingId; readonly objectIds: readonly ObjectId[] };
    readonly progress: never;
    readonly output: number;
  };
  /** Shows what gathered, or forgets it. */
  readonly endGathering: {
    readonly input: { readonly listingId: ListingId; readonly isShown: boolean };
    readonly progress: never;
    readonly output: number;
  };
  readonly page: {
    readonly input: ListingOrder & {
      readonly listingId: ListingId;
      readonly offset: number;
      readonly limit: number;
    };
    readonly progress: never;
    readonly output: { readonly count: number; readonly rows: readonly ListingRow[] };
  };
  /**
   * Notes the ids of the rows from `firstIndex` to `lastIndex`, in the order asked for, but those in
   * `except`: whatever becomes of the listing, they are read part by part, until `endSelection`.
   */
  readonly select: {
    readonly input: ListingOrder & {
      readonly listingId: ListingId;
      readonly firstIndex: number;
      readonly lastIndex: number;
      readonly except: readonly ObjectId[];
    };
    readonly progress: never;
    readonly output: { readonly selectionNumber: number; readonly count: number };
  };
  readonly selected: {
    readonly input: {
      readonly selectionNumber: number;
      readonly offset: number;
      readonly limit: number;
    };
    readonly progress: never;
    readonly output: readonly ObjectId[];
  };
  readonly endSelection: {
    readonly input: { readonly selectionNumber: number };
    readonly progress: never;
    readonly output: undefined;
  };
  /** Forgets all rows. */
  readonly clear: {
    readonly input: { readonly listingId: ListingId };
    readonly progress: never;
    readonly output: undefined;
  };
};
