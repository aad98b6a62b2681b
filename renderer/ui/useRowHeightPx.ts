import { useMediaQuery } from './useMediaQuery.ts';

/** `--row` in pixels, for virtual lists: higher where rows are meant for fingers. */
export function useRowHeightPx(): number {
  return useMediaQuery('(pointer: coarse)') ? 48 : 40;
}
