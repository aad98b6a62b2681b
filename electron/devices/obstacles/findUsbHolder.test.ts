import { expect, test } from 'vitest';
import { FakeProcessFolder } from '../../base/testing/FakeProcessFolder.ts';
import { findUsbHolder } from './findUsbHolder.ts';

test('names the program that has the device of this bus and number open', async () => {
  using processes = new FakeProcessFolder();
  processes.add(77, 'other', '/dev/bus/usb/001/005');
  processes.add(1234, 'gvfsd-mtp', '/dev/null', '/dev/bus/usb/001/004');
  const processFolder = processes.path;
  expect(await findUsbHolder({ busNumber: 1, deviceNumber: 4, processFolder })).toEqual({
    program: 'gvfsd-mtp',
    processId: 1234,
  });
  expect(await findUsbHolder({ busNumber: 1, deviceNumber: 6, processFolder })).toBeNull();
});
