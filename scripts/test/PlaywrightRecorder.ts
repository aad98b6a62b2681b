import type { Reporter, Suite, TestCase, TestError } from '@playwright/test/reporter';
import { relative } from 'node:path';
import { projectFolder } from '../setup/projectFolder.mjs';
import { writeRecords } from './recordsFile.ts';
import type { TestRecord } from './TestSummary.ts';

/** A Playwright reporter that writes one record for each test, and one for each error outside of tests. */
export default class PlaywrightRecorder implements Reporter {
  #tests: readonly TestCase[] = [];
  readonly #errors: TestRecord[] = [];

  onBegin(_config: unknown, suite: Suite): void {
    this.#tests = suite.allTests();
  }

  onError({ message = '' }: TestError): void {
    this.#errors.push({
      name: 'error outside of tests',
      file: 'e2e',
      status: 'failed',
      reason: message,
    });
  }

  onEnd(): void {
    writeRecords([...this.#tests.map(recordOf), ...this.#errors]);
  }

  printsToStdio(): boolean {
    return false;
  }
}

function recordOf(test: TestCase): TestRecord {
  const outcome = test.outcome();
  // Playwright also calls a test skipped that a crash kept from running; only an annotation is a wish.
  const wish = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme');
  const isSkipped = outcome === 'skipped' && wish !== undefined;
  const failure = test.results
    .flatMap(({ errors }) => errors.map(({ message = '' }) => message))
    .join('\n');
  const reason = isSkipped ? wish.description : failure;
  return {
    // The path begins with the root, the project and the file.
    name: test.titlePath().slice(3).join(' › '),
    file: relative(projectFolder, test.location.file).replaceAll('\\', '/'),
    status: outcome === 'expected' ? 'passed' : isSkipped ? 'skipped' : 'failed',
    ...(reason === undefined || reason === '' ? {} : { reason }),
  };
}
