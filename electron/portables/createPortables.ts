import { err, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';

const unsupported: Result<never, AppError> = err({ code: 'app.unsupportedHere' });
const refuse = () => Promise.resolve(unsupported);

/** Portable players as pages see them. */
export function createPortables() {
  return {
    devices: {
      refresh: refuse,
      retry: refuse,
      eject: refuse,
      setPreferences: refuse,
      forget: refuse,
      addHost: refuse,
      addFolder: refuse,
      removeSource: refuse,
      openListing: refuse,
      listingPage: refuse,
      closeListing: () => undefined,
      makeFolder: refuse,
      rename: refuse,
      remove: refuse,
      move: refuse,
      play: refuse,
      copyToComputer: refuse,
      offerDownload: refuse,
    },
    transfers: {
      plan: refuse,
      addQueueRows: refuse,
      planPage: () => unsupported,
      decide: () => unsupported,
      replan: () => unsupported,
      start: refuse,
      discardPlan: () => undefined,
      pause: refuse,
      resume: refuse,
      cancel: refuse,
      retry: refuse,
      clearFinished: refuse,
      page: refuse,
      readLog: refuse,
    },
  };
}
