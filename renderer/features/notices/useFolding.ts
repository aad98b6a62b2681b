import { useEffect, useState, type RefObject } from 'react';

/** Long enough to read two sentences; what the pointer or the focus is on stays longer. */
const readingMs = 12_000;

/**
 * Folds something that lies over the content once it has had time to be read.
 *
 * @param mark what is shown; another one unfolds it, `null` is nothing to fold
 */
export function useFolding(mark: string | null, box: RefObject<HTMLElement | null>): boolean {
  const [folded, setFolded] = useState<string | null>(null);
  useEffect(() => {
    if (mark === null) return;
    const timer = setInterval(() => {
      if (box.current?.matches(':hover, :focus-within') === true) return;
      setFolded(mark);
      clearInterval(timer);
    }, readingMs);
    return () => clearInterval(timer);
  }, [mark, box]);
  return mark !== null && folded === mark;
}
