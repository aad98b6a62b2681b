import { expect, test } from 'vitest';
import { findProcessHolding } from './findProcessHolding.ts';
import { FakeProcessFolder } from './testing/FakeProcessFolder.ts';

const file = '/dev/bus/usb/001/004';

test('names the program that has the file open', async () => {
  using processes = new FakeProcessFolder();
  processes.add(12, 'bash', '/dev/pts/0');
  processes.add(1234, 'gvfsd-\u202emtp\u001b', '/dev/null', file);
  processes.add(77, 'other', '/dev/bus/usb/001/005');
  expect(await findProcessHolding(file, processes.path)).toEqual({
    program: 'gvfsd-mtp',
    processId: 1234,
  });
});

test('names a program by its executable, also by one that was replaced while it runs', async () => {
  using processes = new FakeProcessFolder();
  processes.add(12, 'MainThread', file);
  processes.setExecutable(12, '/usr/bin/node (deleted)');
  expect(await findProcessHolding(file, processes.path)).toEqual({
    program: 'node',
    processId: 12,
  });
});

test('is nobody where nobody has it, and not we ourselves', async () => {
  using processes = new FakeProcessFolder();
  processes.add(process.pid, 'portamento', file);
  expect(await findProcessHolding(file, processes.path)).toBeNull();
  expect(await findProcessHolding(file, '/nowhere')).toBeNull();
});
