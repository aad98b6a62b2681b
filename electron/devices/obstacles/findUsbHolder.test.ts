import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { TemporaryFolder } from '../../base/testing/TemporaryFolder.ts';
import { findUsbHolder } from './findUsbHolder.ts';

const wanted = { busNumber: 1, deviceNumber: 4 };

/** A folder as Linux tells of processes. */
function processes() {
  const folder = new TemporaryFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  return {
    path: folder.path,
    add(processId: number, program: string, ...files: readonly string[]) {
      mkdirSync(folder.file(String(processId), 'fd'), { recursive: true });
      writeFileSync(folder.file(String(processId), 'comm'), `${program}\n`);
      for (const [index, file] of files.entries()) {
        symlinkSync(file, folder.file(String(processId), 'fd', String(index)));
      }
    },
  };
}

test('names the program that has the device open', async () => {
  const running = processes();
  running.add(12, 'bash', '/dev/pts/0');
  running.add(1234, 'gvfsd-\u202emtp', '/dev/null', '/dev/bus/usb/001/004');
  running.add(77, 'other', '/dev/bus/usb/001/005');
  expect(await findUsbHolder({ ...wanted, processFolder: running.path })).toEqual({
    program: 'gvfsd-mtp',
    processId: 1234,
  });
});

test('is nobody where nobody has it, and not we ourselves', async () => {
  const running = processes();
  running.add(process.pid, 'portamento', '/dev/bus/usb/001/004');
  expect(await findUsbHolder({ ...wanted, processFolder: running.path })).toBeNull();
  expect(await findUsbHolder({ ...wanted, processFolder: '/nowhere' })).toBeNull();
});
