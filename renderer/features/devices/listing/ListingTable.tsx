import { useId, useRef, useState, type MouseEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListingRow, ListingSort } from '../../../../electron/contract/devices.ts';
import type { RowPages } from '../../../stores/index.ts';
import { useContextMenu } from '../../../ui/ContextMenu.tsx';
import { isTouch } from '../../../ui/isTouch.ts';
import { placeOf } from '../../../ui/placeOf.ts';
import { useRowHeightPx } from '../../../ui/useRowHeightPx.ts';
import { useVirtualRows } from '../../../ui/useVirtualRows.ts';
import { useDropZone, type DropTarget } from '../../opening/index.ts';
import { ListingColumns } from './ListingColumns.tsx';
import { ListingMenu, type ListingActions } from './ListingMenu.tsx';
import { ListingRowView } from './ListingRowView.tsx';
import styles from './ListingTable.module.css';
import { useListingKeys } from './useListingKeys.ts';
import type { ListingSelection } from './useListingSelection.ts';

interface ListingTableProps {
  readonly label: string;
  readonly pages: RowPages<ListingRow>;
  readonly selection: ListingSelection;
  readonly sort: ListingSort;
  readonly onSort: (sort: ListingSort) => void;
  readonly actions: ListingActions;
  readonly isCut: (place: number) => boolean;
  readonly onOpen: (row: ListingRow, place: number) => void;
  readonly onUp: () => void;
  /** What is done with what is dropped on a folder's row, or on the list itself for `null`. */
  readonly dropTarget: (folder: ListingRow | null) => DropTarget;
  /** Items of the menu of a folder that add to it; `null` where nothing is added. */
  readonly addItems: ((folder: ListingRow) => ReactElement) | null;
}

/** The rows of a folder of a player: virtual, sorted by main, multi-select, files dropped onto it. */
export function ListingTable(props: ListingTableProps) {
  const { label, pages, selection, actions } = props;
  const { t } = useTranslation('devices');
  const id = useId();
  const rowHeightPx = useRowHeightPx();
  const [hovered, setHovered] = useState<number | null>(null);
  const menu = useContextMenu<ListingRow>();
  const count = pages.count ?? 0;

  const scroller = useRef<HTMLDivElement>(null);
  const { heightPx, drawn, scrollTo, pageLength } = useVirtualRows({
    scroller,
    count,
    rowHeightPx,
    keptPlace: selection.activePlace,
    onRange: (first, last) => pages.want(first, last),
  });

  const openActive = (row: ListingRow) => props.onOpen(row, selection.activePlace);
  const onKeyDown = useListingKeys({
    pages,
    selection,
    pageLength,
    scrollTo,
    onOpen: openActive,
    onUp: props.onUp,
    onRename: actions.rename,
    onRemove: actions.remove,
    onCut: actions.cut,
    onPaste: actions.paste,
  });

  /** The folder's row at this height, which a drop goes into. */
  const folderAt = (
    clientY: number,
  ): { readonly place: number; readonly row: ListingRow } | null => {
    const { current } = scroller;
    if (current === null) return null;
    const offsetPx = clientY - current.getBoundingClientRect().top + current.scrollTop;
    const place = Math.floor(offsetPx / rowHeightPx);
    const row = pages.rowAt(place);
    return row?.kind === 'folder' ? { place, row } : null;
  };
  useDropZone(scroller, {
    targetAt: (clientY) => props.dropTarget(folderAt(clientY)?.row ?? null),
    onHover: (clientY) => setHovered(clientY === null ? null : (folderAt(clientY)?.place ?? null)),
  });

  /** A row acted upon is selected, unless it is among the selected already. */
  const takeAlong = (place: number) => {
    if (pages.rowAt(place) !== undefined && !selection.isSelectedAt(place))
      selection.reach(place, 'select');
  };
  const openMenu = (event: MouseEvent) => {
    // The keyboard asks for it on the grid itself, for the row it is on.
    const place = placeOf(event.target) ?? selection.activePlace;
    const row = pages.rowAt(place);
    if (row === undefined) return;
    takeAlong(place);
    menu.open(event, row);
  };

  return (
    <div
      className={styles.table}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={count + 1}
      aria-multiselectable
      {...(count === 0 ? {} : { 'aria-activedescendant': `${id}-${selection.activePlace}` })}
      data-takes-letters
      onKeyDown={onKeyDown}
      onContextMenu={openMenu}
    >
      <div role="rowgroup">
        <ListingColumns sort={props.sort} onSort={props.onSort} />
      </div>
      <div
        ref={scroller}
        className={styles.scroller}
        role="rowgroup"
        onClick={(event) => {
          const place = placeOf(event.target);
          if (place === null) {
            selection.selectNone();
            return;
          }
          const row = pages.rowAt(place);
          if (isTouch(event) && row !== undefined) props.onOpen(row, place);
          const isToggle = event.ctrlKey || event.metaKey;
          selection.reach(place, event.shiftKey ? 'extend' : isToggle ? 'toggle' : 'select');
        }}
        onDoubleClick={(event) => {
          const place = placeOf(event.target) ?? -1;
          const row = pages.rowAt(place);
          if (row !== undefined) props.onOpen(row, place);
        }}
      >
        <div className={styles.content} role="presentation" style={{ blockSize: `${heightPx}px` }}>
          {drawn.map(({ place, startPx }) => {
            const row = pages.rowAt(place);
            return (
              <ListingRowView
                key={place}
                id={`${id}-${place}`}
                row={row}
                place={place}
                startPx={startPx}
                isSelected={selection.isSelectedAt(place)}
                isActive={place === selection.activePlace}
                isCut={props.isCut(place)}
                isDropTarget={place === hovered}
              />
            );
          })}
        </div>
      </div>
      <ListingMenu
        state={menu}
        label={t('menu.label')}
        actions={actions}
        addItems={props.addItems}
        onOpen={openActive}
      />
    </div>
  );
}
