import { serveWorker } from '../../base/serveWorker.ts';
import type { ListingId, ObjectId } from '../../contract/ids.ts';
import { ListingRows } from './ListingRows.ts';
import type { ListingWorkerApi } from './ListingWorkerApi.ts';

/* The thread that sorts and filters the folders pages look at; addressed by `Listings`. */

interface Listing {
  shown: ListingRows;
  gathering: ListingRows | null;
}

const listings = new Map<ListingId, Listing>();

/** What commands are about, while main reads it. */
const selections = new Map<number, readonly ObjectId[]>();
let lastSelectionNumber = 0;

function listingOf(listingId: ListingId): Listing {
  const listing = listings.get(listingId) ?? { shown: new ListingRows(), gathering: null };
  listings.set(listingId, listing);
  return listing;
}

serveWorker<ListingWorkerApi>({
  add: ({ listingId, place, rows }) => {
    const listing = listingOf(listingId);
    if (place === 'gathering') listing.gathering ??= new ListingRows();
    if (place !== 'gathering') listing.shown.add(rows);
    if (place !== 'shown') listing.gathering?.add(rows);
    return listing.shown.count;
  },
  remove: ({ listingId, objectIds }) => {
    const { shown, gathering } = listingOf(listingId);
    shown.remove(objectIds);
    gathering?.remove(objectIds);
    return shown.count;
  },
  endGathering: ({ listingId, isShown }) => {
    const listing = listingOf(listingId);
    if (isShown) listing.shown = listing.gathering ?? new ListingRows();
    listing.gathering = null;
    return listing.shown.count;
  },
  page: ({ listingId, offset, limit, ...order }) =>
    listingOf(listingId).shown.page(order, offset, limit),
  select: ({ listingId, firstIndex, lastIndex, except, ...order }) => {
    const left = new Set(except);
    const { rows } = listingOf(listingId).shown.page(order, firstIndex, lastIndex - firstIndex + 1);
    const objectIds = rows.map(({ objectId }) => objectId).filter((each) => !left.has(each));
    lastSelectionNumber += 1;
    selections.set(lastSelectionNumber, objectIds);
    return { selectionNumber: lastSelectionNumber, count: objectIds.length };
  },
  selected: ({ selectionNumber, offset, limit }) =>
    selections.get(selectionNumber)?.slice(offset, offset + limit) ?? [],
  endSelection: ({ selectionNumber }) => {
    selections.delete(selectionNumber);
    return undefined;
  },
  clear: ({ listingId }) => {
    listings.delete(listingId);
    return undefined;
  },
});
