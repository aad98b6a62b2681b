import type { ListingSort, ObjectSelection } from '../../../../electron/contract/devices.ts';
import type { ListingId, ObjectId } from '../../../../electron/contract/ids.ts';
import type { RowSelection } from '../../../stores/index.ts';

/** As a command says it; `null` when nothing is selected. */
export function toObjectSelection(
  selection: RowSelection<ObjectId>,
  { listingId, sort }: { readonly listingId: ListingId; readonly sort: ListingSort },
): ObjectSelection | null {
  if (selection.kind === 'some') {
    const objectIds = [...selection.ids];
    return objectIds.length === 0 ? null : { kind: 'some', objectIds };
  }
  const { search } = selection;
  const filtered = search === '' ? {} : { filter: search };
  switch (selection.kind) {
    case 'all':
      return { kind: 'all', listingId, except: [...selection.except], ...filtered };
    case 'range': {
      const { revision, firstIndex, lastIndex } = selection;
      return { kind: 'range', listingId, revision, sort, firstIndex, lastIndex, ...filtered };
    }
  }
}
