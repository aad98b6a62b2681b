import { describe, expect, test, vi } from 'vitest';
import { PlayerStateStore } from '../state/PlayerStateStore.ts';
import { PlayerHarness } from './testing/PlayerHarness.ts';

describe('who plays', () => {
  test('without a lease the intent is kept, and the first page plays', async () => {
    await using harness = await PlayerHarness.start();
    await harness.add('a');
    await harness.run(harness.player.play());
    expect(harness.player.playback).toMatchObject({ intent: 'play', suppression: 'noSink' });
    expect(harness.sources.opened).toEqual([]);
    harness.page.acquire();
    await harness.settle();
    expect(harness.page.sounding).toBe('a');
    expect(harness.player.playback.suppression).toBeNull();
  });

  test('"Play here" goes on where the other page was', async () => {
    await using harness = await PlayerHarness.startWith('a', 'b');
    const { player, page, clock } = harness;
    const phone = harness.openPage('phone');
    await harness.run(player.play());
    clock.advance(12_000);
    page.engine.playTo(12_000);
    phone.acquire({ takeOver: true });
    await harness.settle();
    expect(page.sounding).toBeNull();
    expect(phone.sounding).toBe('a');
    expect(phone.ordersOf('start').map(({ positionMs }) => positionMs)).toEqual([12_000]);
    await harness.playToEnd(phone);
    expect(phone.sounding).toBe('b');
  });

  test('a page that merely finds the lease free stays silent', async () => {
    await using harness = await PlayerHarness.startWith('a');
    const { player, page, clock } = harness;
    await harness.run(player.play());
    clock.advance(7_000);
    page.engine.playTo(7_000);
    page.leave();
    await harness.settle();
    expect(player.playback).toMatchObject({ suppression: 'noSink', positionMs: 7_000 });
    const phone = harness.openPage('phone');
    phone.acquire();
    await harness.settle();
    expect(phone.sounding).toBeNull();
    expect(player.playback).toMatchObject({ status: 'paused', intent: 'pause', positionMs: 7_000 });
    await harness.run(player.play());
    expect(phone.ordersOf('start').at(-1)?.positionMs).toBe(7_000);
  });

  test('what the browser paused is paused, and plays on when that is wanted', async () => {
    await using harness = await PlayerHarness.startWith('a');
    const { player, page } = harness;
    await harness.run(player.play());
    harness.playFor(7_000);
    page.engine.interrupt();
    await harness.settle();
    expect(player.playback).toMatchObject({
      ...{ status: 'paused', intent: 'pause', moving: false },
      ...{ suppression: null, positionMs: 7_000 },
    });
    await harness.run(player.play());
    expect(page.ordersOf('start').map(({ positionMs }) => positionMs)).toEqual([0, null]);
    expect(player.playback).toMatchObject({ status: 'playing', positionMs: 7_000 });
  });

  test('a page that was reloaded resumes where it was', async () => {
    await using harness = await PlayerHarness.startWith('a');
    const { player, page, clock } = harness;
    const { leaseId } = page;
    await harness.run(player.play());
    clock.advance(7_000);
    page.engine.playTo(7_000);
    page.leave();
    await harness.settle();
    const reloaded = harness.openPage('reloaded');
    reloaded.acquire({ previousLeaseId: leaseId });
    await harness.settle();
    expect(reloaded.ordersOf('start').map(({ positionMs }) => positionMs)).toEqual([7_000]);
    expect(player.playback.status).toBe('playing');
  });

  test('a lease that moves in the middle of a start loses nothing', async () => {
    await using harness = await PlayerHarness.startWith('a');
    harness.page.engine.silences.add('start');
    await harness.player.play();
    await expect.poll(() => harness.page.ordersOf('start').length).toBe(1);
    const phone = harness.openPage('phone');
    phone.acquire({ takeOver: true });
    await harness.settle();
    expect(phone.sounding).toBe('a');
    const laptop = harness.openPage('laptop');
    phone.engine.silences.add('start');
    await harness.player.seek(9_000);
    await expect.poll(() => phone.ordersOf('start').length).toBe(2);
    phone.leave();
    laptop.acquire({ takeOver: true });
    await harness.settle();
    expect(laptop.ordersOf('start').map(({ positionMs }) => positionMs)).toEqual([9_000]);
  });

  test('playing from a remote starts the next page that comes', async () => {
    await using harness = await PlayerHarness.startWith('a');
    await harness.run(harness.player.play());
    harness.page.leave();
    await harness.run(harness.player.pause());
    await harness.run(harness.player.play());
    const phone = harness.openPage('phone');
    phone.acquire();
    await harness.settle();
    expect(phone.sounding).toBe('a');
  });

  test('what is on a player that is being sent a file waits for it, and says so', async () => {
    await using harness = await PlayerHarness.startWith('a');
    const { player, sources } = harness;
    const opening = Promise.withResolvers<void>();
    sources.gate = opening.promise;
    void player.play();
    await vi.waitFor(() => expect(player.playback.suppression).toBe('opening'));
    const told: unknown[] = [];
    player.changes.subscribe(() => told.push(player.playback.suppression));
    sources.setHeld(true);
    expect(told).toEqual(['playerBusy']);
    sources.setHeld(false);
    expect(told).toEqual(['playerBusy', 'opening']);
    opening.resolve();
    await harness.settle();
    sources.setHeld(true);
    expect(player.playback.suppression).toBeNull();
  });

  test('a page that is blocked waits for the gesture, and a pause meanwhile holds', async () => {
    await using harness = await PlayerHarness.startWith('a', 'b');
    const { player, page } = harness;
    page.engine.isBlocked = true;
    await harness.run(player.play());
    expect(player.playback).toMatchObject({
      suppression: 'sinkBlocked',
      intent: 'play',
      moving: false,
    });
    page.engine.unblock();
    await harness.settle();
    expect(player.playback).toMatchObject({ suppression: null, moving: true });
    expect(page.sounding).toBe('a');

    page.engine.isBlocked = true;
    await harness.run(player.next());
    expect(player.playback.suppression).toBe('sinkBlocked');
    await harness.run(player.pause());
    page.engine.unblock();
    await harness.settle();
    expect(page.sounding).not.toBe('b');
    expect(player.playback).toMatchObject({ status: 'paused', intent: 'pause' });
  });

  test('another entry overtakes the one that waits for the gesture', async () => {
    await using harness = await PlayerHarness.startWith('a', 'b');
    const { player, page } = harness;
    page.engine.isBlocked = true;
    await harness.run(player.play());
    await harness.run(player.next());
    expect(player.playback.suppression).toBe('sinkBlocked');
    page.engine.unblock();
    await harness.settle();
    expect(page.sounding).toBe('b');
  });

  test('the gesture does not make it start twice', async () => {
    await using harness = await PlayerHarness.startWith('a');
    harness.page.engine.isBlocked = true;
    await harness.run(harness.player.play());
    harness.page.engine.unblock();
    await harness.settle();
    expect(harness.page.sounding).toBe('a');
    expect(harness.page.ordersOf('start')).toHaveLength(1);
  });

  test('what else is wanted before the gesture does not hold up a pause', async () => {
    await using harness = await PlayerHarness.startWith('a', 'b', 'c');
    const { player, page, entryIds } = harness;
    page.engine.isBlocked = true;
    await harness.run(player.play());
    await player.setRate(2);
    const [, second] = entryIds;
    if (second === undefined) throw new Error('No second entry');
    await harness.queue.remove({ kind: 'some', entryIds: [second] });
    await harness.settle();
    await player.pause();
    await harness.settle();
    expect(player.playback).toMatchObject({ status: 'paused', intent: 'pause' });
    expect(harness.leases.blocked).toBe(false);
    page.engine.isBlocked = false;
    await harness.run(player.play());
    expect(page.ordersOf('start').at(-1)?.rate).toBe(2);
    expect(page.prepared.at(-1)).toBe('c');
  });

  test('an entry whose bytes take an hour to come plays then', async () => {
    await using harness = await PlayerHarness.startWith('a', 'b');
    const { promise, resolve } = Promise.withResolvers<void>();
    harness.sources.gate = promise;
    await harness.player.play();
    await expect.poll(() => harness.player.playback.suppression).toBe('opening');
    harness.clock.advance(3_600_000);
    expect(harness.player.playback.suppression).toBe('opening');
    resolve();
    await harness.settle();
    expect(harness.page.sounding).toBe('a');
    expect(harness.notices.list).toEqual([]);
  });
});

describe('after a restart', () => {
  test('is paused where it stood, with its modes, and plays from there', async () => {
    const before = await PlayerHarness.startWith('a', 'b');
    await before.run(before.player.setRepeat('all'));
    await before.run(before.player.setVolume(0.5));
    await before.run(before.player.play());
    await before.playToEnd();
    before.clock.advance(9_000);
    before.page.engine.playTo(9_000);
    await before.close();

    await using after = await PlayerHarness.start(before.folder);
    expect(after.current).toBe('b');
    expect(after.player.playback).toMatchObject({
      status: 'paused',
      intent: 'pause',
      positionMs: 9_000,
      suppression: null,
    });
    expect(after.player.player).toMatchObject({ repeat: 'all', volume: 0.5 });
    after.page.acquire();
    await after.settle();
    expect(after.page.prepared).toContain('b');
    expect(after.page.sounding).toBeNull();
    expect(after.page.ordersOf('setVolume')[0]?.volume).toBe(0.5);
    await after.run(after.player.play());
    expect(after.page.ordersOf('start').at(-1)?.positionMs).toBe(9_000);
  });

  test('a position beyond the end of the file begins anew', async () => {
    const before = await PlayerHarness.startWith('a');
    await before.run(before.player.play());
    await before.close();
    const store = await PlayerStateStore.open({ folder: before.folder });
    await store.update({ positionMs: 1e8 });
    await store[Symbol.asyncDispose]();

    await using after = await PlayerHarness.start(before.folder);
    expect(after.player.playback.positionMs).toBe(1e8);
    after.page.acquire();
    await after.run(after.player.play());
    expect(after.page.sounding).toBe('a');
    expect(after.player.playback.positionMs).toBe(0);
  });

  test('while it plays, the position is kept', async () => {
    await using harness = await PlayerHarness.startWith('a');
    await harness.run(harness.player.play());
    for (let second = 1; second <= 10; second++) {
      harness.clock.advance(1_000);
      harness.page.engine.playTo(second * 1_000);
    }
    expect(harness.state.state.positionMs).toBe(10_000);
    expect(harness.state.state.currentEntryId).toBe(harness.entryIds[0]);
  });
});
