import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLogger } from '../base/Logger.ts';
import { ok } from '../base/Result.ts';
import { FakeMonotonicClock } from '../base/testing/FakeMonotonicClock.ts';
import { ResumeToken, type ClientId } from '../contract/ids.ts';
import { CapturingServices } from './testing/CapturingServices.ts';
import { createPortPair } from './testing/createPortPair.ts';
import { describeRouter } from './testing/describeRouter.ts';
import { PageClient } from './testing/PageClient.ts';
import type { CommandHandlers } from './CommandHandler.ts';
import { createHandlers } from './handlers/createHandlers.ts';
import { Publisher } from './Publisher.ts';
import { returnTimeMs, Router } from './Router.ts';

describeRouter('an in-memory port', () => Promise.resolve(createPortPair()));

describe('Router', () => {
  const makeRouter = (
    services: CapturingServices,
    handlers: readonly Partial<CommandHandlers>[] = createHandlers(services),
  ) => {
    const clock = new FakeMonotonicClock();
    return new Router({
      handlers,
      publisher: new Publisher({ clock, validate: true }),
      sink: services.sink,
      logger: silentLogger,
      clock,
      validateOutputs: true,
    });
  };

  test('is not made with a missing, doubled or unknown handler', () => {
    const services = new CapturingServices();
    const handlers = createHandlers(services);
    expect(() => makeRouter(services, handlers.slice(1))).toThrow(
      'Commands without handler: app.getInfo',
    );
    expect(() => makeRouter(services, [...handlers, { 'player.play': () => ok() }])).toThrow(
      'The command "player.play" has two handlers',
    );
    const unknown: object = { 'player.dance': () => ok() };
    expect(() => makeRouter(services, [...handlers, unknown])).toThrow(
      'The contract has no command "player.dance"',
    );
  });

  test('survives everything a structured clone can carry', async () => {
    const services = new CapturingServices();
    const router = makeRouter(services);
    const { server, page } = createPortPair();
    router.connect(server);
    const client = await new PageClient(page).hello();
    const anything = fc
      .anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withSet: true,
        withTypedArray: true,
        withSparseArray: true,
      })
      .filter(isCloneable);
    await fc.assert(
      fc.asyncProperty(anything, async (input) => {
        client.send(input);
        const result = await client.invoke('player.seek', input);
        expect(result).toMatchObject({ ok: false, error: { code: 'ipc.invalidInput' } });
      }),
      { numRuns: 300 },
    );
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    expect(await client.invoke('player.seek', cycle)).toMatchObject({ ok: false });
    expect(services.calls).toEqual([]);
    router[Symbol.dispose]();
  });
});

describe('a page whose connection broke', () => {
  let clock: FakeMonotonicClock;
  let services: CapturingServices;
  let router: Router;
  let gone: ClientId[];

  beforeEach(() => {
    clock = new FakeMonotonicClock();
    services = new CapturingServices();
    router = new Router({
      handlers: createHandlers(services),
      publisher: new Publisher({ clock, validate: true }),
      sink: services.sink,
      logger: silentLogger,
      clock,
      validateOutputs: true,
    });
    gone = [];
    router.clientGone.subscribe((clientId) => gone.push(clientId));
  });

  afterEach(() => {
    router[Symbol.dispose]();
    expect(clock.pendingTimerCount).toBe(0);
  });

  const connect = async (token?: ResumeToken) => {
    const { server, page } = createPortPair();
    router.connect(server);
    const client = await new PageClient(page).hello(token);
    const [clientId, resumeToken] = await Promise.all([client.clientId(), client.resumeToken()]);
    return { server, page, clientId, resumeToken };
  };

  test('is itself again when it is back in time', async () => {
    const { server, clientId, resumeToken } = await connect();
    server.breakOff();
    expect(services.calls).toEqual([{ method: 'sink.clientGone', args: [clientId] }]);
    clock.advance(returnTimeMs - 1);
    const back = await connect(resumeToken);
    expect(back.clientId).toBe(clientId);
    clock.advance(returnTimeMs);
    expect(gone).toEqual([]);
    back.page[Symbol.dispose]();
    await Promise.resolve();
    expect(gone).toEqual([clientId]);
  });

  test('is gone when it is not, and somebody new after that', async () => {
    const { server, clientId, resumeToken } = await connect();
    server.breakOff();
    clock.advance(returnTimeMs);
    expect(gone).toEqual([clientId]);
    expect((await connect(resumeToken)).clientId).not.toBe(clientId);
  });

  test('is itself again also when main has not noticed yet', async () => {
    const { server, clientId, resumeToken } = await connect();
    server.brokeOff = true;
    expect((await connect(resumeToken)).clientId).toBe(clientId);
    expect(router.clientCount).toBe(1);
    expect(gone).toEqual([]);
  });

  test('leaves with the router at the latest', async () => {
    const { server, clientId } = await connect();
    server.breakOff();
    router[Symbol.dispose]();
    expect(gone).toEqual([clientId]);
  });

  test('nobody becomes a page that has left, or never was', async () => {
    const { page, clientId, resumeToken } = await connect();
    page[Symbol.dispose]();
    await Promise.resolve();
    expect((await connect(resumeToken)).clientId).not.toBe(clientId);
    await connect(ResumeToken.parse('unknown'));
    expect(router.clientCount).toBe(2);
  });

  test('nobody becomes another page by its name, which all are told', async () => {
    const { server, clientId } = await connect();
    const named = ResumeToken.parse(clientId);
    expect((await connect(named)).clientId).not.toBe(clientId);
    server.breakOff();
    expect((await connect(named)).clientId).not.toBe(clientId);
  });

  test('a token is good for one return', async () => {
    const { server, clientId, resumeToken } = await connect();
    server.breakOff();
    const back = await connect(resumeToken);
    expect(back.resumeToken).not.toBe(resumeToken);
    expect((await connect(resumeToken)).clientId).not.toBe(clientId);
    back.server.breakOff();
    expect((await connect(back.resumeToken)).clientId).toBe(clientId);
  });
});

function isCloneable(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}
