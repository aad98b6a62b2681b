import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { silentLogger } from '../base/Logger.ts';
import { ok } from '../base/Result.ts';
import { FakeMonotonicClock } from '../base/testing/FakeMonotonicClock.ts';
import { CapturingServices } from './testing/CapturingServices.ts';
import { createPortPair } from './testing/createPortPair.ts';
import { describeRouter } from './testing/describeRouter.ts';
import { PageClient } from './testing/PageClient.ts';
import type { CommandHandlers } from './CommandHandler.ts';
import { createHandlers } from './handlers/createHandlers.ts';
import { Publisher } from './Publisher.ts';
import { Router } from './Router.ts';

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

function isCloneable(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}
