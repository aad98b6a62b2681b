import { describe, expect, test } from 'vitest';
import { FakeMonotonicClock } from '../../../../base/testing/FakeMonotonicClock.ts';
import { silentLogger } from '../../../../base/Logger.ts';
import { eventCodes } from '../codec/codes/eventCodes.ts';
import { responseCodes } from '../codec/codes/responseCodes.ts';
import { MtpSession } from '../operations/MtpSession.ts';
import { getObjectHandles, getObjectInfo, rootHandle } from '../operations/objectOperations.ts';
import { readObject } from '../operations/readObject.ts';
import { writeObject } from '../operations/writeObject.ts';
import { patternBytes } from '../../../testing/patternBytes.ts';
import { FakeResponder } from '../testing/FakeResponder.ts';
import { never, openFakeSession, passTimeUntil, type FakeSession } from '../testing/fakeSession.ts';
import { fakeStorageId } from '../testing/FakeMtpStore.ts';
import { mtpTimeouts } from './MtpTimeouts.ts';

async function list({ session }: FakeSession, signal = never) {
  const listed = await getObjectHandles(session.calls, fakeStorageId, rootHandle, signal);
  return listed.ok ? { ok: true, value: [...listed.value.handles] } : listed;
}

async function read(fake: FakeSession, handle: number, lengthBytes: number, signal = never) {
  const chunks: Uint8Array[] = [];
  const onChunk = (chunk: Uint8Array) => void chunks.push(chunk);
  const range = { handle, offsetBytes: 0, lengthBytes, onChunk };
  const result = await readObject(fake.session.calls, range, signal);
  return { result, bytes: new Uint8Array(Buffer.concat(chunks)) };
}

/** Says of megabytes only where they differ, and says it soon. */
function expectSame(actual: Uint8Array | undefined, expected: Uint8Array): void {
  expect(actual?.byteLength).toBe(expected.byteLength);
  expect(actual?.findIndex((byte, index) => byte !== expected[index])).toBe(-1);
}

async function* inPieces(bytes: Uint8Array, onPiece?: (sent: number) => void) {
  for (let at = 0; at < bytes.byteLength; at += 10_000) {
    await Promise.resolve();
    onPiece?.(at);
    yield bytes.subarray(at, at + 10_000);
  }
}

function write(
  { session }: FakeSession,
  chunks: AsyncIterable<Uint8Array>,
  sizeBytes: number,
  signal = never,
) {
  const object = {
    storageId: fakeStorageId,
    parent: rootHandle,
    format: 0x3000,
    fileName: 'a.bin',
    sizeBytes,
    dateCreated: '',
    dateModified: '',
    properties: [],
  };
  const content = { chunks, onProgress: () => undefined, onAnnounced: () => undefined };
  return writeObject(session, object, content, signal);
}

const sizes = [0, 1, 499, 500, 501, 1011, 1012, 16_372, 65_524, 65_525, 200_000, 1_048_564];

describe('data of every size around the packets', () => {
  test.for(sizes)('%i bytes arrive, in and out', async (size) => {
    const fake = await openFakeSession();
    const bytes = patternBytes(size);
    const written = await write(fake, inPieces(bytes), size);
    expect(written).toMatchObject({ ok: true });
    const handle = written.ok ? written.value.handle : 0;
    expectSame(fake.responder.store.objects.get(handle)?.bytes, bytes);
    const back = await read(fake, handle, size);
    expect(back.result).toEqual({ ok: true, value: size });
    expectSame(back.bytes, bytes);
  });

  test.for(['sendsHeaderAlone', 'omitsEmptyPacket', 'statesNoLength', 'repeatsResponses'] as const)(
    'a device that %s is understood',
    async (fault) => {
      for (const size of sizes) {
        const fake = await openFakeSession();
        fake.responder.faults[fault] = true;
        const bytes = patternBytes(size);
        const { handle } = fake.responder.store.add({ fileName: 'a.bin', bytes });
        const back = await read(fake, handle, size);
        expect(back.result).toEqual({ ok: true, value: size });
        expectSame(back.bytes, bytes);
        expect(await list(fake)).toEqual({ ok: true, value: [handle] });
      }
    },
  );
});

describe('a device that breaks the protocol', () => {
  test.for([
    ['states more than it sends', { lengthLieBytes: 700 }],
    ['states less than it sends', { lengthLieBytes: -700 }],
    ['sends less than it states', { cutsBytes: 700 }],
  ] as const)('one that %s is device.protocol, and taken back', async ([, faults]) => {
    const fake = await openFakeSession();
    const { handle } = fake.responder.store.add({ fileName: 'a', bytes: patternBytes(5_000) });
    Object.assign(fake.responder.faults, faults);
    const { result } = await fake.passTimeUntil(read(fake, handle, 5_000));
    expect(result).toMatchObject({ ok: false, error: { code: 'device.protocol' } });
    Object.assign(fake.responder.faults, { lengthLieBytes: 0, cutsBytes: 0 });
    expect(await fake.passTimeUntil(list(fake))).toEqual({ ok: true, value: [handle] });
  });

  test('a dataset beyond every bound is refused before it is kept', async () => {
    const fake = await openFakeSession();
    fake.responder.faults.lengthLieBytes = 2_000_000_000;
    const bytes = patternBytes(3_000_000);
    const { handle } = fake.responder.store.add({ fileName: 'a', bytes });
    const info = await fake.passTimeUntil(getObjectInfo(fake.session.calls, handle, never));
    expect(info).toMatchObject({ ok: false });
  });

  test('a stall while it sends is a failure, and the next transaction works', async () => {
    const fake = await openFakeSession();
    fake.responder.faults.stallsAt = fake.responder.transactions.length;
    expect(await fake.passTimeUntil(list(fake))).toMatchObject({
      error: { code: 'device.failed' },
    });
    expect(await fake.passTimeUntil(list(fake))).toEqual({ ok: true, value: [] });
  });

  test('a stall while it is sent to is its refusal, whose reason is read', async () => {
    const fake = await openFakeSession();
    fake.responder.faults.stallsAt = fake.responder.transactions.length;
    const refused = await fake.passTimeUntil(write(fake, inPieces(patternBytes(10)), 10));
    expect(refused).toMatchObject({
      error: { error: { code: 'device.writeProtected' }, handle: null },
    });
    expect(fake.responder.requests).toEqual([]);
  });
});

describe('a device that falls silent', () => {
  test.for([
    ['cancel', ['cancel'], 'same'],
    ['classReset', ['cancel', 'classReset'], 'new'],
    ['reset', ['cancel', 'classReset', 'reset'], 'new'],
  ] as const)('is brought back by %s', async ([silenceEnds, requests, session]) => {
    const fake = await openFakeSession();
    fake.responder.faults.silenceEnds = silenceEnds;
    fake.responder.faults.silentAt = fake.responder.transactions.length;
    expect(await fake.passTimeUntil(list(fake))).toEqual({
      ok: false,
      error: { code: 'device.timedOut' },
    });
    expect(await fake.passTimeUntil(list(fake))).toEqual({ ok: true, value: [] });
    expect(fake.responder.requests.slice(0, requests.length)).toEqual(requests);
    expect(fake.events).toEqual([{ kind: 'recovering' }, { kind: 'recovered', session }]);
  });

  test('for good is lost, and every further call is device.disconnected', async () => {
    const fake = await openFakeSession();
    fake.responder.faults.silenceEnds = 'never';
    fake.responder.faults.silentAt = fake.responder.transactions.length;
    const calls = [list(fake), list(fake)];
    expect(await fake.passTimeUntil(Promise.all(calls))).toEqual([
      { ok: false, error: { code: 'device.timedOut' } },
      { ok: false, error: { code: 'device.disconnected' } },
    ]);
    expect(fake.events.at(-1)).toEqual({ kind: 'lost' });
  });

  test('is given its time: a slow one that goes on is not', async () => {
    const fake = await openFakeSession();
    const bytes = patternBytes(900_000);
    const { handle } = fake.responder.store.add({ fileName: 'a', bytes });
    const chunks: number[] = [];
    const reading = readObject(
      fake.session.calls,
      {
        handle,
        offsetBytes: 0,
        lengthBytes: bytes.byteLength,
        onChunk(chunk) {
          chunks.push(chunk.byteLength);
          fake.clock.advance(mtpTimeouts.idleMs - 1);
        },
      },
      never,
    );
    expect(await reading).toEqual({ ok: true, value: 900_000 });
    expect(chunks.length).toBeGreaterThan(2);
  });
});

describe('stopping in the middle', () => {
  test('of a write: what has arrived stays, and the next transaction works', async () => {
    const fake = await openFakeSession();
    const stop = new AbortController();
    const bytes = patternBytes(3_000_000);
    const chunks = inPieces(bytes, (sent) => (sent > 1_000_000 ? stop.abort() : undefined));
    const stopped = await fake.passTimeUntil(write(fake, chunks, bytes.byteLength, stop.signal));
    expect(stopped).toMatchObject({ ok: false, error: { error: { code: 'app.cancelled' } } });
    expect(await fake.passTimeUntil(list(fake))).toEqual({ ok: true, value: [1] });
    const kept = fake.responder.store.objects.get(1)?.bytes ?? new Uint8Array(0);
    expect(kept.byteLength).toBeGreaterThan(900_000);
    expectSame(kept, bytes.subarray(0, kept.byteLength));
    expect(fake.responder.requests).toEqual(['cancel']);
    expect(fake.events).toEqual([]);
  });

  test('of a read of the whole object', async () => {
    const fake = await openFakeSession();
    fake.responder.operations.advertised.delete('GetPartialObject');
    fake.responder.operations.advertised.delete('GetPartialObject64');
    const session = await openFakeSession(fake.responder);
    const bytes = patternBytes(3_000_000);
    const { handle } = fake.responder.store.add({ fileName: 'a', bytes });
    const stop = new AbortController();
    const range = { handle, offsetBytes: 0, lengthBytes: 3_000_000, onChunk: () => stop.abort() };
    const reading = readObject(session.session.calls, range, stop.signal);
    expect(await session.passTimeUntil(reading)).toEqual({
      ok: false,
      error: { code: 'app.cancelled' },
    });
    expect(await session.passTimeUntil(list(session))).toEqual({ ok: true, value: [handle] });
    expect(fake.responder.requests).toContain('cancel');
  });

  test('of a read in parts needs no cancelling', async () => {
    const fake = await openFakeSession();
    const bytes = patternBytes(9_000_000);
    const { handle } = fake.responder.store.add({ fileName: 'a', bytes });
    const stop = new AbortController();
    const range = { handle, offsetBytes: 0, lengthBytes: 9_000_000, onChunk: () => stop.abort() };
    expect(await readObject(fake.session.calls, range, stop.signal)).toMatchObject({ ok: false });
    expect(fake.responder.requests).toEqual([]);
    expect(
      fake.responder.transactions.filter((name) => name.startsWith('GetPartial')),
    ).toHaveLength(1);
  });

  test('of a call that waits for its turn', async () => {
    const fake = await openFakeSession();
    const before = fake.responder.transactions.length;
    const stop = new AbortController();
    const first = list(fake);
    const second = list(fake, stop.signal);
    stop.abort();
    expect(await second).toEqual({ ok: false, error: { code: 'app.cancelled' } });
    expect(await first).toEqual({ ok: true, value: [] });
    expect(fake.responder.transactions).toHaveLength(before + 1);
  });

  test.for([
    ['fewer', 5_000],
    ['more', 15_000],
  ] as const)(
    'because the source has %s bytes than announced is file.changed',
    async ([, size]) => {
      const fake = await openFakeSession();
      const failed = await fake.passTimeUntil(write(fake, inPieces(patternBytes(size)), 10_000));
      expect(failed).toMatchObject({ error: { error: { code: 'file.changed' }, handle: 1 } });
      expect(await fake.passTimeUntil(list(fake))).toEqual({ ok: true, value: [1] });
    },
  );

  test('because a receiver throws is thrown, and the next transaction works', async () => {
    const fake = await openFakeSession();
    const { handle } = fake.responder.store.add({ fileName: 'a', bytes: patternBytes(100_000) });
    const onChunk = () => Promise.reject(new Error('no'));
    const range = { handle, offsetBytes: 0, lengthBytes: 100_000, onChunk };
    await expect(readObject(fake.session.calls, range, never)).rejects.toThrow('no');
    expect(await fake.passTimeUntil(list(fake))).toEqual({ ok: true, value: [handle] });
  });
});

describe('a session', () => {
  test('that another program left open is closed and opened anew', async () => {
    const { responder } = await openFakeSession();
    responder.transactions.length = 0;
    await openFakeSession(responder);
    expect(responder.transactions).toEqual([
      'OpenSession',
      'CloseSession',
      'OpenSession',
      'GetDeviceInfo',
    ]);
  });

  test('that the device forgets is opened anew, and handles are said to be new', async () => {
    const fake = await openFakeSession();
    fake.responder.faults.forgetsSessionAt = fake.responder.transactions.length;
    expect(await list(fake)).toMatchObject({ ok: false, error: { code: 'device.busy' } });
    expect(await list(fake)).toEqual({ ok: true, value: [] });
    expect(fake.events).toEqual([{ kind: 'recovering' }, { kind: 'recovered', session: 'new' }]);
  });

  test('is closed with the port, and leaves no timer', async () => {
    const fake = await openFakeSession();
    await fake.session[Symbol.asyncDispose]();
    expect(fake.responder.transactions.at(-1)).toBe('CloseSession');
    expect(fake.responder.gone.aborted).toBe(true);
    expect(fake.clock.pendingTimerCount).toBe(0);
  });

  test('is not opened with a device that never answers', async () => {
    const responder = new FakeResponder();
    responder.faults.silenceEnds = 'never';
    responder.faults.silentAt = 0;
    const clock = new FakeMonotonicClock();
    const services = { clock, logger: silentLogger, timeouts: mtpTimeouts };
    const opening = MtpSession.open(responder, services, never);
    expect(await passTimeUntil(clock, opening)).toEqual({
      ok: false,
      error: { code: 'device.timedOut' },
    });
    expect(responder.gone.aborted).toBe(true);
  });

  test('hears what the device tells', async () => {
    const fake = await openFakeSession();
    fake.responder.notify(eventCodes.ObjectAdded, [7]);
    await fake.passTimeUntil(list(fake));
    const notice = { code: eventCodes.ObjectAdded, parameters: [7] };
    expect(fake.events).toEqual([{ kind: 'notice', notice }]);
  });
});

test('a device that disappears at any transaction of a write is said to be gone', async () => {
  for (const at of [2, 3]) {
    const fake = await openFakeSession();
    fake.responder.faults.disappearsAt = at;
    fake.responder.faults.disappearsAfterBytes = at === 3 ? 100_000 : 0;
    const bytes = patternBytes(200_000);
    const failed = await fake.passTimeUntil(write(fake, inPieces(bytes), bytes.byteLength));
    const handle = at === 3 ? 1 : null;
    expect(failed).toMatchObject({ error: { error: { code: 'device.disconnected' }, handle } });
    expect(fake.events).toEqual([{ kind: 'lost' }]);
  }
});

test('what a device refuses is told by its code', async () => {
  const fake = await openFakeSession();
  fake.responder.faults.refuses.GetObjectHandles = responseCodes.StoreNotAvailable;
  expect(await list(fake)).toEqual({
    ok: false,
    error: {
      code: 'device.noSuchStorage',
      details: 'GetObjectHandles: StoreNotAvailable (0x2013)',
    },
  });
});
