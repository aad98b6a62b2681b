import { useEffect, useState, type RefObject } from 'react';

/**
 * Has something that takes room from the content been there long enough to be read? What the pointer or
 * the focus is on stays longer.
 *
 * @param mark what is shown; another one has to be read anew, `null` is nothing to read
 */
export function useReadTime(
  mark: string | object | null,
  box: RefObject<HTMLElement | null>,
  readingMs: number,
): boolean {
  const [read, setRead] = useState<string | object | null>(null);
  useEffect(() => {
    if (mark === null) return;
    const timer = setInterval(() => {
      if (box.current?.matches(':hover, :focus-within') === true) return;
      setRead(() => mark);
      clearInterval(timer);
    }, readingMs);
    return () => clearInterval(timer);
  }, [mark, box, readingMs]);
  return mark !== null && read === mark;
}
