import { relative } from 'node:path';
import { projectFolder } from '../setup/projectFolder.mjs';
import type { TestRecord } from './TestSummary.ts';

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[] | null;
      readonly meta?: { readonly skipReason?: string };
    }[];
  }[];
}

const statuses: Readonly<Record<string, TestRecord['status']>> = {
  passed: 'passed',
  failed: 'failed',
};

/** One record for each test of vitest's JSON report, and one for each file that failed as a whole. */
export function vitestRecords(report: unknown): readonly TestRecord[] {
  const { testResults } = report as VitestReport;
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(projectFolder, name).replaceAll('\\', '/');
    const records = assertionResults.map((test): TestRecord => {
      const reason = test.failureMessages?.join('\n') ?? '';
      return {
        name: test.fullName,
        file,
        status: statuses[test.status] ?? 'skipped',
        ...(reason === '' ? {} : { reason }),
      };
    });
    const isExplained = status !== 'failed' || records.some((record) => record.status === 'failed');
    if (isExplained) return records;
    const reason = message ?? '';
    return [...records, { name: 'the file as a whole', file, status: 'failed' as const, reason }];
  });
}
