import {
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type PointerEvent,
  type RefObject,
} from 'react';
import { useOpening, type DropTarget } from '../opening/index.ts';

/** A press moved less than this is a click. */
const thresholdPx = 5;
/** Near the edges the list scrolls, this fast at most. */
const edgePx = 48;
const edgeSpeedPx = 14;

/** A place of the page beside the list that takes rows. */
export type RowDropTarget = Extract<DropTarget, { kind: 'player' }>;

export interface RowDrag {
  readonly x: number;
  readonly y: number;
  /** The gap it would drop into, before the row of this place; `null` where rows are not moved. */
  readonly gap: number | null;
  /** What it would drop onto, beside the list. */
  readonly target: RowDropTarget | null;
}

interface RowDragOptions {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly count: number;
  readonly rowHeightPx: number;
  /** May rows change their places? */
  readonly canMove: boolean;
  /** A drag began on the row of this place. */
  readonly onStart: (place: number) => void;
  readonly onMove: (gap: number) => void;
  readonly onCopy: (target: RowDropTarget) => void;
}

/**
 * Dragging rows with the mouse or a pen to another place of the list, or onto a player. Escape gives up.
 */
export function useRowDrag(options: RowDragOptions) {
  const { scroller, canMove, onStart, onMove, onCopy } = options;
  const { dragOver, endDrag } = useOpening();
  const [drag, setDrag] = useState<RowDrag | null>(null);
  const press = useRef<{ readonly x: number; readonly y: number; readonly place: number } | null>(
    null,
  );
  const isDragging = drag !== null;

  const dragAt = (x: number, y: number): RowDrag => {
    const over = dragOver(document.elementFromPoint(x, y), y);
    if (over?.kind === 'player') return { x, y, gap: null, target: over };
    return { x, y, gap: canMove ? gapAtHeight(scroller.current, y, options) : null, target: null };
  };

  const onPointerDown = (event: PointerEvent, place: number) => {
    if (event.button !== 0 || event.pointerType === 'touch') return;
    press.current = { x: event.clientX, y: event.clientY, place };
  };

  const move = useEffectEvent((event: globalThis.PointerEvent) => {
    const start = press.current;
    if (start === null) return;
    const { clientX: x, clientY: y } = event;
    if (!isDragging) {
      if (Math.hypot(x - start.x, y - start.y) < thresholdPx) return;
      onStart(start.place);
    }
    setDrag(dragAt(x, y));
  });
  const end = useEffectEvent((dropped: boolean) => {
    press.current = null;
    if (drag === null) return;
    endDrag();
    setDrag(null);
    if (!dropped) return;
    if (drag.target !== null) onCopy(drag.target);
    else if (drag.gap !== null) onMove(drag.gap);
  });
  const scroll = useEffectEvent(() => {
    const element = scroller.current;
    if (element === null || drag === null || drag.target !== null) return;
    const speed = edgeSpeed(element, drag.y);
    if (speed === 0) return;
    element.scrollTop += speed;
    setDrag(dragAt(drag.x, drag.y));
  });

  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    window.addEventListener('pointermove', (event) => move(event), { signal });
    window.addEventListener('pointerup', () => end(true), { signal });
    window.addEventListener('pointercancel', () => end(false), { signal });
    return () => ended.abort();
  }, []);
  useEffect(() => {
    if (!isDragging) return undefined;
    const ended = new AbortController();
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      end(false);
    };
    window.addEventListener('keydown', onKey, { capture: true, signal: ended.signal });
    let frame = requestAnimationFrame(function step() {
      scroll();
      frame = requestAnimationFrame(step);
    });
    return () => {
      ended.abort();
      cancelAnimationFrame(frame);
    };
  }, [isDragging]);

  return { drag, onPointerDown };
}

/** The gap between rows nearest to a height of the window. */
export function gapAtHeight(
  scroller: HTMLElement | null,
  clientY: number,
  { count, rowHeightPx }: Pick<RowDragOptions, 'count' | 'rowHeightPx'>,
): number {
  if (scroller === null) return count;
  const top = scroller.getBoundingClientRect().top - scroller.scrollTop;
  return Math.max(0, Math.min(count, Math.round((clientY - top) / rowHeightPx)));
}

function edgeSpeed(element: HTMLElement, clientY: number): number {
  const { top, bottom } = element.getBoundingClientRect();
  const above = Math.min(1, Math.max(0, (top + edgePx - clientY) / edgePx));
  const below = Math.min(1, Math.max(0, (clientY - (bottom - edgePx)) / edgePx));
  return Math.round((below - above) * edgeSpeedPx);
}
