/** One number of one run. */
export interface Measurement {
  /** `start to interactive, page`. */
  readonly name: string;
  readonly value: number;
  /** `ms/s` is processor time: 1000 is one processor that does nothing else. */
  readonly unit:
    'ms' | 's' | 'MB' | 'MB/s' | 'B/row' | 'ms/s' | 'times' | 'transactions' | 'requests';
}

/** The value that `share` of all are not above; 0.5 is the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
