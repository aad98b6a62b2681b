import type { TestSummary } from './TestSummary.ts';

/** `N passed, N failed`, and what was skipped when anything was. */
export function tallyLine({ passed, failed, skipped }: Omit<TestSummary, 'tests'>): string {
  const line = `${passed} passed, ${failed} failed`;
  return skipped === 0 ? line : `${line}, ${skipped} skipped`;
}
