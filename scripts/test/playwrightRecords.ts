import type { TestRecord } from './TestSummary.ts';

interface PlaywrightSuite {
  readonly title: string;
  readonly file: string;
  readonly specs?: readonly PlaywrightSpec[];
  readonly suites?: readonly PlaywrightSuite[];
}

interface PlaywrightSpec {
  readonly title: string;
  readonly file: string;
  readonly tests: readonly {
    readonly projectName: string;
    readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
    readonly annotations: readonly { readonly type: string; readonly description?: string }[];
    readonly results: readonly { readonly errors?: readonly { readonly message?: string }[] }[];
  }[];
}

interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[];
  readonly errors?: readonly { readonly message?: string }[];
}

/** One record for each test of Playwright's JSON report, and one for each error outside of tests. */
export function playwrightRecords(report: unknown): readonly TestRecord[] {
  const { suites, errors = [] } = report as PlaywrightReport;
  return [
    ...suites.flatMap((suite) => suiteRecords(suite, [])),
    ...errors.map(({ message = '' }): TestRecord => ({
      name: 'error outside of tests',
      file: 'e2e',
      status: 'failed',
      reason: message,
    })),
  ];
}

function suiteRecords(suite: PlaywrightSuite, path: readonly string[]): readonly TestRecord[] {
  // A file is a suite that is named after itself.
  const titles = suite.title === suite.file ? path : [...path, suite.title];
  return [
    ...(suite.specs ?? []).flatMap((spec) => specRecords(spec, titles)),
    ...(suite.suites ?? []).flatMap((inner) => suiteRecords(inner, titles)),
  ];
}

function specRecords(spec: PlaywrightSpec, titles: readonly string[]): readonly TestRecord[] {
  return spec.tests.map(({ status, annotations, results }): TestRecord => {
    const skip = annotations.find(({ type }) => type === 'skip' || type === 'fixme');
    const errors = results.flatMap(({ errors: list = [] }) =>
      list.map(({ message = '' }) => message),
    );
    const reason = status === 'skipped' ? skip?.description : errors.join('\n');
    return {
      name: [...titles, spec.title].join(' › '),
      file: `e2e/${spec.file}`,
      status: status === 'expected' ? 'passed' : status === 'skipped' ? 'skipped' : 'failed',
      ...(reason === undefined || reason === '' ? {} : { reason }),
    };
  });
}
