import { useId, useImperativeHandle, useRef, useState, type MouseEvent, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntryId } from '../../../electron/contract/ids.ts';
import type { QueueRow } from '../../../electron/contract/queue.ts';
import { isolate } from '../../i18n/index.ts';
import { useContextMenu } from '../../ui/ContextMenu.tsx';
import { isTouch } from '../../ui/isTouch.ts';
import { ElementTooltip } from '../../ui/Tooltip.tsx';
import { useRowHeightPx } from '../../ui/useRowHeightPx.ts';
import { useVirtualRows } from '../../ui/useVirtualRows.ts';
import { VirtualListbox } from '../../ui/VirtualListbox.tsx';
import { useDropZone } from '../opening/index.ts';
import styles from './QueueList.module.css';
import { placeOf } from '../../ui/placeOf.ts';
import type { QueuePages } from './useQueuePages.ts';
import { QueueRowMenu } from './QueueRowMenu.tsx';
import { QueueRowView } from './QueueRowView.tsx';
import { toQueueSelection } from './toQueueSelection.ts';
import { useCopyToPlayer } from './useCopyToPlayer.ts';
import type { QueueCommands } from './useQueueCommands.ts';
import { useFollowing } from './useFollowing.ts';
import { useQueueKeys } from './useQueueKeys.ts';
import { useQueueMoves } from './useQueueMoves.ts';
import type { QueueSelectionState } from './useQueueSelection.ts';
import { useRowDescription, type RowDescription } from './useRowDescription.ts';
import { gapAtHeight, useRowDrag } from './useRowDrag.ts';
import { useTipPlace } from './useTipPlace.ts';

/** What the panel asks of its list. */
export interface QueueListHandle {
  /** Brings the row of this place into view and gives it the keyboard. */
  show(place: number): void;
}

interface QueueListProps {
  readonly pages: QueuePages;
  readonly search: string;
  readonly count: number;
  readonly state: QueueSelectionState;
  readonly commands: QueueCommands;
  readonly currentEntryId: EntryId | null;
  /** Of the current entry, among all of the queue. */
  readonly currentPlace: number | null;
  readonly isPlaying: boolean;
  readonly onRemove: () => void;
  readonly ref: Ref<QueueListHandle>;
}

/** The rows of the queue: virtual, multi-select, reordered by drag and by keyboard. */
export function QueueList({ ref, ...props }: QueueListProps) {
  const { pages, search, count, state, commands, currentEntryId, onRemove } = props;
  const { t } = useTranslation('queue');
  const id = useId();
  const rowHeightPx = useRowHeightPx();
  const scroller = useRef<HTMLDivElement>(null);
  const [fileGap, setFileGap] = useState<number | null>(null);
  const describe = useRowDescription();
  const menu = useContextMenu<QueueRow>();
  const canMove = search === '';
  const copyToPlayer = useCopyToPlayer();
  const moves = useQueueMoves({ pages, count, state, commands, isEnabled: canMove });

  const rows = useVirtualRows({
    scroller,
    count,
    rowHeightPx,
    keptPlace: state.activePlace,
    onRange: (first, last) => pages.want(first, last),
  });
  const { scrollTo } = rows;
  useImperativeHandle(ref, () => ({
    show: (place) => {
      state.reach(place, 'select');
      scrollTo(place, 'center');
      scroller.current?.focus();
    },
  }));

  useFollowing({
    scroller,
    currentEntryId,
    // Among what a search found it has another place.
    currentPlace: canMove ? props.currentPlace : null,
    scrollTo,
  });
  const keys = useQueueKeys({
    state,
    commands,
    count,
    pageLength: rows.pageLength,
    scrollTo,
    onRemove,
    onShift: (direction) => {
      const place = moves.shift(direction);
      if (place !== null) scrollTo(place);
    },
    isSearch: !canMove,
  });

  /** A row acted upon is selected, unless it is among the selected already. */
  const takeAlong = (place: number) => {
    if (pages.rowAt(place) !== undefined && !state.isSelectedAt(place))
      state.reach(place, 'select');
  };
  const { drag, onPointerDown } = useRowDrag({
    scroller,
    count,
    rowHeightPx,
    canMove,
    onStart: takeAlong,
    onMove: (gap) => moves.moveTo(gap, gap),
    onCopy: (target) => {
      const selection = toQueueSelection(state.selection);
      if (selection !== null) copyToPlayer(selection, target);
    },
  });
  useDropZone(scroller, {
    targetAt: (clientY) => {
      const gap = gapAtHeight(scroller.current, clientY, { count, rowHeightPx });
      const before = canMove ? pages.rowAt(gap) : undefined;
      return {
        kind: 'queue',
        placement:
          before === undefined ? { kind: 'append' } : { kind: 'before', entryId: before.entryId },
      };
    },
    onHover: (clientY) =>
      setFileGap(
        clientY === null || !canMove
          ? null
          : gapAtHeight(scroller.current, clientY, { count, rowHeightPx }),
      ),
  });
  const gap = drag === null ? fileGap : drag.gap;
  const dragged = t('dragCount', { count: state.count });
  const tipPlace = useTipPlace(scroller, state.activePlace);
  const tipRow = tipPlace === null || drag !== null ? undefined : pages.rowAt(tipPlace);
  const advice = tipRow === undefined ? null : describe(tipRow, null).advice;

  const openMenu = (event: MouseEvent) => {
    const place = placeOf(event.target) ?? state.activePlace;
    const row = pages.rowAt(place);
    if (row === undefined) return;
    takeAlong(place);
    menu.open(event, row);
  };

  return (
    <>
      <VirtualListbox
        id={id}
        label={t('list')}
        className={styles.scroller}
        ref={scroller}
        rows={rows}
        count={count}
        activePlace={state.activePlace}
        data-dragging={drag !== null || undefined}
        data-takes-letters
        onKeyDown={keys.onKeyDown}
        onContextMenu={openMenu}
        onClick={(event) => {
          const place = placeOf(event.target);
          if (place === null || drag !== null) return;
          if (isRowButton(event.target)) {
            openMenu(event);
            return;
          }
          const row = pages.rowAt(place);
          if (isTouch(event) && row !== undefined) commands.play(row.entryId);
          const isToggle = event.ctrlKey || event.metaKey;
          state.reach(place, event.shiftKey ? 'extend' : isToggle ? 'toggle' : 'select');
        }}
        onDoubleClick={(event) => {
          const row = pages.rowAt(placeOf(event.target) ?? -1);
          if (row !== undefined) commands.play(row.entryId);
        }}
        onPointerDown={(event) => {
          keys.onPointerDown();
          const place = placeOf(event.target);
          if (place !== null) onPointerDown(event, place);
        }}
        overlay={
          gap !== null && (
            <div
              className={styles.gap}
              role="presentation"
              style={{ transform: `translateY(${gap * rowHeightPx - 1}px)` }}
            />
          )
        }
      >
        {(at) => {
          const row = pages.rowAt(at.place);
          const isCurrent = row !== undefined && row.entryId === currentEntryId;
          const playing = isCurrent ? (props.isPlaying ? 'playing' : 'paused') : null;
          return (
            <QueueRowView
              {...at}
              row={row}
              isSelected={state.isSelectedAt(at.place)}
              playing={playing}
              description={row === undefined ? noDescription : describe(row, playing)}
              loadingText={t('row.loading')}
            />
          );
        }}
      </VirtualListbox>
      {drag !== null && (
        <div
          className={styles.badge}
          style={{ transform: `translate(${drag.x + 14}px, ${drag.y + 10}px)` }}
        >
          {drag.target === null
            ? dragged
            : t('dragCopy', { tracks: dragged, name: isolate(drag.target.name) })}
        </div>
      )}
      {advice !== null && (
        <ElementTooltip elementId={`${id}-${tipPlace}`} placement="start">
          {advice}
        </ElementTooltip>
      )}
      <div className="visually-hidden" role="status">
        {moves.announcement}
      </div>
      <QueueRowMenu
        menu={menu}
        selection={state.selection}
        firstEntryId={pages.rowAt(0)?.entryId ?? null}
        canMove={canMove}
        commands={commands}
        onRemove={onRemove}
      />
    </>
  );
}

/** Of a row that has not come. */
const noDescription: RowDescription = { duration: '', problem: null, advice: null, spoken: '' };

/** Is it the sign at the end of a row that a finger opens the menu with? */
function isRowButton(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[data-row-menu]') !== null;
}
