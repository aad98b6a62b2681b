import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { exportedDevices } from './exportedDevices.ts';
import { labDevices } from './MtpLab.ts';
import { runningLab } from './runningLab.ts';

const usbIds = { qemu: '46f4:0004', umtp: '1d6b:0100' };
const both = [usbIds.umtp, usbIds.qemu];

test('both devices are exported over USB/IP', async (context) => {
  const lab = await runningLab(context);
  // Tests before this one may have left a device on its way back.
  for (const device of labDevices) await lab.plug(device);
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

test('what QEMU’s device stores outlives an unplugging, in folders that are not watched', async (context) => {
  const lab = await runningLab(context);
  const folder = join(lab.qemuFolder, 'outlives');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'file'), 'kept');
  const watched = statSync(folder).ino;
  await lab.unplug('qemu');
  expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('kept');
  expect(statSync(folder).ino).not.toBe(watched);
  await lab.plug('qemu');
});

test('programs inside hear of devices that come and go on a real bus', async (context) => {
  const lab = await runningLab(context);
  const watchUsb = join(import.meta.dirname, 'inside', 'watchUsb.ts');
  {
    await using run = await lab.inside([process.execPath, watchUsb], { device: 'umtp' });
    expect(await exportedDevices(lab.port)).toEqual([]);
    const lines = run.lines();
    const nextEvent = async () => JSON.parse((await lines.next()).value ?? 'null') as unknown;
    expect(await nextEvent()).toEqual({ event: 'listed', ids: [usbIds.umtp] });
    await lab.plug('qemu');
    expect(await nextEvent()).toEqual({ event: 'attached', id: usbIds.qemu });
    for (const device of labDevices) {
      await lab.unplug(device);
      expect(await nextEvent()).toEqual({ event: 'detached', id: usbIds[device] });
    }
    await lab.plug('umtp');
    expect(await nextEvent()).toEqual({ event: 'attached', id: usbIds.umtp });
  }
  expect(await exportedDevices(lab.port)).toEqual(both);
});

test('libmtp’s programs inside see what QEMU’s device stores', async (context) => {
  const lab = await runningLab(context);
  writeFileSync(join(lab.qemuFolder, 'Seen from outside.mp3'), 'ID3');
  await using run = await lab.inside(['mtp-files'], { device: 'qemu' });
  const { exitCode, lines } = await run.finished();
  expect(exitCode).toBe(0);
  expect(lines.join('\n')).toContain('Filename: Seen from outside.mp3');
});

test('uMTP-Responder answers nothing while it is frozen', async (context) => {
  const lab = await runningLab(context);
  const look = (patienceS: number) => `timeout ${patienceS} mtp-files > /dev/null 2>&1; echo $?`;
  const wait = (name: string) => `echo ${name}; until [ -e /lab/${name} ]; do sleep 0.1; done`;
  const script = [wait('frozen'), look(3), wait('thawed'), look(60)].join('\n');
  await using run = await lab.inside(['sh', '-c', script], { device: 'umtp' });
  const lines = run.lines();
  expect((await lines.next()).value).toBe('frozen');
  await lab.freezeUmtp();
  writeFileSync(join(lab.sharedFolder, 'frozen'), '');
  const timedOut = '124';
  expect((await lines.next()).value).toBe(timedOut);
  expect((await lines.next()).value).toBe('thawed');
  await lab.thawUmtp();
  writeFileSync(join(lab.sharedFolder, 'thawed'), '');
  expect((await lines.next()).value).toBe('0');
});

test('a program inside that takes too long is ended, and so is one whose run is disposed of', async (context) => {
  const lab = await runningLab(context);
  {
    await using run = await lab.inside(['sleep', '600'], { timeoutS: 1 });
    expect(await run.finished()).toMatchObject({ exitCode: 137 });
  }
  const disposed = await lab.inside(['sleep', '600']);
  await disposed[Symbol.asyncDispose]();
  expect(disposed.hasEnded).toBe(true);
  await using run = await lab.inside(['sh', '-c', 'ps -e; exit 3']);
  const { exitCode, lines } = await run.finished();
  expect(exitCode).toBe(3);
  expect(lines.join('\n')).not.toContain('sleep');
});
