import { useEffect, type RefObject } from 'react';

/**
 * Gives the focus a place when what had it went away, such as the button that closed its own panel:
 * otherwise a screen reader would begin at the top again. It goes to what opens the part that went
 * (`data-opens` has its id), else to the nearest part around it that is still there and can take it (a
 * `tabIndex` of -1 will do), else to `home`. Overlays give the focus back themselves.
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
      const refuge = openerOf(path) ?? path.find(canTakeFocus) ?? home.current;
      const isOverlay = !path.some((element) => element.isConnected && !isWhole(element));
      path = [];
      if (isOverlay || document.activeElement !== document.body) return;
      if (refuge instanceof HTMLElement) refuge.focus({ preventScroll: true });
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

/** What opens the outermost of these that went away. */
function openerOf(path: readonly Element[]): Element | undefined {
  const gone = path.findLast((element) => !element.isConnected);
  return [...document.querySelectorAll('[data-opens]')].find(
    (opener) => opener.getAttribute('data-opens') === gone?.id,
  );
}

/** An overlay is all there is between its contents and the document. */
function isWhole(element: Element): boolean {
  return element === document.body || element === document.documentElement;
}

function canTakeFocus(element: Element): boolean {
  return element.isConnected && element.matches('[tabindex]');
}
