import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { signInNeededCode } from './acceptSockets.ts';
import { TestServer } from './testing/TestServer.ts';

describe('acceptSockets', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await TestServer.start({ limits: { sockets: 2 } });
  });

  afterEach(() => server[Symbol.asyncDispose]());

  interface OpenOptions {
    readonly path?: string;
    readonly headers?: Readonly<Record<string, string>>;
  }

  const ownHost = () => `127.0.0.1:${server.port}`;

  /** `open`, the close code of a socket that was closed after it, or the HTTP status of a refusal. */
  const tryToOpen = ({ path = '/socket', headers = {} }: OpenOptions = {}) =>
    new Promise<'open' | number | undefined>((resolve) => {
      const socket = new WebSocket(`ws://${ownHost()}${path}`, {
        headers: { origin: `http://${ownHost()}`, ...headers },
      });
      // The first to come settles the promise. A ping is the first thing main says to a page it keeps.
      socket.on('ping', () => resolve('open'));
      socket.on('close', (code) => resolve(code));
      socket.on('error', () => undefined);
      socket.on('unexpected-response', (request, response) => {
        resolve(response.statusCode);
        request.destroy();
      });
    });

  test('our own page with a session is connected', async () => {
    expect(await tryToOpen({ headers: { cookie: await server.signIn() } })).toBe('open');
    expect(server.ports).toHaveLength(1);
  });

  test('our own page without one is told so', async () => {
    for (const cookie of ['', 'a=b', `${server.sessions.cookieName}=wrong`]) {
      expect(await tryToOpen({ headers: { cookie } })).toBe(signInNeededCode);
    }
    expect(server.ports).toEqual([]);
  });

  test('a foreign page, another path and another host are refused, session or not', async () => {
    const cookie = await server.signIn();
    const port = String(server.port);
    const refusals: readonly (readonly [OpenOptions, number])[] = [
      [{ headers: { origin: 'http://evil.example' } }, 403],
      [{ headers: { origin: 'null' } }, 403],
      [{ headers: { origin: `http://localhost:${port}` } }, 403],
      [{ headers: { origin: `https://127.0.0.1:${port}` } }, 403],
      [{ headers: { 'sec-fetch-site': 'same-site' } }, 403],
      [{ headers: { host: 'evil.example', origin: 'http://evil.example' } }, 421],
      [{ headers: { host: `evil.example:${port}`, origin: `http://evil.example:${port}` } }, 421],
      [{ path: '/' }, 404],
      [{ path: '/socket/' }, 404],
      [{ path: '/socket?token=x' }, 404],
    ];
    for (const [options, status] of refusals) {
      const headers = { cookie, ...options.headers };
      expect([options, await tryToOpen({ ...options, headers })]).toEqual([options, status]);
    }
    expect(server.ports).toEqual([]);
  });

  test('a client that tells no origin is no page', async () => {
    const cookie = await server.signIn();
    const headers = { cookie, connection: 'Upgrade', upgrade: 'websocket' };
    const handshake = { 'sec-websocket-version': '13', 'sec-websocket-key': 'a'.repeat(22) + '==' };
    const answer = await server.ask('/socket', { headers: { ...headers, ...handshake } });
    expect(answer.status).toBe(403);
  });

  test('only so many pages at once', async () => {
    const cookie = await server.signIn();
    const outcomes = [];
    for (let count = 0; count < 3; count += 1) {
      outcomes.push(await tryToOpen({ headers: { cookie } }));
    }
    expect(outcomes).toEqual(['open', 'open', 503]);
  });
});
