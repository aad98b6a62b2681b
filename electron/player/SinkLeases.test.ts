import { describe, expect, test } from 'vitest';
import { GrantId, LoadId } from '../contract/ids.ts';
import type { SinkOrder } from '../contract/sink.ts';
import type { MediaSinkEvent } from '../media/MediaSink.ts';
import { SinkLeases } from './SinkLeases.ts';
import { CapturingSinkClient, stubSinkCapabilities } from './testing/CapturingSinkClient.ts';

function prepareOrder(loadId: number): SinkOrder {
  return {
    kind: 'prepare',
    loadId: LoadId.parse(loadId),
    grantId: GrantId.parse('g1'),
    url: 'media/g1',
    mimeType: null,
    hasVideo: false,
  };
}

function setUp() {
  const leases = new SinkLeases();
  const events: MediaSinkEvent[] = [];
  leases.events.subscribe((event) => events.push(event));
  const phone = new CapturingSinkClient('phone');
  const desk = new CapturingSinkClient('desk');
  const ask = (takeOver = false) => ({ capabilities: stubSinkCapabilities(), takeOver });
  return { leases, events, phone, desk, ask };
}

function granted<Value>(value: Value | null): Value {
  if (value === null) throw new Error('The lease was refused');
  return value;
}

describe('SinkLeases', () => {
  test('has no capabilities and drops orders while nobody holds the lease', () => {
    const { leases, desk, ask } = setUp();
    expect(leases.capabilities).toBeNull();
    expect(leases.snapshot).toEqual({ holder: null, blocked: false });
    leases.order(prepareOrder(1));
    leases.acquire(desk, ask());
    expect(desk.orderKinds).toEqual(['setVolume']);
  });

  test('refuses a second page until it takes over', () => {
    const { leases, desk, phone, ask } = setUp();
    const first = granted(leases.acquire(desk, ask()));
    expect(leases.acquire(phone, ask())).toBeNull();
    const second = granted(leases.acquire(phone, ask(true)));
    expect(second).not.toBe(first);
    expect(leases.origin).toBe('takeOver');
    expect(leases.snapshot.holder?.clientId).toBe(phone.clientId);
  });

  test('tells of the loss before the gain, and silences the page that lost', () => {
    const { leases, events, desk, phone, ask } = setUp();
    leases.acquire(desk, ask());
    leases.order(prepareOrder(7));
    leases.order(prepareOrder(8));
    leases.order({ kind: 'unload', loadId: LoadId.parse(7) });
    leases.acquire(phone, ask(true));
    expect(events.map((event) => event.kind)).toEqual(['available', 'invalidated', 'available']);
    expect(desk.orders.at(-1)?.order).toEqual({ kind: 'unload', loadId: 8 });
    expect(desk.orderKinds).toEqual(['setVolume', 'prepare', 'prepare', 'unload', 'unload']);
    expect(phone.orderKinds).toEqual(['setVolume']);
  });

  test('keeps the lease of a holder that asks again', () => {
    const { leases, events, desk, ask } = setUp();
    const first = leases.acquire(desk, ask());
    expect(leases.acquire(desk, ask(true))).toBe(first);
    expect(events).toHaveLength(1);
  });

  test('drops facts of an earlier lease and of pages that hold none', () => {
    const { leases, events, desk, phone, ask } = setUp();
    const old = granted(leases.acquire(desk, ask()));
    const present = granted(leases.acquire(phone, ask(true)));
    events.length = 0;
    const fact = { kind: 'stopped', loadId: LoadId.parse(1) } as const;
    leases.acceptFact(desk.clientId, old, fact);
    leases.acceptFact(desk.clientId, present, fact);
    leases.acceptFact(phone.clientId, old, fact);
    expect(events).toEqual([]);
    leases.acceptFact(phone.clientId, present, fact);
    expect(events).toEqual([{ kind: 'fact', fact }]);
  });

  test('applies loudness to the holder at once, and to the next holder as it arrives', () => {
    const { leases, desk, phone, ask } = setUp();
    leases.acquire(desk, ask());
    leases.setLoudness({ volume: 0.3, muted: true });
    expect(desk.orders.at(-1)?.order).toEqual({ kind: 'setVolume', volume: 0.3, muted: true });
    leases.acquire(phone, ask(true));
    expect(phone.orders[0]?.order).toEqual({ kind: 'setVolume', volume: 0.3, muted: true });
  });

  test('is free again when the holder releases it or goes', () => {
    const { leases, events, desk, phone, ask } = setUp();
    const lease = granted(leases.acquire(desk, ask()));
    leases.release(phone.clientId, lease);
    expect(leases.capabilities).not.toBeNull();
    leases.release(desk.clientId, lease);
    expect(leases.capabilities).toBeNull();
    leases.acquire(phone, ask());
    leases.clientGone(desk.clientId);
    expect(leases.snapshot.holder?.clientId).toBe(phone.clientId);
    leases.clientGone(phone.clientId);
    expect(leases.snapshot.holder).toBeNull();
    expect(events.map((event) => event.kind)).toEqual([
      'available',
      'invalidated',
      'available',
      'invalidated',
    ]);
  });

  test('a stale release does not take the lease from its present holder', () => {
    const { leases, desk, phone, ask } = setUp();
    const old = granted(leases.acquire(desk, ask()));
    leases.acquire(phone, ask(true));
    leases.acquire(desk, ask(true));
    leases.release(desk.clientId, old);
    expect(leases.snapshot.holder?.clientId).toBe(desk.clientId);
  });

  test('tells how the lease came to its holder', () => {
    const { leases, desk, phone, ask } = setUp();
    const first = granted(leases.acquire(desk, ask()));
    expect(leases.origin).toBe('first');
    leases.clientGone(desk.clientId);
    leases.acquire(phone, ask());
    expect(leases.origin).toBe('claimed');
    leases.clientGone(phone.clientId);
    leases.acquire(desk, { ...ask(), previousLeaseId: first });
    expect(leases.origin).toBe('claimed');
  });

  test('gives a reloaded page its lease back, even before its old connection is seen to be gone', () => {
    const { leases, events, desk, ask } = setUp();
    const first = granted(leases.acquire(desk, ask()));
    const reloaded = new CapturingSinkClient('deskReloaded');
    const second = granted(leases.acquire(reloaded, { ...ask(), previousLeaseId: first }));
    expect(leases.origin).toBe('returned');
    leases.clientGone(desk.clientId);
    expect(leases.snapshot.holder?.clientId).toBe(reloaded.clientId);
    expect(second).not.toBe(first);
    expect(events.map((event) => event.kind)).toEqual(['available', 'invalidated', 'available']);
  });

  test('a page that took its lease back while it was leaving does not shut its successor out', () => {
    const { leases, desk, phone, ask } = setUp();
    const first = granted(leases.acquire(desk, ask()));
    leases.release(desk.clientId, first);
    leases.acquire(desk, { ...ask(), previousLeaseId: first });
    leases.clientGone(desk.clientId);
    const reloaded = new CapturingSinkClient('deskReloaded');
    leases.acquire(reloaded, { ...ask(), previousLeaseId: first });
    expect(leases.origin).toBe('returned');
    leases.acquire(phone, ask(true));
    expect(leases.acquire(desk, { ...ask(), previousLeaseId: first })).toBeNull();
  });

  test('remembers that sound is blocked until the gesture was made', () => {
    const { leases, desk, ask } = setUp();
    const lease = granted(leases.acquire(desk, ask()));
    const seen: boolean[] = [];
    leases.changes.subscribe((snapshot) => seen.push(snapshot.blocked));
    const loadId = LoadId.parse(1);
    leases.acceptFact(desk.clientId, lease, { kind: 'blocked', loadId });
    leases.acceptFact(desk.clientId, lease, { kind: 'blocked', loadId });
    leases.acceptFact(desk.clientId, lease, { kind: 'unblocked' });
    expect(seen).toEqual([true, false]);
    leases.acceptFact(desk.clientId, lease, { kind: 'blocked', loadId });
    leases.clientGone(desk.clientId);
    expect(leases.blocked).toBe(false);
  });

  test('takes on the capabilities of a changed output', () => {
    const { leases, desk, ask } = setUp();
    const lease = granted(leases.acquire(desk, ask()));
    const capabilities = { ...stubSinkCapabilities('Headphones'), sampleRateHz: 96_000 };
    leases.acceptFact(desk.clientId, lease, { kind: 'formatChanged', capabilities });
    expect(leases.capabilities).toEqual(capabilities);
    expect(leases.snapshot.holder?.label).toBe('Headphones');
  });
});
