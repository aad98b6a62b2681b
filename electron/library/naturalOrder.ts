const collator = new Intl.Collator(undefined, { numeric: true });

/** As a person orders names: "Track 2" before "Track 10". Total: equal names only compare as 0. */
export function compareNaturally(left: string, right: string): number {
  return collator.compare(left, right) || (left < right ? -1 : left > right ? 1 : 0);
}
