import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { relative } from 'node:path';
import { projectFolder } from '../setup/projectFolder.mjs';
import { writeRecords } from './recordsFile.ts';
import type { TestRecord } from './TestSummary.ts';

/** A vitest reporter that writes one record for each test, and one for each error outside of tests. */
export default class VitestRecorder implements Reporter {
  onTestRunEnd(
    modules: readonly TestModule[],
    unhandledErrors: readonly { readonly message: string }[],
  ): void {
    writeRecords([
      ...modules.flatMap((module) => [
        ...recordsOfErrors(module.errors(), fileOf(module)),
        ...[...module.children.allSuites()].flatMap((suite) =>
          recordsOfErrors(suite.errors(), fileOf(module)),
        ),
        ...[...module.children.allTests()].map(recordOf),
      ]),
      ...recordsOfErrors(unhandledErrors, 'vitest'),
    ]);
  }
}

function recordOf(test: TestCase): TestRecord {
  const result = test.result();
  const failure = (result.errors ?? []).map(({ message }) => message).join('\n');
  const reason = result.state === 'skipped' ? result.note : failure;
  return {
    name: test.fullName,
    file: fileOf(test.module),
    // One that never came to its end did not pass.
    status: result.state === 'pending' ? 'failed' : result.state,
    ...(reason === undefined || reason === '' ? {} : { reason }),
  };
}

function recordsOfErrors(
  errors: readonly { readonly message: string }[],
  file: string,
): readonly TestRecord[] {
  return errors.map(({ message }) => ({
    name: 'error outside of tests',
    file,
    status: 'failed',
    reason: message,
  }));
}

function fileOf(module: TestModule): string {
  return relative(projectFolder, module.moduleId).replaceAll('\\', '/');
}
