import { useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useEffect, type RefObject } from 'react';

export interface VirtualRowsOptions {
  /** What scrolls. */
  readonly scroller: RefObject<HTMLElement | null>;
  readonly count: number;
  readonly rowHeightPx: number;
  /** Stays in the document wherever it is scrolled to, since the focus of the list refers to it. */
  readonly keptPlace?: number;
  /** Free room before the first row and after the last one. */
  readonly paddingPx?: number;
  /** Told the places in view and somewhat around them after every drawing. */
  readonly onRange?: (first: number, last: number) => void;
}

/** What is drawn of a long list of rows of one height. */
export interface VirtualRowsState {
  /** Of all rows together. */
  readonly heightPx: number;
  readonly drawn: readonly { readonly place: number; readonly startPx: number }[];
  readonly scrollTo: (place: number, align?: 'auto' | 'center') => void;
  /** Rows that fit the height. */
  readonly pageLength: () => number;
}

/** Rows drawn beyond what is seen. */
const overscan = 8;
/** Rows asked for beyond what is seen. */
const foresight = 10;

/** Draws of a long list only what is seen. */
export function useVirtualRows(options: VirtualRowsOptions): VirtualRowsState {
  const { scroller, count, rowHeightPx, keptPlace, paddingPx = 0, onRange } = options;
  // eslint-disable-next-line react-hooks/incompatible-library -- what it returns is read anew at each drawing
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan,
    paddingStart: paddingPx,
    paddingEnd: paddingPx,
    rangeExtractor: (range) => placesOf(range, keptPlace),
  });
  const { range } = virtualizer;
  useEffect(() => {
    if (range === null || count === 0) return;
    const last = Math.min(count - 1, range.endIndex + foresight);
    onRange?.(Math.max(0, range.startIndex - foresight), last);
  });
  return {
    heightPx: virtualizer.getTotalSize(),
    drawn: virtualizer
      .getVirtualItems()
      .map(({ index, start }) => ({ place: index, startPx: start })),
    scrollTo: (place, align = 'auto') => virtualizer.scrollToIndex(place, { align }),
    pageLength: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeightPx)),
  };
}

/** The places in view and around it, and the kept one. */
function placesOf(range: Range, keptPlace: number | undefined): number[] {
  const { startIndex, endIndex, count } = range;
  const first = Math.max(0, startIndex - overscan);
  const last = Math.min(count - 1, endIndex + overscan);
  const places = Array.from({ length: Math.max(0, last - first + 1) }, (_, step) => first + step);
  if (keptPlace === undefined || keptPlace < 0 || keptPlace >= count) return places;
  if (keptPlace < first) return [keptPlace, ...places];
  return keptPlace > last ? [...places, keptPlace] : places;
}
