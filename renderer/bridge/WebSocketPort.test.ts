import { beforeEach, describe, expect, it } from 'vitest';
import { FakePageClock } from './testing/FakePageClock.ts';
import { FakeWebSocket } from './testing/FakeWebSocket.ts';
import { signInNeededCode, WebSocketPort } from './WebSocketPort.ts';

describe('WebSocketPort', () => {
  let clock: FakePageClock;
  let events: unknown[];
  let wakeUp: () => void;
  let port: WebSocketPort;

  beforeEach(() => {
    FakeWebSocket.made.length = 0;
    clock = new FakePageClock();
    events = [];
    wakeUp = () => undefined;
    port = new WebSocketPort({
      url: 'ws://localhost/socket',
      clock,
      subscribeWakeUps: (listener) => {
        wakeUp = listener;
      },
      random: () => 1,
      WebSocket: FakeWebSocket,
    });
    port.start((event) => events.push(event.kind === 'message' ? event.message : event.kind));
  });

  const newest = () => FakeWebSocket.newest();

  it('carries messages as JSON, and only while it is open', () => {
    port.send({ kind: 'ping', pingId: 1 });
    newest().open();
    port.send({ kind: 'ping', pingId: 2 });
    expect(newest().sent).toEqual(['{"kind":"ping","pingId":2}']);
    newest().receive('{"kind":"pong","pingId":2}');
    newest().receive('{"kind":');
    newest().receive(new ArrayBuffer(1));
    expect(events).toEqual(['opened', { kind: 'pong', pingId: 2 }]);
  });

  it('connects again, each time later, until it succeeds', () => {
    const delaysMs: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      newest().closeFromMain(1006);
      const before = FakeWebSocket.made.length;
      const atMs = clock.nowMs();
      while (FakeWebSocket.made.length === before) clock.advance(1);
      delaysMs.push(clock.nowMs() - atMs);
    }
    expect(delaysMs).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
    newest().open();
    newest().closeFromMain(1001);
    clock.advance(250);
    expect(FakeWebSocket.made).toHaveLength(10);
  });

  it('tries at once on a sign that it would succeed, but not while it is connected', () => {
    newest().closeFromMain(1006);
    wakeUp();
    expect(FakeWebSocket.made).toHaveLength(2);
    newest().open();
    wakeUp();
    expect(FakeWebSocket.made).toHaveLength(2);
    expect(clock.timerCount).toBe(0);
  });

  it('stops when this browser has to sign in', () => {
    newest().open();
    newest().closeFromMain(signInNeededCode);
    wakeUp();
    port.reconnect();
    clock.advance(60_000);
    expect(FakeWebSocket.made).toHaveLength(1);
    expect(events).toEqual(['opened', 'refused']);
  });

  it('hears nothing more of a socket it gave up', () => {
    newest().open();
    const old = newest();
    port.reconnect();
    newest().open();
    old.receive('{"kind":"pong","pingId":1}');
    old.closeFromMain(1006);
    expect(events).toEqual(['opened', 'lost', 'opened']);
    expect(FakeWebSocket.made).toHaveLength(2);
  });
});
