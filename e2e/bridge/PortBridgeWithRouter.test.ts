import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { silentLogger } from '../../electron/base/Logger.ts';
import { err, ok } from '../../electron/base/Result.ts';
import { FakeMonotonicClock } from '../../electron/base/testing/FakeMonotonicClock.ts';
import { LeaseId, LoadId } from '../../electron/contract/ids.ts';
import { defaultSettings } from '../../electron/contract/settings.ts';
import type { CommandHandlers } from '../../electron/ipc/CommandHandler.ts';
import { createHandlers } from '../../electron/ipc/handlers/createHandlers.ts';
import { Publisher } from '../../electron/ipc/Publisher.ts';
import type { SinkClient } from '../../electron/ipc/services.ts';
import { Router } from '../../electron/ipc/Router.ts';
import { CapturingServices } from '../../electron/ipc/testing/CapturingServices.ts';
import type { ConnectionState, DroppedFile } from '../../renderer/bridge/Bridge.ts';
import { PortBridge } from '../../renderer/bridge/PortBridge.ts';
import { UploadFileOpener } from '../../renderer/bridge/UploadFileOpener.ts';
import { FakePageClock } from '../../renderer/bridge/testing/FakePageClock.ts';
import { RouterPagePort } from './RouterPagePort.ts';

/** The page's real client against main's real router: the two ends of every message. */
describe('PortBridge with Router', () => {
  let services: CapturingServices;
  let publisher: Publisher;
  let router: Router;
  let port: RouterPagePort;
  let bridge: PortBridge;

  const start = (replaced: Partial<CommandHandlers> = {}) => {
    services = new CapturingServices();
    const clock = new FakeMonotonicClock();
    publisher = new Publisher({ clock, validate: true });
    router = new Router({
      // Merging groups by name keeps one handler for each command.
      handlers: [Object.assign({}, ...createHandlers(services), replaced) as CommandHandlers],
      publisher,
      sink: services.sink,
      logger: silentLogger,
      clock,
      validateOutputs: true,
    });
    port = new RouterPagePort(router);
    bridge = new PortBridge({
      port,
      clock: new FakePageClock(),
      makeFileOpener: (made) =>
        new UploadFileOpener(made, {
          keep: () => undefined,
          announced: () => undefined,
          forget: () => undefined,
        }),
      reload: () => true,
    });
  };

  const untilState = (wanted: ConnectionState) =>
    new Promise<void>((resolve) => {
      if (bridge.connectionState === wanted) resolve();
      bridge.subscribeConnection((state) => {
        if (state === wanted) resolve();
      });
    });

  beforeEach(() => start());

  afterEach(() => {
    router[Symbol.dispose]();
    publisher[Symbol.dispose]();
  });

  test('a command reaches its service and its answer the page', async () => {
    expect(await bridge.invoke('player.seek', { positionMs: 1_500 })).toEqual({
      ok: true,
      value: undefined,
    });
    expect(services.calls).toEqual([{ method: 'player.seek', args: [1_500] }]);
    expect(await bridge.invoke('queue.saveWithDialog', saveRequest)).toEqual({
      ok: true,
      value: { fileName: null, leftOutCount: 0 },
    });
  });

  test('what the page must not send is refused there', async () => {
    const outcome = await bridge.invoke('player.setVolume', { volume: 2 });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'ipc.invalidInput' } });
    expect(services.calls).toEqual([]);
  });

  test('an expected failure arrives with its subject', async () => {
    start({ 'queue.clear': () => err({ code: 'file.notFound', subject: 'a.mp3' }) });
    expect(await bridge.invoke('queue.clear', {})).toEqual({
      ok: false,
      error: { code: 'file.notFound', subject: 'a.mp3' },
    });
  });

  test('an abort in the page reaches the handler', async () => {
    const aborted = Promise.withResolvers<boolean>();
    const begun = Promise.withResolvers<boolean>();
    start({
      'files.browse': (_input, { signal }) => {
        begun.resolve(true);
        return new Promise(() => {
          signal.addEventListener('abort', () => aborted.resolve(true));
        });
      },
    });
    const controller = new AbortController();
    const { signal } = controller;
    const outcome = bridge.invoke('files.browse', { folderId: null }, { signal });
    await begun.promise;
    controller.abort();
    expect(await outcome).toMatchObject({ error: { code: 'app.cancelled' } });
    expect(await aborted.promise).toBe(true);
  });

  test('topics arrive in order, and again after the connection was lost', async () => {
    publisher.publish('settings', { ...defaultSettings, theme: 'dark' });
    publisher.publish('settings', { ...defaultSettings, theme: 'light' });
    const themes: string[] = [];
    const heard = (count: number) => vi.waitUntil(() => themes.length === count);
    bridge.subscribe('settings', ({ theme }) => themes.push(theme));
    await heard(1);
    publisher.publish('settings', { ...defaultSettings, theme: 'system' });
    await heard(2);
    port.drop();
    publisher.publish('settings', { ...defaultSettings, theme: 'dark' });
    port.reconnect();
    await heard(3);
    expect(themes).toEqual(['light', 'system', 'dark']);
  });

  test('calls that a lost connection left unanswered fail, later ones succeed after it', async () => {
    start({ 'queue.undo': () => new Promise(() => undefined), 'queue.clear': () => ok() });
    await untilState('open');
    const unanswered = bridge.invoke('queue.undo', {});
    port.drop();
    expect(await unanswered).toMatchObject({ error: { code: 'ipc.disconnected' } });
    port.reconnect();
    await untilState('open');
    expect(await bridge.invoke('queue.clear', {})).toMatchObject({ ok: true });
    expect(router.clientCount).toBe(1);
  });

  test('the lease: orders come to the page that acquired it, its facts go back', async () => {
    const orders: unknown[] = [];
    bridge.subscribeOrders((message) => orders.push(message));
    const lease = await bridge.invoke('sink.acquire', {
      capabilities: { sampleRateHz: 48_000, channelCount: 2, playableTypes: [], label: 'page' },
      takeOver: true,
    });
    expect(lease).toEqual({ ok: true, value: { leaseId: 'lease1' } });
    const leaseId = LeaseId.parse('lease1');
    const loadId = LoadId.parse(3);
    // `sink.acquire` was called with the client first.
    const client = services.calls[0]?.args[0] as SinkClient;
    client.sendOrder(leaseId, { kind: 'pause', loadId });
    await vi.waitUntil(() => orders.length === 1);
    bridge.sendFact(leaseId, { kind: 'stopped', loadId });
    await vi.waitUntil(() => services.calls.length === 2);
    expect(orders).toEqual([{ leaseId, order: { kind: 'pause', loadId } }]);
    expect(services.calls[1]?.method).toBe('sink.acceptFact');
  });

  test('a drop of 50,000 files arrives in batches the contract allows', async () => {
    const files: DroppedFile[] = Array.from({ length: 50_000 }, (_, index) => ({
      file: new File([], `${index}.mp3`),
      relativePath: `Music/${index}.mp3`,
    }));
    const target = { kind: 'queue', placement: { kind: 'append' } } as const;
    const outcome = await bridge.openFiles(files, target, { callId: 'drop' });
    expect(outcome.ok).toBe(true);
    expect(services.calls).toHaveLength(50);
  });
});

const saveRequest = { callId: 'c' as never, format: 'm3u8' } as const;
