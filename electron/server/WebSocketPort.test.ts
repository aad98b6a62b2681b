import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { describeRouter } from '../ipc/testing/describeRouter.ts';
import { WebSocketPairs } from './testing/WebSocketPairs.ts';
import { livenessIntervalMs, maximumMessageBytes } from './WebSocketPort.ts';

let pairs: WebSocketPairs;

beforeAll(async () => {
  pairs = await WebSocketPairs.open();
});

afterAll(() => pairs[Symbol.asyncDispose]());

describeRouter('a real WebSocket', () => pairs.connect());

describe('WebSocketPort', () => {
  const connect = async () => {
    const { server, page } = await pairs.connectRaw();
    const received: unknown[] = [];
    server.messages.subscribe((message) => received.push(message));
    const closed = new Promise<void>((resolve) => void server.closed.subscribe(resolve));
    // `once` gives what the event was told with: the code first.
    const closeCode = once(page, 'close').then(([code]) => code as number);
    page.on('error', () => undefined);
    return { server, page, received, closed, closeCode };
  };

  test.each(['', '{', 'undefined', '{"kind":"ping","pingId":NaN}', '\u0000'])(
    'a text that is no JSON (%j) ends the connection',
    async (text) => {
      const { page, received, closed, closeCode } = await connect();
      page.send(text);
      expect(await closeCode).toBe(1007);
      await closed;
      expect(received).toEqual([]);
    },
  );

  test('bytes end it', async () => {
    const { page, closeCode } = await connect();
    page.send(Buffer.from('{"kind":"ping","pingId":1}'));
    expect(await closeCode).toBe(1003);
  });

  test('invalid UTF-8 ends it', async () => {
    const { page, closeCode } = await connect();
    page.send(Buffer.from([0x22, 0xff, 0x22]), { binary: false });
    expect(await closeCode).toBe(1007);
  });

  test('a message of the largest size arrives, a larger one ends it', async () => {
    const { server, page, closeCode } = await connect();
    const arrived = new Promise((resolve) => void server.messages.subscribe(resolve));
    const text = 'x'.repeat(maximumMessageBytes - 2);
    page.send(JSON.stringify(text));
    expect(await arrived).toBe(text);
    page.send(JSON.stringify(`${text}x`));
    expect(await closeCode).toBe(1009);
  });

  test('deep nesting is only a message', async () => {
    const { server, page } = await connect();
    const arrived = new Promise((resolve) => void server.messages.subscribe(resolve));
    const depth = maximumMessageBytes / 2;
    page.send('['.repeat(depth) + ']'.repeat(depth));
    expect(Array.isArray(await arrived)).toBe(true);
  });

  test('a page that answers pings stays, one that does not is let go', async () => {
    const { server, page, closed } = await connect();
    await roundTrip(server, page);
    const pinged = once(page, 'ping');
    pairs.clock.advance(livenessIntervalMs);
    await pinged;
    page.pause();
    pairs.clock.advance(livenessIntervalMs);
    await closed;
    page.terminate();
  });

  test.each<[name: string, end: (page: WebSocket) => void, brokeOff: boolean]>([
    ['was closed or loaded anew', (page) => page.close(1001), false],
    ['closed normally', (page) => page.close(1000), false],
    ['gave the connection up', (page) => page.close(), true],
    ['vanished', (page) => page.terminate(), true],
  ])('a page that %s', async (_name, end, brokeOff) => {
    const { server, page, closed } = await connect();
    end(page);
    await closed;
    expect(server.brokeOff).toBe(brokeOff);
  });

  test('nothing is sent after the end, and the end is told once', async () => {
    const { server, closeCode } = await connect();
    let count = 0;
    server.closed.subscribe(() => (count += 1));
    server[Symbol.dispose]();
    server[Symbol.dispose]();
    server.send({ kind: 'pong', pingId: 1 });
    expect(await closeCode).toBe(1001);
    expect(count).toBe(1);
  });
});

/** Resolves when what the page sent before, pongs included, has arrived. */
async function roundTrip(
  server: { messages: { subscribe(listener: () => void): Disposable } },
  page: { send(text: string): void },
): Promise<void> {
  const arrived = new Promise<void>((resolve) => void server.messages.subscribe(resolve));
  page.send('"round trip"');
  await arrived;
}
