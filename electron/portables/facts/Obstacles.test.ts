import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { silentLogger } from '../../base/Logger.ts';
import { FakeMonotonicClock } from '../../base/testing/FakeMonotonicClock.ts';
import type { AppError } from '../../contract/errors.ts';
import { Device } from '../../devices/device/Device.ts';
import { FakeDevice } from '../../devices/testing/fake/FakeDevice.ts';
import { FakeProvider } from '../../devices/testing/fake/FakeProvider.ts';
import { StubContentProvider } from '../../devices/testing/StubContentProvider.ts';
import { Obstacles } from './Obstacles.ts';

const usbDevice = { busNumber: 1, deviceNumber: 4, vendorId: 0x54c, productId: 0x7 };
const holder = { program: 'gvfsd-mtp', processId: 1234 };

function obstructed(obstacle: AppError, platform: NodeJS.Platform = 'linux') {
  const clock = new FakeMonotonicClock();
  const fake = new FakeDevice({ clock });
  fake.obstacle = obstacle;
  const candidate = { identity: fake.identity, location: 'usb 1-4', obstacle, usbDevice };
  const device = new Device({
    candidate,
    provider: new FakeProvider(fake),
    contentProvider: { forDevice: () => new StubContentProvider() },
    clock,
    logger: silentLogger,
  });
  const findHolder = vi.fn(() => Promise.resolve(holder));
  const registry = { devices: [device], changes: device.changes };
  const obstacles = new Obstacles({ registry, findHolder, platform });
  device.appeared(candidate);
  onTestFinished(async () => {
    obstacles[Symbol.dispose]();
    await device[Symbol.asyncDispose]();
  });
  return { device, obstacles, findHolder, candidate };
}

describe('what stands in the way of a player', () => {
  test('is the program that has it, looked for once for each failure', async () => {
    const problem = { code: 'device.exclusiveAccess' } as const;
    const { device, obstacles, findHolder, candidate } = obstructed(problem);
    await vi.waitFor(() =>
      expect(obstacles.of(device)).toEqual({ heldBy: holder, permissionRule: null }),
    );
    expect(findHolder).toHaveBeenCalledTimes(1);
    expect(findHolder).toHaveBeenCalledWith(usbDevice);
    device.appeared({ ...candidate, obstacle: { code: 'device.permissionDenied' } });
    expect(obstacles.of(device).heldBy).toBeNull();
  });

  test('is a missing rule', () => {
    const { device, obstacles } = obstructed({ code: 'device.permissionDenied' });
    expect(obstacles.of(device).permissionRule).toBe(
      'SUBSYSTEM=="usb", ENV{DEVTYPE}=="usb_device", ATTR{idVendor}=="054c", ATTR{idProduct}=="0007", TAG+="uaccess"',
    );
  });

  test('is told on Linux only, and of no other failure', () => {
    const elsewhere = obstructed({ code: 'device.permissionDenied' }, 'win32');
    expect(elsewhere.obstacles.of(elsewhere.device).permissionRule).toBeNull();
    const failed = obstructed({ code: 'device.failed' });
    const nothing = { heldBy: null, permissionRule: null };
    expect(failed.obstacles.of(failed.device)).toEqual(nothing);
    expect(failed.obstacles.of(undefined)).toEqual(nothing);
  });
});
