import { useEffect, type RefObject } from 'react';

/**
 * Gives the focus a place when what had it went away, such as the button that closed its own panel: to
 * the nearest part around it that is still there and can take it (`tabIndex` of -1 will do), else to
 * `home`. Otherwise a screen reader would begin at the top again.
 */
export function useFocusRescue(home: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let path: readonly Element[] = [];
    const remember = ({ target }: FocusEvent) => {
      path = target instanceof Element ? pathOf(target) : [];
    };
    const rescue = () => {
      const focused = path[0];
      if (focused === undefined || focused.isConnected) return;
      const refuge = path.find((element) => element.isConnected && element.matches('[tabindex]'));
      path = [];
      if (document.activeElement !== document.body) return;
      const target = refuge instanceof HTMLElement ? refuge : home.current;
      target?.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(rescue);
    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', remember);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', remember);
    };
  }, [home]);
}

/** The element and all around it, from the inside out. */
function pathOf(element: Element): readonly Element[] {
  const path: Element[] = [];
  for (let at: Element | null = element; at !== null; at = at.parentElement) path.push(at);
  return path;
}
