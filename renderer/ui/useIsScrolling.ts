import { useEffect, useState, type RefObject } from 'react';

/** Is there more in the element than it shows? Then it needs a place in the tab order to be scrolled by. */
export function useIsScrolling(element: RefObject<HTMLElement | null>): boolean {
  const [isScrolling, setIsScrolling] = useState(false);
  // After every render, since other contents are to be observed then.
  useEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    const observer = new ResizeObserver(() =>
      setIsScrolling(current.scrollHeight > current.clientHeight),
    );
    for (const observed of [current, ...current.children]) observer.observe(observed);
    return () => observer.disconnect();
  });
  return isScrolling;
}
