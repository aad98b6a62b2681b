import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TemporaryFolder } from '../base/testing/TemporaryFolder.ts';
import { LogFile } from './LogFile.ts';
import { logFaults } from './logFaults.ts';

test('what nobody caught is in the log, with its stack, until it is disposed', () => {
  using folder = new TemporaryFolder();
  using log = new LogFile({ folder: folder.path });
  const node: { emit(event: string, ...values: unknown[]): boolean } = process;
  const tellNode = (message: string) =>
    node.emit('uncaughtExceptionMonitor', new RangeError(message), 'unhandledRejection');
  {
    using _faults = logFaults(log);
    tellNode('too far');
  }
  tellNode('after the end');
  log.flush();
  const written = readFileSync(log.path, 'utf8');
  expect(written).toContain('RangeError: too far');
  expect(written).toContain('unhandledRejection');
  expect(written).not.toContain('after the end');
});
