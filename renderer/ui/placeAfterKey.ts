export interface ListPosition {
  readonly activePlace: number;
  readonly count: number;
  /** Rows that fit the height. */
  readonly pageLength: number;
}

/**
 * Where a key of every list leads: the arrows, Home, End and paging; maybe beyond its ends. `undefined`
 * for other keys.
 */
export function placeAfterKey(
  key: string,
  { activePlace, count, pageLength }: ListPosition,
): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return activePlace + 1;
    case 'ArrowUp':
      return activePlace - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case 'PageDown':
      return activePlace + pageLength;
    case 'PageUp':
      return activePlace - pageLength;
    default:
      return undefined;
  }
}
