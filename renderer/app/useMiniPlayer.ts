import { useCallback, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** Chromium's always-on-top window with a document; not in TypeScript's DOM types. */
interface DocumentPictureInPicture {
  requestWindow(options: { width: number; height: number }): Promise<Window>;
}

declare global {
  interface Window {
    readonly documentPictureInPicture?: DocumentPictureInPicture;
  }
}

/** `window`: its own, floating one. `page`: the page itself, where there is no such thing. */
export type MiniPlayerPlace =
  { readonly kind: 'window'; readonly window: Window } | { readonly kind: 'page' };

interface MiniPlayerState {
  readonly place: MiniPlayerPlace | null;
  readonly toggle: () => void;
}

/** What the person made of it counts from then on. */
const firstSizes = {
  bar: { width: 420, height: 120 },
  picture: { width: 420, height: 320 },
};

/**
 * The small player that stays in sight.
 *
 * @param hasPicture is there a picture to show in it?
 */
export function useMiniPlayer(hasPicture: boolean): MiniPlayerState {
  const [place, setPlace] = useState<MiniPlayerPlace | null>(null);

  useLayoutEffect(() => {
    if (place?.kind !== 'window') return;
    const { window: floating } = place;
    const undress = dress(floating.document);
    return () => {
      undress();
      floating.close();
    };
  }, [place]);

  const toggle = useCallback(() => {
    if (place !== null) {
      setPlace(null);
      return;
    }
    void openFloatingWindow(hasPicture ? 'picture' : 'bar').then((floating) => {
      if (floating === null) {
        setPlace({ kind: 'page' });
        return;
      }
      // At once: the picture has to leave while the window's document is still there.
      const leave = () => flushSync(() => setPlace((shown) => without(shown, floating)));
      floating.addEventListener('pagehide', leave, { once: true });
      setPlace({ kind: 'window', window: floating });
    });
  }, [hasPicture, place]);

  return { place, toggle };
}

/** What is shown when `gone` is no more; another window may have taken its place. */
function without(shown: MiniPlayerPlace | null, gone: Window): MiniPlayerPlace | null {
  return shown?.kind === 'window' && shown.window === gone ? null : shown;
}

async function openFloatingWindow(content: keyof typeof firstSizes): Promise<Window | null> {
  if (window.documentPictureInPicture === undefined) return null;
  try {
    return await window.documentPictureInPicture.requestWindow(firstSizes[content]);
  } catch (error) {
    // Refused: no gesture, forbidden by the person, or the host has no such windows.
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/**
 * Gives a new document the page's styles, and its theme, accent, language and title as they change.
 *
 * @returns ends it
 */
function dress(target: Document): () => void {
  for (const link of document.querySelectorAll('link[rel=stylesheet]')) {
    target.head.append(target.importNode(link, true));
  }
  copyLooks(target);
  const observer = new MutationObserver(() => copyLooks(target));
  observer.observe(document.documentElement, { attributes: true });
  observer.observe(document.head, { childList: true, subtree: true, characterData: true });
  return () => observer.disconnect();
}

function copyLooks(target: Document): void {
  const { documentElement: from } = document;
  const { documentElement: to } = target;
  to.lang = from.lang;
  to.dir = from.dir;
  const theme = from.dataset['theme'];
  if (theme === undefined) delete to.dataset['theme'];
  else to.dataset['theme'] = theme;
  for (const name of ['--cover-accent-light', '--cover-accent-dark']) {
    to.style.setProperty(name, from.style.getPropertyValue(name));
  }
  target.title = document.title;
}
