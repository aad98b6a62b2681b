import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLogger } from '../../base/Logger.ts';
import { err, ok } from '../../base/Result.ts';
import { FakeMonotonicClock } from '../../base/testing/FakeMonotonicClock.ts';
import { commandNames } from '../../contract/commands.ts';
import { LeaseId, LoadId } from '../../contract/ids.ts';
import { defaultSettings } from '../../contract/settings.ts';
import { helloTimeoutMs, maximumConcurrentCalls } from '../ClientConnection.ts';
import type { CommandHandlers } from '../CommandHandler.ts';
import { createHandlers } from '../handlers/createHandlers.ts';
import { Publisher } from '../Publisher.ts';
import { Router } from '../Router.ts';
import type { SinkClient } from '../services.ts';
import { CapturingServices } from './CapturingServices.ts';
import { validInput } from './contractArbitraries.ts';
import type { PortPair } from './createPortPair.ts';
import { describeMalformedMessages } from './describeMalformedMessages.ts';
import { PageClient } from './PageClient.ts';

/**
 * What a router does over any transport.
 *
 * @param name of the transport
 * @param makePortPair connects a page to main over it; called once per page
 * @param runCount how many malformed inputs each command is thrown
 */
export function describeRouter(
  name: string,
  makePortPair: () => Promise<PortPair>,
  runCount = 30,
): void {
  describe(`Router over ${name}`, () => {
    let services: CapturingServices;
    let clock: FakeMonotonicClock;
    let publisher: Publisher;
    let router: Router;

    const makeRouter = (replaced: Partial<CommandHandlers> = {}) => {
      const handlers = Object.assign({}, ...createHandlers(services), replaced) as CommandHandlers;
      return new Router({
        handlers: [handlers],
        publisher,
        sink: services.sink,
        logger: silentLogger,
        clock,
        validateOutputs: true,
      });
    };

    beforeEach(() => {
      services = new CapturingServices();
      clock = new FakeMonotonicClock();
      publisher = new Publisher({ clock, validate: true });
      router = makeRouter();
    });

    afterEach(() => {
      router[Symbol.dispose]();
      publisher[Symbol.dispose]();
      expect(clock.pendingTimerCount).toBe(0);
    });

    const connect = async () => {
      const { server, page } = await makePortPair();
      router.connect(server);
      return new PageClient(page);
    };
    const replaceHandlers = (replaced: Partial<CommandHandlers>) => {
      router[Symbol.dispose]();
      router = makeRouter(replaced);
    };

    describe('greeting', () => {
      test('serves nothing before hello', async () => {
        const page = await connect();
        page.send({ kind: 'subscribe', topics: ['settings'] });
        const refused = await page.invoke('player.play', {});
        expect(refused).toEqual({ ok: false, error: { code: 'ipc.notAllowed' } });
        await page.hello();
        expect(await page.invoke('player.play', {})).toEqual({ ok: true });
        expect(services.calls.map(({ method }) => method)).toEqual(['player.play']);
      });

      test('tells a page of another version which one it met, and serves it nothing', async () => {
        const page = await connect();
        page.send({ kind: 'hello', protocolVersion: 0 });
        await page.waitFor((message) => (message.kind === 'welcome' ? message : undefined));
        const refused = await page.invoke('player.play', {});
        expect(refused).toEqual({ ok: false, error: { code: 'ipc.notAllowed' } });
      });

      test('lets go of who says nothing', async () => {
        const { server, page } = await makePortPair();
        const closed = new Promise<void>((resolve) => void page.closed.subscribe(resolve));
        router.connect(server);
        clock.advance(helloTimeoutMs);
        await closed;
        expect(router.clientCount).toBe(0);
      });
    });

    describe('calls', () => {
      test('every command reaches its service with what the page sent', async () => {
        const page = await (await connect()).hello();
        for (const command of commandNames) {
          await fc.assert(
            fc.asyncProperty(validInput(command), async (input) => {
              services.calls.length = 0;
              const result = await page.invoke(command, input);
              expect(result).toMatchObject({ ok: true });
              if (command !== 'app.getInfo') expect(services.calls).toHaveLength(1);
            }),
            { numRuns: Math.ceil(runCount / 10) },
          );
        }
      });

      test('an expected failure arrives as it is', async () => {
        replaceHandlers({ 'queue.undo': () => err({ code: 'queue.nothingToUndo' }) });
        const page = await (await connect()).hello();
        expect(await page.invoke('queue.undo', {})).toEqual({
          ok: false,
          error: { code: 'queue.nothingToUndo' },
        });
      });

      test('what a handler throws arrives as app.internal without the folders in it', async () => {
        replaceHandlers({
          'queue.clear': () => {
            throw new Error("cannot open '/srv/anna/My Music/song.mp3'");
          },
          'queue.undo': () => Promise.reject(new TypeError('at file:///opt/app/x.js:1')),
        });
        const page = await (await connect()).hello();
        expect(await page.invoke('queue.clear', {})).toEqual({
          ok: false,
          error: { code: 'app.internal', details: "Error: cannot open '…/My Music/song.mp3'" },
        });
        expect(await page.invoke('queue.undo', {})).toEqual({
          ok: false,
          error: { code: 'app.internal', details: 'TypeError: at …/app/x.js:1' },
        });
      });

      test('an answer that breaks the contract does not leave main', async () => {
        replaceHandlers({ 'queue.indexOf': () => ok({ index: 0.5 }) });
        const page = await (await connect()).hello();
        const result = await page.invoke('queue.indexOf', { entryId: 'e1' });
        expect(result).toMatchObject({ ok: false, error: { code: 'app.internal' } });
      });

      test('cancel reaches the handler, and only of the call it names', async () => {
        const signals = new Map<string, AbortSignal>();
        replaceHandlers({
          'files.browse': ({ folderId }, { signal }) =>
            new Promise((resolve) => {
              signals.set(String(folderId), signal);
              signal.addEventListener('abort', () => resolve(err({ code: 'app.cancelled' })));
            }),
        });
        const page = await (await connect()).hello();
        const first = page.invoke('files.browse', { folderId: 'f1' }, 'first');
        void page.invoke('files.browse', { folderId: 'f2' }, 'second');
        page.send({ kind: 'cancel', callId: 'unknown' });
        page.send({ kind: 'cancel', callId: 'first' });
        expect(await first).toEqual({ ok: false, error: { code: 'app.cancelled' } });
        expect(signals.get('f2')?.aborted).toBe(false);
      });

      test('a handler that throws because it was cancelled is no fault', async () => {
        replaceHandlers({
          'files.browse': (_input, { signal }) =>
            new Promise((_resolve, reject) => {
              signal.addEventListener('abort', () => reject(new Error('stopped')));
            }),
        });
        const page = await (await connect()).hello();
        const result = page.invoke('files.browse', { folderId: null }, 'call');
        page.send({ kind: 'cancel', callId: 'call' });
        expect(await result).toEqual({ ok: false, error: { code: 'app.cancelled' } });
      });

      test('one client runs a bounded number at once, and goes on when some have ended', async () => {
        const { promise: held, resolve: release } = Promise.withResolvers<void>();
        replaceHandlers({ 'player.play': () => held.then(() => ok()) });
        const page = await (await connect()).hello();
        const running = Array.from({ length: maximumConcurrentCalls }, () =>
          page.invoke('player.play', {}),
        );
        expect(await page.invoke('player.pause', {})).toEqual({
          ok: false,
          error: { code: 'ipc.tooManyCalls' },
        });
        const other = await (await connect()).hello();
        expect(await other.invoke('player.pause', {})).toEqual({ ok: true });
        release();
        await Promise.all(running);
        expect(await page.invoke('player.pause', {})).toEqual({ ok: true });
      });

      test('a callId that is still running gets one reply', async () => {
        const { promise: held, resolve: release } = Promise.withResolvers<void>();
        replaceHandlers({ 'player.play': () => held.then(() => ok()) });
        const page = await (await connect()).hello();
        page.send({ kind: 'invoke', callId: 'twice', name: 'player.play', input: {} });
        page.send({ kind: 'invoke', callId: 'twice', name: 'player.pause', input: {} });
        page.send({ kind: 'invoke', callId: 'twice' });
        await page.settled();
        expect(page.received.filter(({ kind }) => kind === 'reply')).toEqual([]);
        release();
        expect(await page.replyTo('twice')).toEqual({ ok: true });
        await page.settled();
        expect(page.received.filter(({ kind }) => kind === 'reply')).toHaveLength(1);
        expect(services.calls).toEqual([]);
      });
    });

    describe('topics', () => {
      test('a page hears what it asked for: the newest at once, then every change', async () => {
        publisher.publish('settings', { ...defaultSettings, theme: 'dark' });
        const page = await (await connect()).hello();
        page.send({ kind: 'subscribe', topics: ['settings', 'fromTheFuture'] });
        await page.settled();
        publisher.publish('settings', { ...defaultSettings, theme: 'light' });
        publisher.publish('notices', []);
        await page.settled();
        expect(page.topicsOf('settings')).toEqual([
          expect.objectContaining({ revision: 1, value: { ...defaultSettings, theme: 'dark' } }),
          expect.objectContaining({ revision: 2, value: { ...defaultSettings, theme: 'light' } }),
        ]);
        expect(page.topicsOf('notices')).toEqual([]);
      });

      test('asking again replaces what is heard', async () => {
        publisher.publish('settings', defaultSettings);
        publisher.publish('notices', []);
        const page = await (await connect()).hello();
        page.send({ kind: 'subscribe', topics: ['settings'] });
        page.send({ kind: 'subscribe', topics: ['notices'] });
        await page.settled();
        publisher.publish('settings', defaultSettings);
        await page.settled();
        expect(page.topicsOf('settings')).toHaveLength(1);
        expect(page.topicsOf('notices')).toHaveLength(1);
      });
    });

    describe('the sink', () => {
      test('orders go to the page that acquired, its facts come back with its id', async () => {
        const page = await (await connect()).hello();
        await page.invoke('sink.acquire', {
          capabilities: { sampleRateHz: 48_000, channelCount: 2, playableTypes: [], label: 'page' },
          takeOver: false,
        });
        const client = services.calls[0]?.args[0] as SinkClient;
        const leaseId = LeaseId.parse('lease1');
        const loadId = LoadId.parse(7);
        client.sendOrder(leaseId, { kind: 'pause', loadId });
        await page.waitFor((message) => (message.kind === 'order' ? message : undefined));
        const fact = { kind: 'stopped', loadId };
        page.send({ kind: 'fact', leaseId, fact });
        page.send({ kind: 'fact', leaseId, fact: { ...fact, loadId: -1 } });
        for (const rate of [-5, 100]) {
          page.send({ kind: 'fact', leaseId, fact: { kind: 'rateChanged', loadId, rate } });
        }
        await page.settled();
        expect(services.calls.slice(1)).toEqual([
          { method: 'sink.acceptFact', args: [client.clientId, leaseId, fact] },
        ]);
      });
    });

    describe('leaving', () => {
      test('ends short calls, lets activities go on, and is told once', async () => {
        const signals: AbortSignal[] = [];
        const hold = (_input: unknown, { signal }: { signal: AbortSignal }) => {
          signals.push(signal);
          return new Promise<never>(() => undefined);
        };
        replaceHandlers({ 'queue.page': hold, 'files.open': hold });
        const gone: string[] = [];
        const page = await (await connect()).hello();
        page.send({
          kind: 'invoke',
          callId: 'a',
          name: 'queue.page',
          input: { offset: 0, limit: 1 },
        });
        page.send({
          kind: 'invoke',
          callId: 'b',
          name: 'files.open',
          input: {
            callId: 'b',
            grantIds: [],
            folderIds: [],
            target: { kind: 'queue', placement: { kind: 'append' } },
          },
        });
        await page.settled();
        const left = new Promise<void>((resolve) => {
          router.clientGone.subscribe((clientId) => {
            gone.push(clientId);
            resolve();
          });
        });
        page.leave();
        await left;
        expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
        expect(services.calls).toEqual([{ method: 'sink.clientGone', args: gone }]);
        expect(router.clientCount).toBe(0);
      });

      test('disposing the router closes every page and takes no more', async () => {
        const first = await makePortPair();
        const second = await makePortPair();
        const closedOf = ({ page }: PortPair) =>
          new Promise<void>((resolve) => void page.closed.subscribe(resolve));
        const closed = [closedOf(first), closedOf(second)];
        router.connect(first.server);
        router[Symbol.dispose]();
        router.connect(second.server);
        await Promise.all(closed);
        expect(router.clientCount).toBe(0);
      });
    });

    describeMalformedMessages({ connect, services: () => services, runCount });
  });
}
