import {
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type PointerEvent,
  type RefObject,
} from 'react';

/** A press moved less than this is a click. */
const thresholdPx = 5;
/** Near the edges the list scrolls, this fast at most. */
const edgePx = 48;
const edgeSpeedPx = 14;

export interface RowDrag {
  readonly x: number;
  readonly y: number;
  /** The gap it would drop into: before the row of this place. */
  readonly gap: number;
}

interface RowDragOptions {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly count: number;
  readonly rowHeightPx: number;
  readonly isEnabled: boolean;
  /** A drag began on the row of this place. */
  readonly onStart: (place: number) => void;
  readonly onDrop: (gap: number) => void;
}

/** Dragging rows with the mouse or a pen to another place of the list. Escape gives up. */
export function useRowDrag(options: RowDragOptions) {
  const { scroller, isEnabled, onStart, onDrop } = options;
  const [drag, setDrag] = useState<RowDrag | null>(null);
  const press = useRef<{ readonly x: number; readonly y: number; readonly place: number } | null>(
    null,
  );
  const isDragging = drag !== null;

  const gapAt = (clientY: number): number => gapAtHeight(scroller.current, clientY, options);

  const onPointerDown = (event: PointerEvent, place: number) => {
    if (!isEnabled || event.button !== 0 || event.pointerType === 'touch') return;
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
    setDrag({ x, y, gap: gapAt(y) });
  });
  const end = useEffectEvent((dropped: boolean) => {
    press.current = null;
    if (drag !== null && dropped) onDrop(drag.gap);
    setDrag(null);
  });
  const scroll = useEffectEvent(() => {
    const element = scroller.current;
    if (element === null || drag === null) return;
    const speed = edgeSpeed(element, drag.y);
    if (speed === 0) return;
    element.scrollTop += speed;
    setDrag({ ...drag, gap: gapAt(drag.y) });
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
