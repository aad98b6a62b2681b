import { useCallback, useRef } from 'react';

/** Letters typed within this time belong to one word. */
const typingMs = 700;

/** What was typed into a list so far. */
export interface TypedWord {
  readonly text: string;
  /** A further letter of the word, not its first: the row found by the ones before may still be it. */
  readonly goesOn: boolean;
  /** Has nothing been typed since? */
  readonly isLatest: () => boolean;
}

/** Joins the letters that are typed into a list to the word that is looked for. */
export function useTypeAhead(): (letter: string) => TypedWord {
  const typed = useRef({ text: '', atMs: 0 });
  return useCallback((letter) => {
    const atMs = performance.now();
    const goesOn = atMs - typed.current.atMs < typingMs;
    const text = goesOn ? typed.current.text + letter : letter;
    const word = { text, atMs };
    typed.current = word;
    return { text, goesOn, isLatest: () => typed.current === word };
  }, []);
}
