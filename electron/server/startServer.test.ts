import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLogger } from '../base/Logger.ts';
import { FakeMonotonicClock } from '../base/testing/FakeMonotonicClock.ts';
import { BrowserSessions } from './BrowserSessions.ts';
import { linkCommand } from './headlessArguments.ts';
import { checkListenAddress } from './ListenAddress.ts';
import { tokenLifetimeMs } from './SignInTokens.ts';
import { startServer } from './startServer.ts';
import { TestServer } from './testing/TestServer.ts';

const page = { accept: 'text/html,application/xhtml+xml' };

describe('startServer', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await TestServer.start();
  });

  afterEach(() => server[Symbol.asyncDispose]());

  const ownOrigin = () => `http://127.0.0.1:${server.port}`;
  const ask: TestServer['ask'] = (...request) => server.ask(...request);

  describe('signing in', () => {
    test('a link is exchanged once for a cookie that only this host gets, and no script', async () => {
      const link = server.newLink();
      const answer = await ask(link, { headers: page });
      expect(answer.status).toBe(303);
      expect(answer.headers.location).toBe('/');
      const [cookie = '', ...more] = answer.headers['set-cookie'] ?? [];
      expect(more).toEqual([]);
      const [pair = '', ...attributes] = cookie.split('; ');
      expect(attributes.sort()).toEqual([
        'HttpOnly',
        `Max-Age=${180 * 24 * 60 * 60}`,
        'Path=/',
        'SameSite=Strict',
        'Secure',
      ]);
      expect(pair).toMatch(/^__Host-portamento-[0-9a-f]{8}=[\w-]{43}$/);
      expect(await ask('/', { headers: { cookie: pair } })).toMatchObject({ body: 'handled' });

      const again = await ask(link, { headers: page });
      expect(again.status).toBe(401);
      expect(again.headers['set-cookie']).toBeUndefined();
    });

    test.each(['cross-site', 'same-site'])(
      'from elsewhere (%s) it is a page that leads on, since a redirect would not have the cookie',
      async (site) => {
        const link = server.newLink();
        const followed = { 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' };
        const answer = await ask(link, {
          headers: { ...page, ...followed, 'sec-fetch-dest': 'document' },
        });
        expect(answer.status).toBe(200);
        expect(answer.body).toContain('http-equiv="refresh" content="0; url=/"');
        expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none'/);
        expect(answer.headers['set-cookie']).toHaveLength(1);
        expect((await ask(link, { headers: page })).status).toBe(401);
      },
    );

    test('a used link in the browser it signed in leads to the player', async () => {
      const link = server.newLink();
      const { headers } = await ask(link);
      const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
      const again = await ask(link, { headers: { ...page, cookie } });
      expect(again).toMatchObject({ status: 303, headers: { location: '/' } });
      expect(again.headers['set-cookie']).toBeUndefined();
    });

    test('a second browser signs in with a link of its own', async () => {
      const first = await ask(server.newLink());
      const second = await ask(server.newLink());
      const cookies = [first, second].map(
        ({ headers }) => headers['set-cookie']?.[0]?.split(';')[0] ?? '',
      );
      expect(cookies[0]).not.toBe(cookies[1]);
      for (const cookie of cookies) {
        expect((await ask('/', { headers: { cookie } })).status).toBe(200);
      }
    });

    test('looking at a link without opening it does not use it up', async () => {
      const link = server.newLink();
      expect((await ask(link, { method: 'HEAD', headers: page })).status).toBe(401);
      expect((await ask(link)).status).toBe(303);
    });

    test('an expired link shows how to get a new one, in the language of the browser', async () => {
      const link = server.newLink();
      server.clock.advance(tokenLifetimeMs);
      const answer = await ask(link, { headers: { ...page, 'accept-language': 'fr, de;q=0.8' } });
      expect(answer.status).toBe(401);
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none'/);
      expect(answer.body).toContain(linkCommand);
      expect(answer.body).toContain('lang="de"');
    });

    test('a browser stays signed in over a restart', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'portamento-restart-'));
      const sessionPath = join(folder, 'sessions.json');
      const first = await TestServer.start({ sessionPath });
      const oldLink = first.newLink();
      const { headers } = await first.ask(first.newLink());
      const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
      await first[Symbol.asyncDispose]();

      const second = await TestServer.start({ sessionPath });
      expect((await second.ask('/', { headers: { cookie } })).status).toBe(200);
      expect((await second.ask(oldLink)).status).toBe(401);
      await second[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    });
  });

  describe('who may ask', () => {
    test.each(['/', '/index.html', '/media/g1', '/art/a', '/nothing', '/sign-in/', '/sign-in2'])(
      '%s needs a session',
      async (path) => {
        const cookies = ['', `${server.sessions.cookieName}=wrong`, 'portamento=wrong'];
        for (const cookie of cookies) {
          expect((await ask(path, { headers: { cookie } })).status).toBe(401);
        }
        expect(server.handled).toEqual([]);
        const cookie = await server.signIn();
        expect((await ask(path, { headers: { cookie } })).status).toBe(200);
      },
    );

    test('a stranger sees the sign-in page, and a script only the status', async () => {
      expect((await ask('/', { headers: page })).body).toContain(linkCommand);
      expect((await ask('/media/g1')).body).toBe('');
    });

    test.each([
      'evil.example',
      'evil.example:80',
      '127.0.0.1',
      'localhost:1',
      '127.0.0.1.evil.example',
      'a b',
    ])('a request for the host %j is refused, session or not', async (host) => {
      const cookie = await server.signIn();
      for (const path of ['/', server.newLink()]) {
        const { status } = await ask(path, { headers: { host, cookie } });
        expect([400, 421]).toContain(status);
      }
      expect(server.handled).toEqual([]);
    });

    test('every name of this machine will do', async () => {
      const cookie = await server.signIn();
      for (const name of ['127.0.0.1', 'localhost', '[::1]']) {
        const host = `${name}:${server.port}`;
        expect((await ask('/', { headers: { host, cookie } })).status).toBe(200);
      }
    });

    test.each(['POST', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND', 'TRACE'])(
      '%s is no method of ours',
      async (method) => {
        const cookie = await server.signIn();
        const answer = await ask('/', { method, headers: { cookie, origin: ownOrigin() } });
        expect(answer.status).toBe(405);
        expect(answer.headers.allow).toBe('GET, HEAD, PUT');
        expect(server.handled).toEqual([]);
      },
    );

    test('PUT comes from our own page only', async () => {
      const cookie = await server.signIn();
      const origins = [
        undefined,
        'null',
        'http://evil.example',
        `http://localhost:${server.port}`,
        `https://127.0.0.1:${server.port}`,
        `http://127.0.0.1:${server.port + 1}`,
      ];
      for (const origin of origins) {
        const headers = { cookie, ...(origin === undefined ? {} : { origin }) };
        const answer = await ask('/upload/u1', { method: 'PUT', headers, body: 'x' });
        expect(answer.status).toBe(403);
      }
      expect(server.handled).toEqual([]);
      const headers = { cookie, origin: ownOrigin() };
      const answer = await ask('/upload/u1', { method: 'PUT', headers, body: 'x' });
      expect(answer.status).toBe(200);
      expect(server.handled).toEqual(['PUT /upload/u1']);
    });

    test('a page of another program on this machine reads nothing, cookie or not', async () => {
      const cookie = await server.signIn();
      const headers = { cookie, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' };
      expect((await ask('/media/g1', { headers })).status).toBe(403);
      expect(server.handled).toEqual([]);
    });

    test('a request that reads has no body', async () => {
      const cookie = await server.signIn();
      const headers = { cookie, 'content-length': '1' };
      expect((await ask('/', { headers, body: 'x' })).status).toBe(413);
    });
  });

  describe('paths', () => {
    test.each([
      '/../etc/passwd',
      '/..%2f..%2fetc/passwd',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/media/..%2f..%2fetc%2fpasswd',
      '//etc/passwd',
      '/\\..\\..\\etc\\passwd',
      '/sign-in/../media/g1',
      '/sign-in%2f..%2fmedia',
      '/%73ign-in%00',
    ])('%s opens nothing to a stranger, and arrives without dot segments', async (path) => {
      expect([400, 401]).toContain((await ask(path)).status);
      expect(server.handled).toEqual([]);
      const cookie = await server.signIn();
      await ask(path, { headers: { cookie } });
      for (const handled of server.handled) expect(handled).not.toMatch(/\/\.\.(\/|$)/);
    });

    test('an absolute address in the request line does not change whom it is for', async () => {
      const cookie = await server.signIn();
      const answer = await ask('http://evil.example/media/g1', { headers: { cookie } });
      expect([200, 400, 421]).toContain(answer.status);
      const wrongHost = { cookie, host: 'evil.example' };
      const path = `http://127.0.0.1:${server.port}/media/g1`;
      expect([400, 421]).toContain((await ask(path, { headers: wrongHost })).status);
    });
  });

  describe('limits', () => {
    const closing = (socket: Socket) =>
      new Promise<string>((resolve) => {
        let text = '';
        socket.setEncoding('utf8');
        socket.on('data', (chunk: string) => (text += chunk));
        socket.on('close', () => resolve(text));
        socket.on('error', () => undefined);
      });

    test('large headers are refused', async () => {
      const answer = await ask('/', { headers: { 'x-large': 'x'.repeat(20_000) } });
      expect(answer.status).toBe(431);
    });

    test('headers that never end are not waited for', async () => {
      const slow = await TestServer.start({
        limits: { headersTimeoutMs: 50, checkIntervalMs: 10 },
      });
      const socket = connect(slow.port, '127.0.0.1');
      socket.write('GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx-slow: ');
      expect(await closing(socket)).toMatch(/^HTTP\/1\.1 408 /);
      await slow[Symbol.asyncDispose]();
    });

    test('an upload that stops arriving is ended', async () => {
      let ended: (reason: unknown) => void = () => undefined;
      const failure = new Promise((resolve) => (ended = resolve));
      const idle = await TestServer.start({
        limits: { uploadIdleMs: 50 },
        webHandler: async (request) => {
          await request.arrayBuffer().catch(ended);
          return new Response(null, { status: 400 });
        },
      });
      const socket = connect(idle.port, '127.0.0.1');
      const host = `127.0.0.1:${idle.port}`;
      const cookie = await idle.signIn();
      socket.write(
        `PUT /upload/u1 HTTP/1.1\r\nhost: ${host}\r\norigin: http://${host}\r\n` +
          `cookie: ${cookie}\r\ncontent-length: 100\r\n\r\nhalf`,
      );
      await closing(socket);
      expect(await failure).toBeInstanceOf(Error);
      await idle[Symbol.asyncDispose]();
    });

    test('a stranger with a body under way is cut off after the answer', async () => {
      const socket = connect(server.port, '127.0.0.1');
      const host = `127.0.0.1:${server.port}`;
      socket.write(
        `PUT /upload/u1 HTTP/1.1\r\nhost: ${host}\r\norigin: http://${host}\r\n` +
          'content-length: 1000000\r\n\r\nsome',
      );
      expect(await closing(socket)).toMatch(/^HTTP\/1\.1 401 /);
      expect(server.handled).toEqual([]);
    });
  });

  describe('the web handler', () => {
    test('sees that the browser hung up', async () => {
      const aborted = Promise.withResolvers<boolean>();
      const streaming = await TestServer.start({
        webHandler: (request) => {
          request.signal.addEventListener('abort', () => aborted.resolve(true));
          const body = new ReadableStream({
            start: (controller) => controller.enqueue(new TextEncoder().encode('first')),
          });
          return Promise.resolve(new Response(body));
        },
      });
      const socket = connect(streaming.port, '127.0.0.1');
      const cookie = await streaming.signIn();
      socket.write(
        `GET /media/g1 HTTP/1.1\r\nhost: 127.0.0.1:${streaming.port}\r\ncookie: ${cookie}\r\n\r\n`,
      );
      await new Promise((resolve) => socket.once('data', resolve));
      socket.destroy();
      expect(await aborted.promise).toBe(true);
      await streaming[Symbol.asyncDispose]();
    });

    test('that fails is a 500 without a word about why, which the log has', async () => {
      const faults: string[] = [];
      const failing = await TestServer.start({
        webHandler: () => Promise.reject(new Error('/home/anna/secret')),
        logger: {
          ...silentLogger,
          error: (_message, fields) => faults.push(String(fields?.['error'])),
        },
      });
      const answer = await failing.ask('/', { headers: { cookie: await failing.signIn() } });
      expect(answer).toMatchObject({ status: 500, body: '' });
      expect(faults).toEqual(['Error: /home/anna/secret']);
      await failing[Symbol.asyncDispose]();
    });
  });

  test('a port that is taken is named as what it is', async () => {
    const address = checkListenAddress({
      host: '127.0.0.1',
      port: server.port,
      behindTlsProxy: false,
      names: [],
    });
    if (!address.ok) throw new Error(address.error.code);
    const path = join(tmpdir(), 'portamento-unused-sessions.json');
    const second = await startServer({
      logger: silentLogger,
      address: address.value,
      sessions: await BrowserSessions.open({ path, logger: silentLogger }),
      webHandler: () => Promise.resolve(new Response()),
      onConnect: () => undefined,
      clock: new FakeMonotonicClock(),
    });
    expect(second).toEqual({ ok: false, error: { code: 'portInUse' } });
  });
});
