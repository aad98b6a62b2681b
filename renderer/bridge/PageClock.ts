/** The page's monotonic time, replaced in tests. */
export interface PageClock {
  /** On `performance.now()`'s scale. */
  nowMs(): number;
  /** Calls `callback` once, `delayMs` from now. @returns takes it back */
  setTimer(delayMs: number, callback: () => void): () => void;
}

export const systemPageClock: PageClock = {
  nowMs: () => performance.now(),
  setTimer(delayMs, callback) {
    const timeout = setTimeout(callback, delayMs);
    return () => clearTimeout(timeout);
  },
};
