import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { silentLogger } from '../../../../base/Logger.ts';
import { FakeMonotonicClock } from '../../../../base/testing/FakeMonotonicClock.ts';
import type { DeviceId } from '../../../../contract/ids.ts';
import { DeviceRegistry } from '../../../registry/DeviceRegistry.ts';
import { passTimeFor, passTimeUntil } from '../../../testing/passTimeUntil.ts';
import { StubContentProvider } from '../../../testing/StubContentProvider.ts';
import { valueOf } from '../../../testing/valueOf.ts';
import { FakeLocalBus } from '../testing/FakeLocalBus.ts';
import { FakeResponder } from '../testing/FakeResponder.ts';
import {
  deviceCount,
  operationReply,
  ScriptedUsbIpServer,
} from '../testing/ScriptedUsbIpServer.ts';
import { operations } from '../transports/usbip/usbIpMessages.ts';
import { MtpProvider } from './MtpProvider.ts';

const { signal } = new AbortController();
const withSerialNumber = () => new FakeResponder(undefined, 'S-1');
const denied = { code: 'device.permissionDenied' } as const;

let clock: FakeMonotonicClock;
let bus: FakeLocalBus;
let provider: MtpProvider;

beforeEach(() => {
  clock = new FakeMonotonicClock();
  bus = new FakeLocalBus();
  provider = new MtpProvider({ bus, servers: [], clock, logger: silentLogger });
});

async function found(): Promise<readonly DeviceId[]> {
  const { candidates } = await provider.enumerate(signal);
  return candidates.map(({ identity }) => identity.deviceId);
}

async function openOnly() {
  const [deviceId] = await found();
  return valueOf(await provider.open(deviceId ?? expect.fail('nothing was found'), signal));
}

describe('a player that may not be opened', () => {
  let registry: DeviceRegistry;

  beforeEach(async () => {
    bus.plug(withSerialNumber(), denied);
    registry = new DeviceRegistry({
      providers: [provider],
      fallback: null,
      contentProvider: { forDevice: () => new StubContentProvider() },
      clock,
      logger: silentLogger,
      nowMs: () => 0,
      known: [],
    });
    onTestFinished(async () => {
      await passTimeFor(clock, registry[Symbol.asyncDispose]());
    });
    await registry.start();
  });

  const only = () => registry.devices[0] ?? expect.fail('there is no device');

  /** Step by step, with everything that comes of each. */
  async function pass(durationMs: number): Promise<void> {
    const endMs = clock.nowMs() + durationMs;
    await passTimeUntil(clock, () => clock.nowMs() >= endMs, 500);
    await setImmediate();
  }

  test('is said to be so for as long as it is', async () => {
    const { identity } = only();
    const openCount = bus.openCount;
    const states = new Set<string | undefined>();
    registry.changes.subscribe(() => states.add(registry.devices[0]?.status.state));
    await pass(30_000);
    expect([...states]).toEqual(['obstructed']);
    expect(bus.openCount).toBeGreaterThan(openCount);
    expect(only().identity).toEqual(identity);
    expect(only().status).toMatchObject({ state: 'obstructed', problem: denied });
    expect(only().usbDevice).toMatchObject({ busNumber: 1, vendorId: 0x1209 });
  });

  test('is opened once it may be, and leaves nobody behind under the id it had before', async () => {
    const before = only().identity.deviceId;
    await pass(10_000);
    bus.setObstacle(null);
    await passTimeUntil(clock, () => registry.devices[0]?.status.state === 'ready', 500);
    expect(only().identity).toMatchObject({ serialNumber: '0001' });
    expect(registry.known.map(({ identity }) => identity.deviceId)).toEqual([
      only().identity.deviceId,
    ]);
    expect(only().identity.deviceId).not.toBe(before);
    expect(registry.device(before)).toBeUndefined();
  });
});

describe('a player that was pulled', () => {
  test('is gone at once, even if it was open', async () => {
    bus.plug(withSerialNumber());
    const connection = await openOnly();
    bus.pull();
    await connection[Symbol.asyncDispose]();
    expect(await found()).toEqual([]);
  });

  test('is the same when it is plugged in elsewhere within the time it is waited for', async () => {
    const responder = withSerialNumber();
    bus.plug(responder);
    const connection = await openOnly();
    const [before] = await found();
    await connection[Symbol.asyncDispose]();
    bus.pull();
    clock.advance(4_000);
    expect(await found()).toEqual([before]);
    bus.plug(responder.again(), null, '1-2');
    expect(await found()).toEqual([before]);
    const { candidates } = await provider.enumerate(signal);
    expect(candidates).toMatchObject([{ location: 'usb 1-2' }]);
    valueOf(await provider.open(before ?? expect.fail(), signal));
  });

  test('is another where one of its serial number is still there', async () => {
    bus.plug(withSerialNumber());
    bus.plug(withSerialNumber(), null, '1-2');
    expect(new Set(await found()).size).toBe(2);
  });
});

describe('a machine that does not answer', () => {
  let server: ScriptedUsbIpServer;
  let asked: PromiseWithResolvers<Socket>;

  beforeEach(async () => {
    asked = Promise.withResolvers();
    server = await ScriptedUsbIpServer.start((socket) => asked.resolve(socket));
    onTestFinished(() => server[Symbol.asyncDispose]());
    provider.setServers([{ host: '127.0.0.1', port: server.port }]);
    bus.plug();
  });

  test('is waited for a moment, and then no more', async () => {
    expect(await passTimeFor(clock, found())).toHaveLength(1);
    expect(clock.nowMs()).toBeLessThan(1_000);
    const waitedMs = clock.nowMs();
    bus.plug(new FakeResponder(), null, '1-2');
    expect(await found()).toHaveLength(2);
    expect(clock.nowMs()).toBe(waitedMs);
  });

  test('is heard when it answers, and is asked by one at a time', async () => {
    await passTimeFor(clock, found());
    const socket = await asked.promise;
    const told = Promise.withResolvers<void>();
    provider.watch(() => told.resolve());
    socket.end(Buffer.concat([operationReply(operations.replyDeviceList), deviceCount(0)]));
    await told.promise;
    expect(await found()).toHaveLength(1);
    expect(server.clientCount).toBe(1);
  });

  test('is a place that could not be searched in the end', async () => {
    await passTimeFor(clock, found());
    clock.advance(10_000);
    await vi.waitFor(async () => {
      const { failures } = await provider.enumerate(signal);
      expect(failures).toMatchObject([{ error: { code: 'device.unreachable' } }]);
    });
  });
});
