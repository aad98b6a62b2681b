import type { SessionLogEntry } from '../../../electron/contract/signalPath.ts';

/** What the log draws: events, and the day where it changes. */
export type LogRow =
  | {
      readonly kind: 'event';
      /** Stays while the same event repeats. */
      readonly key: string;
      /** The newest of those that are folded into the row. */
      readonly entry: SessionLogEntry;
      /** Of equal events that came one after the other. */
      readonly count: number;
    }
  | { readonly kind: 'day'; readonly key: string; readonly day: Date };

/** Folds equal events that follow each other, and begins each day of this machine's calendar with a row. */
export function foldEntries(entries: readonly SessionLogEntry[]): readonly LogRow[] {
  const rows: LogRow[] = [];
  let dayBefore = '';
  for (const entry of entries) {
    const day = new Date(entry.at);
    const dayName = day.toDateString();
    if (dayName !== dayBefore) rows.push({ kind: 'day', key: `day-${entry.index}`, day });
    dayBefore = dayName;
    const last = rows.at(-1);
    if (last?.kind === 'event' && isSame(last.entry, entry)) {
      rows[rows.length - 1] = { ...last, entry, count: last.count + 1 };
    } else {
      rows.push({ kind: 'event', key: String(entry.index), entry, count: 1 });
    }
  }
  return rows;
}

function isSame(first: SessionLogEntry, second: SessionLogEntry): boolean {
  return (
    first.event === second.event &&
    first.status === second.status &&
    first.topologyId === second.topologyId &&
    first.summary === second.summary
  );
}
