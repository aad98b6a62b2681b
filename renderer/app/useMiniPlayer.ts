import { useCallback, useEffect, useState } from 'react';

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
  { readonly kind: 'window'; readonly host: HTMLElement } | { readonly kind: 'page' };

interface MiniPlayerState {
  readonly place: MiniPlayerPlace | null;
  readonly toggle: () => void;
}

const size = { width: 420, height: 120 };

/** The small player that stays in sight. */
export function useMiniPlayer(): MiniPlayerState {
  const [place, setPlace] = useState<MiniPlayerPlace | null>(null);

  useEffect(() => {
    if (place?.kind !== 'window') return;
    const floating = place.host.ownerDocument.defaultView;
    return () => floating?.close();
  }, [place]);

  const toggle = useCallback(() => {
    if (place !== null) {
      setPlace(null);
      return;
    }
    void openFloatingWindow().then((floating) => {
      if (floating === null) {
        setPlace({ kind: 'page' });
        return;
      }
      floating.addEventListener('pagehide', () => setPlace(null), { once: true });
      setPlace({ kind: 'window', host: floating.document.body });
    });
  }, [place]);

  return { place, toggle };
}

async function openFloatingWindow(): Promise<Window | null> {
  if (window.documentPictureInPicture === undefined) return null;
  try {
    const floating = await window.documentPictureInPicture.requestWindow(size);
    dress(floating.document);
    return floating;
  } catch (error) {
    // Refused: no gesture, forbidden by the person, or the host has no such windows.
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** Gives the new document the page's styles, theme, accent and language. */
function dress(target: Document): void {
  const { documentElement } = document;
  for (const link of document.querySelectorAll('link[rel=stylesheet]')) {
    target.head.append(target.importNode(link, true));
  }
  target.documentElement.lang = documentElement.lang;
  target.documentElement.dir = documentElement.dir;
  const theme = documentElement.dataset['theme'];
  if (theme !== undefined) target.documentElement.dataset['theme'] = theme;
  for (const name of ['--cover-accent-light', '--cover-accent-dark']) {
    target.documentElement.style.setProperty(name, documentElement.style.getPropertyValue(name));
  }
  target.title = document.title;
}
