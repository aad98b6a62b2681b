import { useEffect } from 'react';
import { artUrl } from './artUrl.ts';
import { coverAccent, type CoverAccent } from './coverAccent.ts';
import { toCss } from './oklch.ts';

/** Covers are looked at in this size: enough for colour, nothing of detail. */
const sampleSizePx = 48;

/**
 * Colours the page after a cover. The accent of before stays until the new one is known, so that it
 * passes from cover to cover; without a cover it goes back to the program's own.
 */
export function useCoverAccent(artId: string | null): void {
  useEffect(() => {
    if (artId === null) {
      show(null);
      return;
    }
    const abort = new AbortController();
    void readAccent(artId, abort.signal).then((accent) => {
      if (!abort.signal.aborted) show(accent);
    });
    return () => abort.abort();
  }, [artId]);
}

async function readAccent(artId: string, signal: AbortSignal): Promise<CoverAccent | null> {
  const image = new Image();
  image.src = artUrl(artId);
  try {
    await image.decode();
  } catch {
    // A cover that does not load has no colour; `Cover` shows its placeholder.
    return null;
  }
  if (signal.aborted) return null;
  const canvas = new OffscreenCanvas(sampleSizePx, sampleSizePx);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  context.drawImage(image, 0, 0, sampleSizePx, sampleSizePx);
  return coverAccent(context.getImageData(0, 0, sampleSizePx, sampleSizePx).data);
}

function show(accent: CoverAccent | null): void {
  const { style } = document.documentElement;
  if (accent === null) {
    style.removeProperty('--cover-accent-light');
    style.removeProperty('--cover-accent-dark');
    return;
  }
  style.setProperty('--cover-accent-light', toCss(accent.light));
  style.setProperty('--cover-accent-dark', toCss(accent.dark));
}
