import type { SessionLogEntry } from '../../../electron/contract/signalPath.ts';

/** The entries that hold every word of `filter`. */
export function filterEntries(
  entries: readonly SessionLogEntry[],
  filter: string,
): readonly SessionLogEntry[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return entries;
  return entries.filter((entry) => {
    const line = lineOf(entry).toLowerCase();
    return words.every((word) => line.includes(word));
  });
}

/** One entry as text, for copying. */
export function lineOf({ at, event, status, topologyId, summary }: SessionLogEntry): string {
  return [at, event, status, topologyId === null ? '-' : `#${topologyId}`, summary].join('\t');
}
