import { describe, expect, test } from 'vitest';
import { ok } from '../base/Result.ts';
import { MediaEventGenerator, type AsyncResult } from './MediaEventGenerator.ts';

const failed = (code: string) => ({ ok: false, error: { code } });

describe('beginGetEvent', () => {
  test('MS-04 one request at a time, told apart by callback and state', () => {
    const generator = new MediaEventGenerator<string>();
    const callback = () => undefined;
    expect(generator.beginGetEvent(callback, 'state')).toEqual(ok('pending'));
    expect(generator.beginGetEvent(callback, 'state')).toEqual(ok('multipleBegin'));
    expect(generator.beginGetEvent(callback, 'other')).toEqual(failed('multipleBegin'));
    expect(generator.beginGetEvent(() => undefined)).toEqual(failed('multipleSubscribers'));
    generator.shutdown();
    expect(generator.beginGetEvent(callback)).toEqual(failed('shutdown'));
  });

  test('MS-04 each request is answered once, in order, also by a callback that asks again', async () => {
    const generator = new MediaEventGenerator<string>();
    const received: unknown[] = [];
    const onEvent = (result: AsyncResult) => {
      received.push(result.state, generator.endGetEvent(result));
      generator.beginGetEvent(onEvent, received.length);
    };
    generator.beginGetEvent(onEvent, 'first');
    generator.beginGetEvent(onEvent, 'first');
    generator.queueEvent('one');
    generator.queueEvent('two');
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    expect(received).toEqual(['first', ok('one'), 2, ok('two')]);
  });

  test('MS-04 a result it did not issue, or that was used, fails', async () => {
    const generator = new MediaEventGenerator<string>();
    expect(generator.endGetEvent({ state: null })).toEqual(failed('failed'));
    const results: AsyncResult[] = [];
    generator.beginGetEvent((result) => results.push(result));
    generator.queueEvent('one');
    await Promise.resolve();
    const [result] = results;
    if (result === undefined) throw new Error('Not called back');
    expect(new MediaEventGenerator<string>().endGetEvent(result)).toEqual(failed('failed'));
    expect(generator.endGetEvent(result)).toEqual(ok('one'));
    expect(generator.endGetEvent(result)).toEqual(failed('failed'));
  });
});

describe('getEvent', () => {
  test('MS-05 waits, unless it is told not to', async () => {
    const generator = new MediaEventGenerator<string>();
    expect(await generator.getEvent({ noWait: true })).toEqual(failed('noEventsAvailable'));
    const waiting = generator.getEvent();
    generator.queueEvent('one');
    generator.queueEvent('two');
    expect(await waiting).toEqual(ok('one'));
    expect(await generator.getEvent({ noWait: true })).toEqual(ok('two'));
  });

  test('MS-05 is refused while a request is pending and after shutdown', async () => {
    const generator = new MediaEventGenerator<string>();
    generator.beginGetEvent(() => undefined);
    expect(await generator.getEvent()).toEqual(failed('multipleSubscribers'));
    const other = new MediaEventGenerator<string>();
    const waiting = other.getEvent();
    other.shutdown();
    expect(await waiting).toEqual(failed('shutdown'));
    expect(await other.getEvent()).toEqual(failed('shutdown'));
  });
});

test('every listener hears every event, whoever fetches', () => {
  const generator = new MediaEventGenerator<string>();
  const heard: string[] = [];
  generator.events.subscribe((event) => heard.push(`a ${event}`));
  generator.events.subscribe((event) => heard.push(`b ${event}`));
  generator.queueEvent('one');
  generator.shutdown();
  generator.queueEvent('two');
  expect(heard).toEqual(['a one', 'b one']);
});
