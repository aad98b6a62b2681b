import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { endingGraceMs } from './OpenAnswers.ts';
import { TestServer } from './testing/TestServer.ts';

describe('a server that ends', () => {
  let server: TestServer;
  let body: ReadableStreamDefaultController<Uint8Array>;

  beforeEach(async () => {
    server = await TestServer.start({
      webHandler: () => {
        const stream = new ReadableStream<Uint8Array>({
          start: (controller) => void (body = controller),
        });
        body.enqueue(Buffer.from('first, '));
        return Promise.resolve(new Response(stream, { headers: { 'content-length': '11' } }));
      },
    });
  });

  let ended: Promise<void> | undefined;
  const end = () => (ended ??= server[Symbol.asyncDispose]());
  afterEach(async () => {
    await end();
    ended = undefined;
  });

  /** Asks, and waits for the first piece of the answer. */
  const beginAnswer = async (path: string) => {
    const headers = { cookie: await server.signIn() };
    return new Promise<{ readonly rest: Promise<string> }>((resolve, reject) => {
      const asking = request({ port: server.port, host: '127.0.0.1', path, headers });
      asking.once('error', reject);
      asking.once('response', (answer) => {
        answer.setEncoding('utf8');
        const rest = text(answer);
        // Read when the test asks for it.
        rest.catch(() => undefined);
        resolve({ rest });
      });
      asking.end();
    });
  };

  test('gives to its end what a page is loading', async () => {
    const { rest } = await beginAnswer('/assets/index.js');
    const ending = end();
    await expect(server.ask('/')).rejects.toThrow('ECONNREFUSED');
    body.enqueue(Buffer.from('last'));
    body.close();
    expect(await rest).toBe('first, last');
    await ending;
    expect(server.clock.pendingTimerCount).toBe(0);
  });

  test('waits for it no longer than a moment', async () => {
    const { rest } = await beginAnswer('/assets/index.js');
    const ending = end();
    server.clock.advance(endingGraceMs);
    await expect(rest).rejects.toThrow('aborted');
    await ending;
  });

  test.each(['/media/g1', '/download/d1'])('cuts off what goes on for long: %s', async (path) => {
    const { rest } = await beginAnswer(path);
    await end();
    await expect(rest).rejects.toThrow('aborted');
  });

  test('cuts off what is long at once, beside what is short', async () => {
    const long = await beginAnswer('/media/g1');
    const short = await beginAnswer('/assets/index.js');
    const ending = end();
    await expect(long.rest).rejects.toThrow('aborted');
    body.enqueue(Buffer.from('last'));
    body.close();
    expect(await short.rest).toBe('first, last');
    await ending;
  });
});
