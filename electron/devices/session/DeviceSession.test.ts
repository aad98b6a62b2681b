import { beforeEach, describe, expect, test } from 'vitest';
import { err } from '../../base/Result.ts';
import { CapturingParticipant } from '../testing/CapturingParticipant.ts';
import { errorOf, valueOf } from '../testing/valueOf.ts';
import { sessionTypes, type SessionType } from '../SessionParticipant.ts';
import { DeviceSession } from './DeviceSession.ts';

let log: string[];
let serviceProvider: CapturingParticipant;
let contentProvider: CapturingParticipant;
let session: DeviceSession;
const { signal } = new AbortController();
const both: readonly SessionType[] = ['transferToDevice', 'delete'];

beforeEach(() => {
  log = [];
  serviceProvider = new CapturingParticipant('service provider', log);
  contentProvider = new CapturingParticipant('content provider', log);
  session = new DeviceSession(() => ({ serviceProvider, contentProvider }));
});

const begin = (types: Iterable<SessionType> = both, context: Uint8Array | null = null) =>
  session.begin(types, context, signal);
const end = (types: Iterable<SessionType> = both, context: Uint8Array | null = null) =>
  session.end(types, context, signal);

test('WD-03 a session has one or more of four types, each passed on', async () => {
  expect(sessionTypes).toEqual(['transferToDevice', 'transferFromDevice', 'delete', 'custom']);
  for (const types of [...sessionTypes.map((type) => [type]), both, sessionTypes]) {
    valueOf(await begin(types));
    valueOf(await end(types));
    expect(serviceProvider.calls.at(-1)?.types).toEqual(new Set(types));
    expect(contentProvider.calls.at(-2)?.types).toEqual(new Set(types));
  }
});

test('WD-04 no types, or unknown ones, are refused and nobody is asked', async () => {
  expect(errorOf(await begin([])).error.code).toBe('device.invalidRequest');
  // What arrives from outside may not be what its type says.
  const unknown = ['delete', 'none'] as readonly string[] as readonly SessionType[];
  expect(errorOf(await begin(unknown)).error.code).toBe('device.invalidRequest');
  expect(log).toEqual([]);
  valueOf(await begin());
});

describe('the context', () => {
  test('WD-05 is passed on as it is, at the beginning and at the end', async () => {
    const context = Uint8Array.of(0, 255, 7);
    valueOf(await begin(both, context));
    valueOf(await end(both, Uint8Array.of(1)));
    for (const { calls } of [serviceProvider, contentProvider]) {
      expect(calls.map((call) => call.context)).toEqual([context, Uint8Array.of(1)]);
      expect(calls[0]?.context).toBe(context);
    }
  });

  test('WD-05 of no bytes is none', async () => {
    valueOf(await begin(both, new Uint8Array()));
    expect(serviceProvider.calls[0]?.context).toBeNull();
  });
});

test('WD-06 a second session of the same device is refused, and the first unaffected', async () => {
  valueOf(await begin());
  expect(errorOf(await begin(['custom']))).toEqual({
    error: { code: 'device.sessionActive' },
    failures: [],
    stillOpen: [],
  });
  expect(log).toEqual(['service provider begin', 'content provider begin']);
  valueOf(await end());
});

test('WD-06 a session that is still beginning is one already', async () => {
  const [first, second] = await Promise.all([begin(), begin()]);
  valueOf(first);
  expect(errorOf(second).error.code).toBe('device.sessionActive');
});

test('WD-07 sessions of two devices know nothing of each other', async () => {
  const other = new DeviceSession(() => ({
    serviceProvider: new CapturingParticipant('other', log),
    contentProvider: null,
  }));
  valueOf(await begin(both));
  valueOf(await other.begin(['custom'], null, signal));
  valueOf(await end(both));
  expect(other.state).toEqual({ phase: 'active', types: ['custom'] });
  valueOf(await other.end(['custom'], null, signal));
});

test('WD-08 both participants begin, and end the other way round', async () => {
  valueOf(await begin());
  valueOf(await end());
  expect(log).toEqual([
    'service provider begin',
    'content provider begin',
    'content provider end',
    'service provider end',
  ]);
});

test('WD-08 a cancel reaches the participant that is asked', async () => {
  const controller = new AbortController();
  valueOf(await session.begin(both, null, controller.signal));
  expect(serviceProvider.calls[0]?.signal).toBe(controller.signal);
});

test('WD-09 the participant’s own error is returned, and who had begun is ended', async () => {
  contentProvider.beginResult = err({ code: 'device.notCertified' });
  expect(errorOf(await begin())).toEqual({
    error: { code: 'device.notCertified' },
    failures: [{ participant: 'contentProvider', error: { code: 'device.notCertified' } }],
    stillOpen: [],
  });
  expect(log).toEqual(['service provider begin', 'content provider begin', 'service provider end']);
  expect(session.state.phase).toBe('none');
});

test('WD-09 who comes after the one that failed is not asked', async () => {
  serviceProvider.beginResult = err({ code: 'device.locked' });
  expect(errorOf(await begin()).error.code).toBe('device.locked');
  expect(log).toEqual(['service provider begin']);
});

test('WD-09 a roll-back that fails is told beside the cause', async () => {
  contentProvider.beginResult = err({ code: 'device.notCertified' });
  serviceProvider.endResult = err({ code: 'device.failed' });
  const failure = errorOf(await begin());
  expect(failure.error.code).toBe('device.notCertified');
  expect(failure.stillOpen).toEqual(['serviceProvider']);
});

test('WD-12 exactly the types of the beginning end it, in any order', async () => {
  valueOf(await begin(['delete', 'transferToDevice', 'delete']));
  valueOf(await end(['transferToDevice', 'delete']));
  expect(session.state.phase).toBe('none');
});

test.each([
  ['fewer', ['delete']],
  ['more', ['transferToDevice', 'delete', 'custom']],
  ['other', ['custom', 'transferFromDevice']],
] as const)('WD-13 %s types are refused, and the session stays whole', async (_, types) => {
  valueOf(await begin());
  const refused = await end(types);
  expect(errorOf(refused).error.code).toBe('device.invalidRequest');
  expect(session.state).toEqual({ phase: 'active', types: both });
  expect(log).toEqual(['service provider begin', 'content provider begin']);
  valueOf(await end());
});

describe('a participant that cannot end', () => {
  test('WD-14 is reported, and the other has ended', async () => {
    valueOf(await begin());
    contentProvider.endResult = err({ code: 'device.failed' });
    expect(errorOf(await end())).toEqual({
      error: { code: 'device.failed' },
      failures: [{ participant: 'contentProvider', error: { code: 'device.failed' } }],
      stillOpen: ['contentProvider'],
    });
    expect(log.slice(2)).toEqual(['content provider end', 'service provider end']);
  });

  test('WD-14 is asked alone when the session is ended again', async () => {
    valueOf(await begin());
    contentProvider.endResult = err({ code: 'device.failed' });
    await end();
    log.length = 0;
    expect(errorOf(await end(['delete'])).error.code).toBe('device.invalidRequest');
    contentProvider.endResult = { ok: true, value: undefined };
    valueOf(await end());
    expect(log).toEqual(['content provider end']);
    expect(session.state.phase).toBe('none');
  });

  test('WD-14 stands in nobody’s way to begin', async () => {
    valueOf(await begin());
    serviceProvider.endResult = err({ code: 'device.failed' });
    await end();
    valueOf(await begin(['custom']));
    expect(session.state).toEqual({ phase: 'active', types: ['custom'] });
  });
});

test('WD-15 what was not begun, or has ended, cannot be ended', async () => {
  expect(errorOf(await end()).error.code).toBe('device.noSession');
  valueOf(await begin());
  valueOf(await end());
  expect(errorOf(await end()).error.code).toBe('device.noSession');
  expect(log).toHaveLength(4);
});

test('WD-15 what is still beginning or ending cannot be ended', async () => {
  const beginning = begin();
  expect(errorOf(await end()).error.code).toBe('device.noSession');
  valueOf(await beginning);
  const [first, second] = await Promise.all([end(), end()]);
  valueOf(first);
  expect(errorOf(second).error.code).toBe('device.noSession');
});

test('WD-40 a provider without a part in sessions has nothing to do, and does not fail', async () => {
  session = new DeviceSession(() => ({ serviceProvider: null, contentProvider }));
  valueOf(await begin());
  valueOf(await end());
  expect(log).toEqual(['content provider begin', 'content provider end']);
});

test('a lost device ends its session, and whoever waits is told', async () => {
  const never = new Promise<void>(() => undefined);
  serviceProvider.answering = never;
  const beginning = begin();
  session.connectionLost({ code: 'device.disconnected' });
  expect(errorOf(await beginning).error.code).toBe('device.disconnected');
  expect(session.state.phase).toBe('none');
  serviceProvider.answering = Promise.resolve();
  valueOf(await begin());
});

test('an answer that comes after the device was lost means nothing to the next session', async () => {
  const late = Promise.withResolvers<undefined>();
  const replugged = new CapturingParticipant();
  let connected = serviceProvider;
  session = new DeviceSession(() => ({ serviceProvider: connected, contentProvider }));
  serviceProvider.answering = late.promise;
  const first = begin();
  session.connectionLost({ code: 'device.disconnected' });
  await first;

  connected = replugged;
  replugged.answering = late.promise.then(() => undefined);
  replugged.beginResult = err({ code: 'device.locked' });
  const second = begin();
  late.resolve(undefined);
  expect(errorOf(await second).error.code).toBe('device.locked');
});

test('tells when it has changed', async () => {
  const phases: string[] = [];
  session.changes.subscribe(() => void phases.push(session.state.phase));
  await begin();
  await end();
  expect(phases).toContain('active');
  expect(phases.at(-1)).toBe('none');
});

describe('a participant that throws', () => {
  const bug = new RangeError('a bug');
  const throwing = {
    beginSession: () => Promise.reject(bug),
    endSession: () => Promise.reject(bug),
  };

  test('lets no session begin, and the next one can', async () => {
    let broken = true;
    session = new DeviceSession(() => ({
      serviceProvider: broken ? throwing : serviceProvider,
      contentProvider,
    }));
    expect(errorOf(await begin()).error.code).toBe('app.internal');
    expect(session.state.phase).toBe('none');
    broken = false;
    valueOf(await begin());
  });

  test('at once is no different', async () => {
    const sudden = () => {
      throw bug;
    };
    session = new DeviceSession(() => ({
      serviceProvider: { beginSession: sudden, endSession: sudden },
      contentProvider,
    }));
    expect(errorOf(await begin()).error.code).toBe('app.internal');
  });
});
