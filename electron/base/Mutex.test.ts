import { expect, test } from 'vitest';
import { Mutex } from './Mutex.ts';
import { ok } from './Result.ts';

const { signal } = new AbortController();

test('lets one task in at a time, in the order they asked', async () => {
  const mutex = new Mutex();
  const log: string[] = [];
  const first = Promise.withResolvers<string>();
  const one = mutex.runExclusive(async () => {
    log.push('one in');
    const value = await first.promise;
    log.push('one out');
    return value;
  });
  const two = mutex.runExclusive(() => log.push('two'));
  first.resolve('value');
  expect(await one).toBe('value');
  await two;
  expect(log).toEqual(['one in', 'one out', 'two']);
});

test('a task that throws keeps nobody out', async () => {
  const mutex = new Mutex();
  const failing = mutex.runExclusive(() => Promise.reject(new RangeError('a bug')));
  const next = mutex.runUnlessAborted(signal, () => 2);
  await expect(failing).rejects.toThrow('a bug');
  expect(await next).toEqual(ok(2));
});

test('a task that is aborted while it waits is told at once, and never runs', async () => {
  const mutex = new Mutex();
  const first = Promise.withResolvers<undefined>();
  const running = mutex.runExclusive(() => first.promise);
  const controller = new AbortController();
  const waiting = mutex.runUnlessAborted(controller.signal, () => expect.fail('it ran'));
  controller.abort();
  expect(await waiting).toEqual({ ok: false, error: 'aborted' });
  first.resolve(undefined);
  await running;
  expect(await mutex.runUnlessAborted(signal, () => 3)).toEqual(ok(3));
});

test('a task that was aborted before never runs', async () => {
  const outcome = new Mutex().runUnlessAborted(AbortSignal.abort(), () => expect.fail('it ran'));
  expect(await outcome).toEqual({ ok: false, error: 'aborted' });
});

test('a task that is aborted while it runs goes on to its own end', async () => {
  const controller = new AbortController();
  const outcome = new Mutex().runUnlessAborted(controller.signal, async () => {
    controller.abort();
    return Promise.resolve('its own end');
  });
  expect(await outcome).toEqual(ok('its own end'));
});
