import type { DeviceConnection } from '../DeviceConnection.ts';
import type { FakeDevice } from './fake/FakeDevice.ts';
import { FakeProvider } from './fake/FakeProvider.ts';
import { valueOf } from './valueOf.ts';

/** A connection to a device in memory, as its provider gives it: without any policy around it. */
export async function openFake(device: FakeDevice): Promise<DeviceConnection> {
  const { signal } = new AbortController();
  return valueOf(await new FakeProvider(device).open(device.identity.deviceId, signal));
}
