import { useEffect, useRef, type RefObject } from 'react';
import type { EntryId } from '../../../electron/contract/ids.ts';

/** Who did something in the list this recently is left where they are. */
const handlingMs = 8_000;

interface FollowingOptions {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly currentEntryId: EntryId | null;
  /** The place of the current entry; `null` where it is unknown or not in the list. */
  readonly currentPlace: number | null;
  readonly scrollTo: (place: number) => void;
}

/** Brings the current row into view when another entry becomes it, unless the person is busy in the list. */
export function useFollowing(options: FollowingOptions): void {
  const { scroller, currentEntryId, currentPlace, scrollTo } = options;
  const handledAtMs = useRef(-Infinity);
  const followed = useRef<EntryId | null>(null);

  useEffect(() => {
    const { current: list } = scroller;
    if (list === null) return;
    const note = () => {
      handledAtMs.current = performance.now();
    };
    const handled = ['wheel', 'pointerdown', 'touchmove', 'keydown'] as const;
    for (const kind of handled) list.addEventListener(kind, note, { passive: true });
    return () => {
      for (const kind of handled) list.removeEventListener(kind, note);
    };
  }, [scroller]);

  useEffect(() => {
    if (currentEntryId === null || currentPlace === null) return;
    if (followed.current === currentEntryId) return;
    followed.current = currentEntryId;
    if (performance.now() - handledAtMs.current >= handlingMs) scrollTo(currentPlace);
  }, [currentEntryId, currentPlace, scrollTo]);
}
