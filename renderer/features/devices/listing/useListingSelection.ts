import type {
  ListingRow,
  ListingSnapshot,
  ListingSort,
  ObjectSelection,
} from '../../../../electron/contract/devices.ts';
import type { ListingId, ObjectId } from '../../../../electron/contract/ids.ts';
import {
  onlyRow,
  useRowSelection,
  type RowPages,
  type RowSelection,
} from '../../../stores/index.ts';
import { toObjectSelection } from './toObjectSelection.ts';

/** What an act is about. */
export interface ChosenObjects {
  readonly listingId: ListingId;
  readonly rowSelection: RowSelection<ObjectId>;
  /** The same as a command says it. */
  readonly selection: ObjectSelection;
  readonly count: number;
  /** `null` when some of the rows have not come. */
  readonly rows: readonly ListingRow[] | null;
}

interface ListingSelectionOptions {
  readonly pages: RowPages<ListingRow>;
  readonly snapshot: ListingSnapshot;
  readonly sort: ListingSort;
  readonly filter: string;
}

/** What is selected of a listing, and which row the keyboard is on. */
export function useListingSelection(options: ListingSelectionOptions) {
  const { pages, snapshot, sort, filter } = options;
  const { listingId, revision } = snapshot;
  const state = useRowSelection({
    pages,
    revision,
    search: filter,
    order: JSON.stringify(sort),
    idOf: ({ objectId }: ListingRow) => objectId,
  });

  const selectedRows = (): readonly ListingRow[] | null => {
    const rows: ListingRow[] = [];
    for (let place = 0; place < (pages.count ?? 0); place += 1) {
      const row = pages.rowAt(place);
      if (row !== undefined && state.isSelectedAt(place)) rows.push(row);
    }
    return rows.length === state.count ? rows : null;
  };

  return {
    ...state,
    /** The selection, or else the row the keyboard is on; `null` when there is none. */
    chosen: (): ChosenObjects | null => {
      const { activeRow } = state;
      const isOnlyActive = state.count === 0 && activeRow !== undefined;
      const rowSelection = isOnlyActive ? onlyRow(activeRow.objectId) : state.selection;
      const selection = toObjectSelection(rowSelection, { listingId, sort });
      if (selection === null) return null;
      const rows = isOnlyActive ? [activeRow] : selectedRows();
      return { listingId, rowSelection, selection, count: isOnlyActive ? 1 : state.count, rows };
    },
  };
}

export type ListingSelection = ReturnType<typeof useListingSelection>;
