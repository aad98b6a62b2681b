import { useVirtualizer, type Range } from '@tanstack/react-virtual';
import {
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
  type MouseEvent,
  type Ref,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { EntryId } from '../../../electron/contract/ids.ts';
import type { QueueRow } from '../../../electron/contract/queue.ts';
import { isolate } from '../../i18n/index.ts';
import { useContextMenu } from '../../ui/ContextMenu.tsx';
import { isTouch } from '../../ui/isTouch.ts';
import { ElementTooltip } from '../../ui/Tooltip.tsx';
import { useRowHeightPx } from '../../ui/useRowHeightPx.ts';
import { useDropZone } from '../opening/index.ts';
import styles from './QueueList.module.css';
import { placeOf } from '../../ui/placeOf.ts';
import type { QueuePages } from './useQueuePages.ts';
import { QueueRowMenu } from './QueueRowMenu.tsx';
import { QueueRowView } from './QueueRowView.tsx';
import { isSelected, selectedCount, toQueueSelection } from './RowSelection.ts';
import { useCopyToPlayer } from './useCopyToPlayer.ts';
import type { QueueCommands } from './useQueueCommands.ts';
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
  readonly isPlaying: boolean;
  readonly onRemove: () => void;
  readonly ref: Ref<QueueListHandle>;
}

/** The rows of the queue: virtual, multi-select, reordered by drag and by keyboard. */
export function QueueList(props: QueueListProps) {
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

  // eslint-disable-next-line react-hooks/incompatible-library -- its values stay in this component
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 6,
    // The row the keyboard is on stays in the document, since the list's focus refers to it.
    rangeExtractor: (range) => placesOf(range, state.activePlace),
  });
  const { range } = virtualizer;
  useEffect(() => {
    if (range !== null) pages.want(range.startIndex - 10, Math.min(count - 1, range.endIndex + 10));
  });
  useImperativeHandle(props.ref, () => ({
    show: (place) => {
      state.reach(place, 'select');
      virtualizer.scrollToIndex(place, { align: 'center' });
      scroller.current?.focus();
    },
  }));

  const keys = useQueueKeys({
    state,
    commands,
    count,
    pageLength: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeightPx)),
    scrollTo: (place) => virtualizer.scrollToIndex(place),
    onRemove,
    onShift: (direction) => {
      const place = moves.shift(direction);
      if (place !== null) virtualizer.scrollToIndex(place);
    },
    isSearch: !canMove,
  });

  /** A row acted upon is selected, unless it is among the selected already. */
  const takeAlong = (place: number) => {
    const row = pages.rowAt(place);
    if (row !== undefined && !isSelected(state.selection, row)) state.reach(place, 'select');
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
  const dragged = t('dragCount', { count: selectedCount(state.selection, count) });
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
      <div
        ref={scroller}
        className={styles.scroller}
        role="listbox"
        tabIndex={0}
        aria-label={t('list')}
        aria-multiselectable
        aria-activedescendant={`${id}-${state.activePlace}`}
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
      >
        <div
          className={styles.content}
          role="presentation"
          style={{ blockSize: `${virtualizer.getTotalSize()}px` }}
        >
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const row = pages.rowAt(index);
            const isCurrent = row !== undefined && row.entryId === currentEntryId;
            const playing = isCurrent ? (props.isPlaying ? 'playing' : 'paused') : null;
            return (
              <QueueRowView
                key={index}
                id={`${id}-${index}`}
                row={row}
                place={index}
                count={count}
                startPx={start}
                isSelected={row !== undefined && isSelected(state.selection, row)}
                isActive={index === state.activePlace}
                playing={playing}
                description={row === undefined ? noDescription : describe(row, playing)}
                loadingText={t('row.loading')}
              />
            );
          })}
          {gap !== null && (
            <div
              className={styles.gap}
              role="presentation"
              style={{ transform: `translateY(${gap * rowHeightPx - 1}px)` }}
            />
          )}
        </div>
      </div>
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

/** The places in view and around it, and the one the keyboard is on. */
function placesOf({ startIndex, endIndex, overscan, count }: Range, active: number): number[] {
  const first = Math.max(0, startIndex - overscan);
  const last = Math.min(count - 1, endIndex + overscan);
  const places = Array.from({ length: Math.max(0, last - first + 1) }, (_, step) => first + step);
  if (active < first) return [active, ...places];
  return active > last && active < count ? [...places, active] : places;
}
