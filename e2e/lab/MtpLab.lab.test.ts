import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exportedDevices } from './exportedDevices.ts';
import { labDevices } from './MtpLab.ts';
import { runningLab } from './runningLab.ts';

const usbIds = { qemu: '46f4:0004', umtp: '1d6b:0100' };
const both = [usbIds.umtp, usbIds.qemu];

test('both devices are exported over USB/IP', async (context) => {
  const lab = await runningLab(context);
  expect(await exportedDevices(lab.port)).toEqual(both);
});

test.for(labDevices)('%s can be unplugged and plugged in again', async (device, context) => {
  const lab = await runningLab(context);
  await lab.unplug(device);
  expect(await exportedDevices(lab.port)).toEqual(both.filter((id) => id !== usbIds[device]));
  await lab.unplug(device);
  await lab.plug(device);
  expect(await exportedDevices(lab.port)).toEqual(both);
  await lab.plug(device);
});
