import { describe, expect, it } from 'vitest';
import type { SessionLogEntry } from '../../../electron/contract/signalPath.ts';
import { foldEntries, type LogRow } from './foldEntries.ts';

function entry(index: number, event: string, at = new Date(2026, 10, 21, 9, index)) {
  const quiet = { status: 'ok', topologyId: null, summary: '' } as const;
  return { index, at: at.toISOString(), event, ...quiet } satisfies SessionLogEntry;
}

function shown(row: LogRow): string {
  return row.kind === 'day' ? row.day.toDateString() : `${row.entry.event} ×${row.count}`;
}

describe('foldEntries', () => {
  it('folds equal events that follow each other, and names the newest', () => {
    const rows = foldEntries([
      entry(1, 'MESessionStarted'),
      entry(2, 'MESessionRateChanged'),
      entry(3, 'MESessionRateChanged'),
      { ...entry(4, 'MESessionRateChanged'), summary: '2×' },
      entry(5, 'MESessionStarted'),
    ]);
    expect(rows.slice(1).map(shown)).toEqual([
      'MESessionStarted ×1',
      'MESessionRateChanged ×2',
      'MESessionRateChanged ×1',
      'MESessionStarted ×1',
    ]);
    expect(rows[2]).toMatchObject({ key: '2', entry: { index: 3 } });
  });

  it('begins every day with a row, and folds nothing across midnight', () => {
    const rows = foldEntries([
      entry(1, 'MESessionPaused', new Date(2026, 10, 21, 23, 59)),
      entry(2, 'MESessionPaused', new Date(2026, 10, 22, 0, 1)),
    ]);
    expect(rows.map(shown)).toEqual([
      'Sat Nov 21 2026',
      'MESessionPaused ×1',
      'Sun Nov 22 2026',
      'MESessionPaused ×1',
    ]);
  });
});
