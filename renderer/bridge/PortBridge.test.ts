import { beforeEach, describe, expect, it, vi } from 'vitest';
import { LeaseId, LoadId } from '../../electron/contract/ids.ts';
import { protocolVersion } from '../../electron/contract/messages.ts';
import { defaultSettings } from '../../electron/contract/settings.ts';
import { pingIntervalMs, PortBridge, type ReloadReason } from './PortBridge.ts';
import { FakePageClock } from './testing/FakePageClock.ts';
import { FakePagePort } from './testing/FakePagePort.ts';

const dark = { ...defaultSettings, theme: 'dark' } as const;
const light = { ...defaultSettings, theme: 'light' } as const;

describe('PortBridge', () => {
  let port: FakePagePort;
  let clock: FakePageClock;
  let reloads: ReloadReason[];
  let bridge: PortBridge;

  beforeEach(() => {
    port = new FakePagePort();
    clock = new FakePageClock();
    reloads = [];
    bridge = new PortBridge({
      port,
      clock,
      makeFileOpener: () => ({
        openFiles: () => Promise.resolve({ ok: false, error: { code: 'app.unsupportedHere' } }),
      }),
      reload: (reason) => {
        reloads.push(reason);
        return reloads.length === 1;
      },
    });
  });

  const lastCallId = () => port.sentOf('invoke').at(-1)?.callId ?? '';
  const reply = (result: object) => port.receive({ kind: 'reply', callId: lastCallId(), result });

  describe('connection', () => {
    it('greets, and is open once main has answered', () => {
      const states: string[] = [];
      bridge.subscribeConnection((state) => states.push(state));
      port.tell({ kind: 'opened' });
      expect(port.sent).toEqual([{ kind: 'hello', protocolVersion }]);
      expect(bridge.connectionState).toBe('connecting');
      port.open();
      port.tell({ kind: 'lost' });
      port.tell({ kind: 'lost' });
      port.open();
      expect(states).toEqual(['open', 'lost', 'open']);
    });

    it('names the token it was given last when it comes back', () => {
      expect(bridge.clientId).toBeNull();
      port.open();
      expect(bridge.clientId).toBe('client1');
      port.tell({ kind: 'lost' });
      port.open();
      port.tell({ kind: 'lost' });
      port.open();
      expect(port.sentOf('hello')).toEqual([
        { kind: 'hello', protocolVersion },
        { kind: 'hello', protocolVersion, resumeToken: 'token1' },
        { kind: 'hello', protocolVersion, resumeToken: 'token2' },
      ]);
    });

    it('loads the page of another version', () => {
      port.tell({ kind: 'opened' });
      port.receive({ kind: 'welcome', clientId: 'c', protocolVersion: protocolVersion + 1 });
      expect(reloads).toEqual(['otherVersion']);
      expect(bridge.connectionState).toBe('connecting');
    });

    it('says so when loading it was in vain, until main is of its version', async () => {
      const meetOther = () => {
        port.tell({ kind: 'opened' });
        port.receive({ kind: 'welcome', clientId: 'c', protocolVersion: protocolVersion + 1 });
      };
      meetOther();
      const waiting = bridge.invoke('player.play', {});
      meetOther();
      expect(bridge.connectionState).toBe('outdated');
      expect(await waiting).toEqual({ ok: false, error: { code: 'ipc.disconnected' } });
      expect(await bridge.invoke('player.play', {})).toMatchObject({ ok: false });
      port.tell({ kind: 'lost' });
      expect(bridge.connectionState).toBe('outdated');
      bridge.reconnect();
      expect(reloads.at(-1)).toBe('asked');
      port.open();
      expect(bridge.connectionState).toBe('open');
    });

    it('understands a welcome of another version, whatever is in it', () => {
      port.tell({ kind: 'opened' });
      port.receive({ kind: 'welcome', clientId: 'c', protocolVersion: 99, fromTheFuture: true });
      expect(reloads).toEqual(['otherVersion']);
    });

    it('reconnects when asked, and after a refusal goes to sign in', () => {
      bridge.reconnect();
      expect(port.reconnectCount).toBe(1);
      port.tell({ kind: 'refused' });
      bridge.reconnect();
      expect(port.reconnectCount).toBe(1);
      expect(reloads).toEqual(['asked']);
    });

    it('gives up a connection that does not answer a ping', () => {
      port.open();
      clock.advance(pingIntervalMs);
      expect(port.reconnectCount).toBe(1);
      expect(bridge.connectionState).toBe('lost');
      expect(clock.timerCount).toBe(0);
    });

    it('keeps one that does', () => {
      port.open();
      for (let round = 0; round < 3; round += 1) {
        port.receive({ kind: 'pong', pingId: port.sentOf('ping').at(-1)?.pingId });
        clock.advance(pingIntervalMs);
      }
      expect(port.reconnectCount).toBe(0);
      expect(port.sentOf('ping')).toHaveLength(4);
    });
  });

  describe('invoke', () => {
    it('gives what main answers', async () => {
      port.open();
      const outcome = bridge.invoke('queue.indexOf', { entryId: 'e1' as never });
      reply({ ok: true, value: { index: 3 } });
      expect(await outcome).toEqual({ ok: true, value: { index: 3 } });
      const failed = bridge.invoke('queue.undo', {});
      reply({ ok: false, error: { code: 'queue.nothingToUndo' } });
      expect(await failed).toEqual({ ok: false, error: { code: 'queue.nothingToUndo' } });
    });

    it('waits for the first connection', async () => {
      const outcome = bridge.invoke('player.play', {});
      expect(port.sent).toEqual([]);
      port.open();
      reply({ ok: true });
      expect(await outcome).toEqual({ ok: true, value: undefined });
    });

    it('fails when the connection is lost meanwhile, and at once while it is', async () => {
      port.open();
      const outcome = bridge.invoke('player.play', {});
      port.tell({ kind: 'lost' });
      const disconnected = { ok: false, error: { code: 'ipc.disconnected' } };
      expect(await outcome).toEqual(disconnected);
      expect(await bridge.invoke('player.play', {})).toEqual(disconnected);
      port.open();
      expect(port.sentOf('invoke')).toHaveLength(1);
    });

    it('cancels in main what is aborted here, and lets go of the signal afterwards', async () => {
      port.open();
      const controller = new AbortController();
      const { signal } = controller;
      const outcome = bridge.invoke('files.browse', { folderId: null }, { signal });
      const callId = lastCallId();
      controller.abort();
      expect(await outcome).toEqual({ ok: false, error: { code: 'app.cancelled' } });
      expect(port.sentOf('cancel')).toEqual([{ kind: 'cancel', callId }]);
      reply({ ok: true, value: {} });
      expect(await bridge.invoke('player.play', {}, { signal })).toMatchObject({
        error: { code: 'app.cancelled' },
      });
      expect(port.sentOf('invoke')).toHaveLength(1);
    });

    it('sends nothing of a call that was aborted before the first connection', async () => {
      const controller = new AbortController();
      const outcome = bridge.invoke('player.play', {}, { signal: controller.signal });
      controller.abort();
      await outcome;
      port.open();
      expect(port.sentOf('invoke')).toEqual([]);
      expect(port.sentOf('cancel')).toEqual([]);
    });

    it('sends no cancel when its signal is aborted after the answer', async () => {
      port.open();
      const controller = new AbortController();
      const outcome = bridge.invoke('player.play', {}, { signal: controller.signal });
      reply({ ok: true });
      await outcome;
      controller.abort();
      expect(port.sentOf('cancel')).toEqual([]);
    });

    it('pays no attention to what is not in the contract', () => {
      port.open();
      port.receive({ kind: 'reply', callId: 'unknown', result: { ok: true } });
      port.receive({ kind: 'surprise' });
      port.tell({ kind: 'message', message: null });
      expect(bridge.connectionState).toBe('open');
    });
  });

  describe('topics', () => {
    const tell = (revision: number, value: unknown) =>
      port.receive({ kind: 'topic', name: 'settings', revision, value });

    it('asks with its greeting for what is wanted by then', () => {
      bridge.subscribe('settings', () => undefined);
      port.tell({ kind: 'opened' });
      expect(port.sent).toEqual([
        { kind: 'hello', protocolVersion },
        { kind: 'subscribe', topics: ['settings'] },
      ]);
    });

    it('asks once for all that a render wants, and tells later listeners the newest', async () => {
      port.open();
      const first = vi.fn();
      const second = vi.fn();
      bridge.subscribe('settings', first);
      bridge.subscribe('notices', () => undefined);
      await Promise.resolve();
      expect(port.sentOf('subscribe').at(-1)?.topics).toEqual(['settings', 'notices']);
      tell(1, dark);
      bridge.subscribe('settings', second);
      expect(first).toHaveBeenCalledExactlyOnceWith(dark, 0);
      expect(second).toHaveBeenCalledExactlyOnceWith(dark, 0);
      await Promise.resolve();
      expect(port.sentOf('subscribe')).toHaveLength(1);
    });

    it('drops what is older than what it has', () => {
      const listener = vi.fn();
      bridge.subscribe('settings', listener);
      port.open();
      tell(2, dark);
      tell(1, light);
      expect(listener).toHaveBeenCalledExactlyOnceWith(dark, 0);
    });

    it('asks again after a reconnection, where revisions begin anew', () => {
      const listener = vi.fn();
      bridge.subscribe('settings', listener);
      port.open();
      tell(7, dark);
      port.tell({ kind: 'lost' });
      port.open();
      expect(port.sentOf('subscribe').at(-1)?.topics).toEqual(['settings']);
      tell(1, light);
      expect(listener).toHaveBeenLastCalledWith(light, 0);
    });

    it('dates a value back by the time it was under way', () => {
      const listener = vi.fn();
      bridge.subscribe('settings', listener);
      port.open();
      clock.advance(40);
      port.receive({ kind: 'pong', pingId: port.sentOf('ping')[0]?.pingId });
      clock.advance(1_000);
      tell(1, dark);
      expect(listener).toHaveBeenCalledExactlyOnceWith(dark, 1_020);
    });

    it('tells the others when one listener throws', () => {
      const report = vi.fn();
      vi.stubGlobal('reportError', report);
      const listener = vi.fn();
      bridge.subscribe('settings', () => {
        throw new Error('broken');
      });
      const end = bridge.subscribe('settings', listener);
      port.open();
      tell(1, dark);
      expect(listener).toHaveBeenCalledOnce();
      expect(report).toHaveBeenCalledOnce();
      end();
      tell(2, light);
      expect(listener).toHaveBeenCalledOnce();
      vi.unstubAllGlobals();
    });
  });

  it('hands orders to the sink and its facts to main, while connected', () => {
    const listener = vi.fn();
    const leaseId = LeaseId.parse('lease1');
    const loadId = LoadId.parse(1);
    bridge.subscribeOrders(listener);
    bridge.sendFact(leaseId, { kind: 'stopped', loadId });
    port.open();
    port.receive({ kind: 'order', leaseId, order: { kind: 'pause', loadId } });
    port.receive({ kind: 'order', leaseId, order: { kind: 'explode', loadId } });
    bridge.sendFact(leaseId, { kind: 'stopped', loadId });
    expect(listener).toHaveBeenCalledExactlyOnceWith({ leaseId, order: { kind: 'pause', loadId } });
    expect(port.sentOf('fact')).toHaveLength(1);
  });
});
