import { useCallback, useEffect, useState } from 'react';

/** Has nobody moved for `delayMs`? `wake` says that somebody did. */
export function useIdle(delayMs: number) {
  const [wokenCount, setWokenCount] = useState(0);
  const [idleSince, setIdleSince] = useState<number | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setIdleSince(wokenCount), delayMs);
    return () => clearTimeout(timer);
  }, [delayMs, wokenCount]);
  const wake = useCallback(() => setWokenCount((count) => count + 1), []);
  return { isIdle: idleSince === wokenCount, wake };
}
