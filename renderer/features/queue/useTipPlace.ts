import { useEffect, useState, type RefObject } from 'react';
import { placeOf } from '../../ui/placeOf.ts';

/** How long the pointer rests on a row before something is said about it. */
const restMs = 600;

/**
 * The row of a list that somebody wants to know more about: the pointer rests on it, or the keyboard is
 * on it. Escape, a click and scrolling say that it was enough.
 */
export function useTipPlace(
  list: RefObject<HTMLElement | null>,
  activePlace: number,
): number | null {
  const [pointedPlace, setPointedPlace] = useState<number | null>(null);
  const [hasKeyboard, setHasKeyboard] = useState(false);

  useEffect(() => {
    const { current } = list;
    if (current === null) return undefined;
    const ended = new AbortController();
    const { signal } = ended;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let restingPlace: number | null = null;
    const point = (place: number | null) => {
      if (place === restingPlace) return;
      restingPlace = place;
      clearTimeout(timer);
      setPointedPlace(null);
      if (place !== null) timer = setTimeout(() => setPointedPlace(place), restMs);
    };
    const leave = () => {
      point(null);
      setHasKeyboard(false);
    };
    current.addEventListener(
      'pointermove',
      ({ target, pointerType }) => point(pointerType === 'touch' ? null : placeOf(target)),
      { signal },
    );
    current.addEventListener('pointerleave', () => point(null), { signal });
    current.addEventListener('pointerdown', leave, { signal });
    current.addEventListener('blur', leave, { signal });
    current.addEventListener('scroll', () => point(null), { signal });
    current.addEventListener('focus', () => setHasKeyboard(current.matches(':focus-visible')), {
      signal,
    });
    current.addEventListener(
      'keydown',
      ({ key }) => (key === 'Escape' ? leave() : setHasKeyboard(true)),
      { signal },
    );
    return () => {
      ended.abort();
      clearTimeout(timer);
    };
  }, [list]);

  return pointedPlace ?? (hasKeyboard ? activePlace : null);
}
