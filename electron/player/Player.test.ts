import { describe, expect, test } from 'vitest';
import { PlayerStateStore } from '../state/PlayerStateStore.ts';
import { PlayerHarness } from './testing/PlayerHarness.ts';

/** A player whose page holds the lease, with entries in its queue. */
async function startWith(...names: readonly string[]) {
  const harness = await PlayerHarness.start();
  harness.page.acquire();
  const entryIds = await harness.add(...names);
  return Object.assign(harness, { entryIds });
}

describe('playing through a queue', () => {
  test('plays every entry without a new order between them, and ends', async () => {
    await using harness = await startWith('a', 'b', 'c');
    const { player, page } = harness;
    expect(await harness.run(player.play())).toBe(true);
    expect(page.sounding).toBe('a');
    expect(player.playback).toMatchObject({ status: 'playing', intent: 'play', moving: true });
    expect(page.prepared).toEqual(['a', 'b']);

    await harness.playToEnd();
    expect(harness.current).toBe('b');
    expect(page.sounding).toBe('b');
    expect(page.ordersOf('start')).toHaveLength(1);
    await harness.playToEnd();
    expect(page.prepared).toEqual(['a', 'b', 'c']);
    expect(harness.queue.snapshot.currentIndex).toBe(2);

    await harness.playToEnd();
    expect(harness.current).toBe('c');
    expect(player.playback).toMatchObject({ status: 'stopped', intent: 'pause', positionMs: 0 });
  });

  test('frees what has been played', async () => {
    await using harness = await startWith('a', 'b', 'c');
    await harness.run(harness.player.play());
    await harness.playToEnd();
    await harness.playToEnd();
    const open = harness.sources.opened.filter((source) => !source.isShutdown);
    expect(open.map(({ name }) => name)).toEqual(['c']);
    expect(harness.page.ordersOf('unload')).toHaveLength(2);
  });

  test('keeps what examining a file has brought to light', async () => {
    await using harness = await startWith('a');
    expect((await harness.rows())[0]?.title).toBeNull();
    await harness.run(harness.player.play());
    expect((await harness.rows())[0]?.title).toBe('Title of a');
    expect(harness.player.nowPlaying).toMatchObject({
      tags: { title: 'Title of a' },
      durationMs: 60_000,
      grantId: 'a',
    });
  });

  test('has nothing to play in an empty queue', async () => {
    await using harness = await startWith();
    expect(harness.player.player.can.play).toBe(false);
    expect(await harness.player.play()).toEqual({ ok: false, error: { code: 'queue.empty' } });
    expect(harness.player.playback).toMatchObject({ status: 'empty', intent: 'pause' });
    expect(await harness.player.seek(5)).toMatchObject({ ok: false });
    expect(await harness.player.next()).toMatchObject({ ok: true });
  });

  test('pauses, resumes where it was, and stops at the beginning', async () => {
    await using harness = await startWith('a');
    const { player, page, clock } = harness;
    await harness.run(player.play());
    clock.advance(5_000);
    page.engine.playTo(5_000);
    await harness.run(player.pause());
    expect(player.playback).toMatchObject({ status: 'paused', positionMs: 5_000, moving: false });
    clock.advance(60_000);
    expect(player.playback.positionMs).toBe(5_000);
    await harness.run(player.play());
    expect(page.ordersOf('start').at(-1)?.positionMs).toBeNull();
    expect(player.playback).toMatchObject({ status: 'playing', positionMs: 5_000 });
    await harness.run(player.stop());
    expect(player.playback).toMatchObject({ status: 'stopped', positionMs: 0, intent: 'pause' });
    expect(page.engine.orderKinds.at(-1)).toBe('stop');
  });

  test('plays an entry the person picked, at once', async () => {
    await using harness = await startWith('a', 'b', 'c');
    await harness.run(harness.player.play());
    const [, , third] = harness.entryIds;
    if (third === undefined) throw new Error('No third entry');
    await harness.run(harness.player.playEntry(third));
    expect(harness.page.sounding).toBe('c');
    expect(harness.player.player.can.next).toBe(false);
  });

  test('a rate holds over entries', async () => {
    await using harness = await startWith('a', 'b');
    const { player, page } = harness;
    await harness.run(player.play());
    await harness.run(player.setRate(1.5));
    expect(page.ordersOf('setRate').at(-1)?.rate).toBe(1.5);
    expect(player.playback.rate).toBe(1.5);
    await harness.run(player.next());
    expect(page.ordersOf('start').at(-1)?.rate).toBe(1.5);
    expect(player.player.rate).toBe(1.5);
  });

  test('volume and mute reach the page at once', async () => {
    await using harness = await startWith('a');
    await harness.run(harness.player.setVolume(0.25));
    await harness.run(harness.player.setMuted(true));
    expect(harness.page.ordersOf('setVolume').at(-1)).toMatchObject({ volume: 0.25, muted: true });
    expect(harness.player.player).toMatchObject({ volume: 0.25, muted: true });
  });
});

describe('next and previous', () => {
  test('previous goes to the beginning after three seconds, before that to the entry before', async () => {
    await using harness = await startWith('a', 'b');
    const { player, page, clock } = harness;
    await harness.run(player.play());
    await harness.run(player.next());
    clock.advance(3_001);
    page.engine.playTo(3_001);
    await harness.run(player.previous());
    expect(harness.current).toBe('b');
    expect(player.playback.positionMs).toBe(0);
    await harness.run(player.previous());
    expect(harness.current).toBe('a');
    await harness.run(player.previous());
    expect(harness.current).toBe('a');
  });

  test('skipping while paused stays paused', async () => {
    await using harness = await startWith('a', 'b');
    const { player, page } = harness;
    await harness.run(player.play());
    await harness.run(player.pause());
    await harness.run(player.next());
    expect(harness.current).toBe('b');
    expect(player.playback).toMatchObject({ status: 'paused', intent: 'pause' });
    expect(page.sounding).toBeNull();
    await harness.run(player.play());
    expect(page.sounding).toBe('b');
  });

  test('next at the end of the queue does nothing', async () => {
    await using harness = await startWith('a');
    await harness.run(harness.player.play());
    await harness.run(harness.player.next());
    expect(harness.page.sounding).toBe('a');
    expect(harness.player.player.can.next).toBe(false);
  });

  test('many quick presses end at the entry counted off', async () => {
    await using harness = await startWith('a', 'b', 'c', 'd', 'e');
    const { player } = harness;
    await harness.run(player.play());
    void player.next();
    void player.next();
    await harness.run(player.next());
    expect(harness.current).toBe('d');
    expect(harness.page.sounding).toBe('d');
  });
});

describe('repeat and shuffle', () => {
  test('repeat one plays the same entry again, without a gap', async () => {
    await using harness = await startWith('a', 'b');
    await harness.run(harness.player.setRepeat('one'));
    await harness.run(harness.player.play());
    expect(harness.page.prepared).toEqual(['a', 'a']);
    await harness.playToEnd();
    expect(harness.page.sounding).toBe('a');
    expect(harness.page.ordersOf('start')).toHaveLength(1);
    await harness.run(harness.player.next());
    expect(harness.current).toBe('b');
  });

  test('repeat all begins anew', async () => {
    await using harness = await startWith('a', 'b');
    await harness.run(harness.player.setRepeat('all'));
    await harness.run(harness.player.play());
    await harness.playToEnd();
    await harness.playToEnd();
    expect(harness.page.sounding).toBe('a');
    await harness.playToEnd();
    expect(harness.page.sounding).toBe('b');
  });

  test('turning repeat off takes back what was to follow', async () => {
    await using harness = await startWith('a');
    await harness.run(harness.player.setRepeat('all'));
    await harness.run(harness.player.play());
    expect(harness.page.engine.nextLoadId).not.toBeNull();
    await harness.run(harness.player.setRepeat('off'));
    expect(harness.page.engine.nextLoadId).toBeNull();
    await harness.playToEnd();
    expect(harness.player.playback.status).toBe('stopped');
  });

  test('shuffle plays every entry once', async () => {
    await using harness = await startWith('a', 'b', 'c', 'd', 'e', 'f');
    await harness.run(harness.player.setShuffle(true));
    await harness.run(harness.player.play());
    const heard = new Set<string | null>();
    while (harness.player.playback.status === 'playing') {
      expect(heard.has(harness.current)).toBe(false);
      heard.add(harness.current);
      await harness.playToEnd();
    }
    expect(heard.size).toBe(6);
  });

  test('shuffle goes back over what was heard, and on again the same way', async () => {
    await using harness = await startWith('a', 'b', 'c', 'd', 'e', 'f');
    const { player } = harness;
    await harness.run(player.setShuffle(true));
    await harness.run(player.play());
    const heard = [harness.current];
    for (let count = 0; count < 3; count++) {
      await harness.run(player.next());
      heard.push(harness.current);
    }
    const again = [harness.current];
    for (let count = 0; count < 3; count++) {
      await harness.run(player.previous());
      again.unshift(harness.current);
    }
    expect(again).toEqual(heard);
    for (const entry of heard.slice(1)) {
      await harness.run(player.next());
      expect(harness.current).toBe(entry);
    }
  });
});

describe('seeking', () => {
  test('goes on playing from there', async () => {
    await using harness = await startWith('a');
    await harness.run(harness.player.play());
    await harness.run(harness.player.seek(30_000));
    expect(harness.page.ordersOf('start').at(-1)?.positionMs).toBe(30_000);
    expect(harness.player.playback).toMatchObject({ status: 'playing', positionMs: 30_000 });
  });

  test('MS-14 keeps the pause; the target of a sound is held until it plays', async () => {
    await using harness = await startWith('a');
    const { player, page } = harness;
    await harness.run(player.play());
    await harness.run(player.pause());
    await harness.run(player.seek(20_000));
    expect(player.playback).toMatchObject({ status: 'paused', positionMs: 20_000, moving: false });
    expect(page.ordersOf('start')).toHaveLength(1);
    await harness.run(player.play());
    expect(page.ordersOf('start').at(-1)?.positionMs).toBe(20_000);
  });

  test('MS-51 shows the picture of a paused video by scrubbing', async () => {
    await using harness = await startWith('video1');
    const { player, page } = harness;
    await harness.run(player.play());
    await harness.run(player.setRate(2));
    await harness.run(player.pause());
    await harness.run(player.seek(20_000));
    expect(page.ordersOf('scrub').map(({ positionMs }) => positionMs)).toEqual([20_000]);
    expect(player.playback).toMatchObject({ status: 'paused', positionMs: 20_000, rate: 2 });
    await harness.run(player.play());
    expect(page.ordersOf('start').at(-1)?.rate).toBe(2);
  });

  test('MS-17 of many quick seeks only the latest is made', async () => {
    await using harness = await startWith('a');
    const { player, page } = harness;
    await harness.run(player.play());
    page.engine.silences.add('start');
    void player.seek(1_000);
    await harness.settleQuickly();
    for (let positionMs = 2_000; positionMs <= 40_000; positionMs += 500)
      void player.seek(positionMs);
    await harness.settleQuickly();
    page.engine.silences.clear();
    const { loadId } = page.ordersOf('start').at(-1) ?? {};
    if (loadId === undefined) throw new Error('Nothing was started');
    page.engine.tell({ kind: 'started', loadId, positionMs: 1_000, ageMs: 0, rate: 1 });
    await harness.settle();
    expect(page.ordersOf('start').map(({ positionMs }) => positionMs)).toEqual([0, 1_000, 40_000]);
    expect(player.playback.positionMs).toBe(40_000);
  });

  test('beyond the end is the end', async () => {
    await using harness = await startWith('a');
    await harness.run(harness.player.play());
    await harness.run(harness.player.seek(1e9));
    expect(harness.page.ordersOf('start').at(-1)?.positionMs).toBe(60_000);
  });
});

describe('entries that fail', () => {
  test('are noted on the row and told, and the next one plays', async () => {
    await using harness = await startWith('a', 'b', 'c');
    harness.sources.failures.set('a', { code: 'file.notFound' });
    await harness.run(harness.player.play());
    expect(harness.page.sounding).toBe('b');
    expect((await harness.rows()).map(({ errorCode }) => errorCode)).toEqual([
      'file.notFound',
      null,
      null,
    ]);
    expect(harness.notices.list.map(({ error }) => error)).toEqual([
      { code: 'file.notFound', subject: 'a.mp3' },
    ]);
  });

  test('are passed over while the one before still plays', async () => {
    await using harness = await startWith('a', 'b', 'c');
    harness.sources.failures.set('b', { code: 'file.notMedia' });
    await harness.run(harness.player.play());
    expect(harness.page.prepared).toEqual(['a', 'c']);
    await harness.playToEnd();
    expect(harness.page.sounding).toBe('c');
    expect(harness.current).toBe('c');
  });

  test.each(['off', 'all', 'one'] as const)(
    'a whole queue of them ends after one round, repeat %s',
    async (repeat) => {
      await using harness = await startWith('a', 'b', 'c');
      await harness.run(harness.player.setRepeat(repeat));
      for (const name of ['a', 'b', 'c'])
        harness.sources.failures.set(name, { code: 'file.empty' });
      await harness.run(harness.player.play());
      expect(harness.player.playback).toMatchObject({ intent: 'pause', moving: false });
      expect(harness.sources.opened.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
      expect(harness.notices.list).toMatchObject([{ repeatCount: 2 }]);
      expect(harness.player.nowPlaying?.error?.code).toBe('file.empty');
    },
  );

  test('a source that throws fails its entry only', async () => {
    await using harness = await startWith('a', 'b');
    harness.sources.faulty.add('a');
    await harness.run(harness.player.play());
    expect(harness.page.sounding).toBe('b');
    expect((await harness.rows())[0]?.errorCode).toBe('app.internal');
  });

  test('can be tried again', async () => {
    await using harness = await startWith('a');
    harness.sources.failures.set('a', { code: 'file.notFound' });
    await harness.run(harness.player.play());
    expect(harness.player.playback.intent).toBe('pause');
    harness.sources.failures.clear();
    await harness.run(harness.player.play());
    expect(harness.page.sounding).toBe('a');
    expect(harness.player.nowPlaying?.error).toBeNull();
    expect((await harness.rows())[0]?.errorCode).toBeNull();
  });

  test('a failure while playing goes on with the next one', async () => {
    await using harness = await startWith('a', 'b');
    const { page } = harness;
    await harness.run(harness.player.play());
    const loadId = page.engine.playingLoadId;
    if (loadId === null) throw new Error('Nothing plays');
    page.engine.tell({ kind: 'failed', loadId, reason: 'decode', details: '' });
    await harness.settle();
    expect(page.sounding).toBe('b');
    expect(harness.notices.list.map(({ error }) => error.code)).toEqual(['media.decodeFailed']);
    expect((await harness.rows())[0]?.errorCode).toBe('media.decodeFailed');
  });

  test('what the page cannot load fails the same way', async () => {
    await using harness = await startWith('a', 'b');
    harness.page.engine.media.set('media/a', { failure: 'unsupported' });
    await harness.run(harness.player.play());
    expect(harness.page.sounding).toBe('b');
    expect((await harness.rows())[0]?.errorCode).toBe('media.unsupportedFormat');
  });

  test('a paused entry that fails stays where it is', async () => {
    await using harness = await startWith('a', 'b');
    harness.sources.failures.set('b', { code: 'file.empty' });
    await harness.run(harness.player.play());
    await harness.run(harness.player.pause());
    await harness.run(harness.player.next());
    expect(harness.current).toBe('b');
    expect(harness.player.nowPlaying?.error).toEqual({ code: 'file.empty', subject: 'b.mp3' });
  });
});

describe('changes of the queue', () => {
  test('when the current entry is removed, the one that followed plays', async () => {
    await using harness = await startWith('a', 'b', 'c');
    await harness.run(harness.player.play());
    await harness.playToEnd();
    const [, second] = harness.entryIds;
    if (second === undefined) throw new Error('No second entry');
    await harness.run(harness.queue.remove({ kind: 'some', entryIds: [second] }));
    expect(harness.current).toBe('c');
    expect(harness.page.sounding).toBe('c');
    expect(harness.queue.snapshot.currentIndex).toBe(1);
  });

  test('when the last one is removed while it plays, it falls silent', async () => {
    await using harness = await startWith('a');
    await harness.run(harness.player.play());
    await harness.run(harness.queue.clear());
    expect(harness.page.sounding).toBeNull();
    expect(harness.player.playback).toMatchObject({
      status: 'empty',
      intent: 'pause',
      entryId: null,
    });
    expect(harness.player.nowPlaying).toBeNull();
    await harness.run(harness.queue.undo());
    expect(harness.current).toBe('a');
    expect(harness.player.playback).toMatchObject({ status: 'paused', intent: 'pause' });
  });

  test('what follows is planned anew when rows move', async () => {
    await using harness = await startWith('a', 'b', 'c');
    await harness.run(harness.player.play());
    const [, , third] = harness.entryIds;
    if (third === undefined) throw new Error('No third entry');
    await harness.run(harness.queue.playNext({ kind: 'some', entryIds: [third] }));
    await harness.playToEnd();
    expect(harness.page.sounding).toBe('c');
  });

  test('what follows is planned anew when it is removed', async () => {
    await using harness = await startWith('a', 'b');
    await harness.run(harness.player.play());
    const [, second] = harness.entryIds;
    if (second === undefined) throw new Error('No second entry');
    await harness.run(harness.queue.remove({ kind: 'some', entryIds: [second] }));
    expect(harness.page.engine.nextLoadId).toBeNull();
    await harness.add('c');
    await harness.playToEnd();
    expect(harness.page.sounding).toBe('c');
  });
});

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
    await using harness = await startWith('a', 'b');
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
    await using harness = await startWith('a');
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

  test('a page that was reloaded resumes where it was', async () => {
    await using harness = await startWith('a');
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
    await using harness = await startWith('a');
    harness.page.engine.silences.add('start');
    await harness.player.play();
    await harness.settleQuickly();
    expect(harness.page.ordersOf('start')).toHaveLength(1);
    const phone = harness.openPage('phone');
    phone.acquire({ takeOver: true });
    await harness.settle();
    expect(phone.sounding).toBe('a');
    const laptop = harness.openPage('laptop');
    phone.engine.silences.add('start');
    await harness.player.seek(9_000);
    await harness.settleQuickly();
    expect(phone.ordersOf('start')).toHaveLength(2);
    phone.leave();
    laptop.acquire({ takeOver: true });
    await harness.settle();
    expect(laptop.ordersOf('start').map(({ positionMs }) => positionMs)).toEqual([9_000]);
  });

  test('playing from a remote starts the next page that comes', async () => {
    await using harness = await startWith('a');
    await harness.run(harness.player.play());
    harness.page.leave();
    await harness.run(harness.player.pause());
    await harness.run(harness.player.play());
    const phone = harness.openPage('phone');
    phone.acquire();
    await harness.settle();
    expect(phone.sounding).toBe('a');
  });

  test('a page that is blocked waits for the gesture, and a pause meanwhile holds', async () => {
    await using harness = await startWith('a', 'b');
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
    await using harness = await startWith('a', 'b');
    const { player, page } = harness;
    page.engine.isBlocked = true;
    await harness.run(player.play());
    await harness.run(player.next());
    expect(player.playback.suppression).toBe('sinkBlocked');
    page.engine.unblock();
    await harness.settle();
    expect(page.sounding).toBe('b');
  });
});

describe('after a restart', () => {
  test('is paused where it stood, with its modes, and plays from there', async () => {
    const before = await startWith('a', 'b');
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
    const before = await startWith('a');
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
    await using harness = await startWith('a');
    await harness.run(harness.player.play());
    for (let second = 1; second <= 10; second++) {
      harness.clock.advance(1_000);
      harness.page.engine.playTo(second * 1_000);
    }
    expect(harness.state.state.positionMs).toBe(10_000);
    expect(harness.state.state.currentEntryId).toBe(harness.entryIds[0]);
  });
});
