import type { KeyboardEvent } from 'react';
import type { ListingRow } from '../../../../electron/contract/devices.ts';
import type { Reach, RowPages } from '../../../stores/index.ts';
import { placeAfterKey } from '../../../ui/placeAfterKey.ts';
import { useTypeAhead } from '../../../ui/useTypeAhead.ts';
import type { ListingSelection } from './useListingSelection.ts';

/** Rows a typed word is looked for in; the filter looks in all. */
const maximumLookedAt = 5_000;

export interface ListingKeysOptions {
  readonly pages: RowPages<ListingRow>;
  readonly selection: ListingSelection;
  /** Rows that fit the height. */
  readonly pageLength: () => number;
  readonly scrollTo: (place: number) => void;
  readonly onOpen: (row: ListingRow) => void;
  readonly onUp: () => void;
  readonly onRename: () => void;
  readonly onRemove: () => void;
  readonly onCut: () => void;
  readonly onPaste: () => void;
}

/** The keyboard of a listing. Keys it does not know go on to the page. */
export function useListingKeys(options: ListingKeysOptions): (event: KeyboardEvent) => void {
  const { pages, selection, pageLength, scrollTo } = options;
  const typeAhead = useTypeAhead();
  const count = pages.count ?? 0;

  const go = (place: number, how: Reach) => {
    selection.reach(place, how);
    scrollTo(Math.max(0, Math.min(count - 1, place)));
  };

  const type = (letter: string) => {
    const { text, goesOn } = typeAhead(letter.toLocaleLowerCase());
    const first = goesOn ? selection.activePlace : selection.activePlace + 1;
    for (let step = 0; step < Math.min(count, maximumLookedAt); step += 1) {
      const place = (first + step) % count;
      if (pages.rowAt(place)?.name.toLocaleLowerCase().startsWith(text) === true) {
        go(place, 'select');
        return;
      }
    }
  };

  return (event) => {
    const { key } = event;
    const isCommand = event.ctrlKey || event.metaKey;
    const letter = key.toLowerCase();
    const { activePlace } = selection;
    const step = placeAfterKey(key, { activePlace, count, pageLength: pageLength() });
    if ((event.altKey && key === 'ArrowUp') || (key === 'Backspace' && !isCommand)) options.onUp();
    else if (event.altKey) return;
    else if (step !== undefined)
      go(step, event.shiftKey ? 'extend' : isCommand ? 'visit' : 'select');
    else if (isCommand && letter === 'a') selection.selectAll();
    else if (isCommand && letter === 'x') options.onCut();
    else if (isCommand && letter === 'v') options.onPaste();
    else if (isCommand && key === ' ') selection.reach(selection.activePlace, 'toggle');
    else if (key === 'Enter' && selection.activeRow !== undefined)
      options.onOpen(selection.activeRow);
    else if (key === 'F2') options.onRename();
    else if (key === 'Delete' || (key === 'Backspace' && event.metaKey)) options.onRemove();
    else if (key === 'Escape' && selection.count > 0) selection.selectNone();
    else if (!isCommand && /^[\p{L}\p{N}]$/u.test(key)) type(key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
