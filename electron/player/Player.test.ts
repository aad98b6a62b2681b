import { describe, expect, test } from 'vitest';
import { PlayerHarness } from './testing/PlayerHarness.ts';

describe('playing through a queue', () => {
  test('plays every entry without a new order between them, and ends', async () => {
    await using harness = await PlayerHarness.startWith('a', 'b', 'c');
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
    await using harness = await PlayerHarness.startWith('a', 'b', 'c');
    await harness.run(harness.player.play());
    await harness.playToEnd();
    await harness.playToEnd();
    const open = harness.sources.opened.filter((source) => !source.isShutdown);
    expect(open.map(({ name }) => name)).toEqual(['c']);
    expect(harness.page.ordersOf('unload')).toHaveLength(2);
  });

  test('keeps what examining a file has brought to light', async () => {
    await using harness = await PlayerHarness.startWith('a');
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
    await using harness = await PlayerHarness.startWith();
    expect(harness.player.player.can.play).toBe(false);
    expect(await harness.player.play()).toEqual({ ok: false, error: { code: 'queue.empty' } });
    expect(harness.player.playback).toMatchObject({ status: 'empty', intent: 'pause' });
    expect(await harness.player.seek(5)).toMatchObject({ ok: false });
    expect(await harness.player.next()).toMatchObject({ ok: true });
  });

  test('pauses, resumes where it was, and stops at the beginning', async () => {
    await using harness = await PlayerHarness.startWith('a');
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
    await using harness = await PlayerHarness.startWith('a', 'b', 'c');
    await harness.run(harness.player.play());
    const [, , third] = harness.entryIds;
    if (third === undefined) throw new Error('No third entry');
    await harness.run(harness.player.playEntry(third));
    expect(harness.page.sounding).toBe('c');
    expect(harness.player.player.can.next).toBe(false);
  });

  test('a rate holds over entries', async () => {
    await using harness = await PlayerHarness.startWith('a', 'b');
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
    await using harness = await PlayerHarness.startWith('a');
    await harness.run(harness.player.setVolume(0.25));
    await harness.run(harness.player.setMuted(true));
    expect(harness.page.ordersOf('setVolume').at(-1)).toMatchObject({ volume: 0.25, muted: true });
    expect(harness.player.player).toMatchObject({ volume: 0.25, muted: true });
  });

  test('playing after the end begins with the first entry again', async () => {
    await using harness = await PlayerHarness.startWith('a', 'b');
    await harness.run(harness.player.play());
    await harness.playToEnd();
    await harness.playToEnd();
    await harness.run(harness.player.play());
    expect(harness.page.sounding).toBe('a');
    await harness.playToEnd();
    expect(harness.page.sounding).toBe('b');
    expect(harness.notices.list).toEqual([]);
  });

  test('playing after the end goes on with what was added there since', async () => {
    await using harness = await PlayerHarness.startWith('a', 'b');
    await harness.run(harness.player.play());
    await harness.playToEnd();
    await harness.playToEnd();
    await harness.add('c');
    await harness.run(harness.player.play());
    expect(harness.page.sounding).toBe('c');
  });

  test('playing after the end of a shuffle begins another round of everything', async () => {
    await using harness = await PlayerHarness.startWith('a', 'b', 'c');
    await harness.run(harness.player.setShuffle(true));
    await harness.run(harness.player.play());
    for (const _entry of harness.entryIds) await harness.playToEnd();
    await harness.run(harness.player.play());
    const heard = new Set<string | null>();
    while (harness.player.playback.status === 'playing') {
      heard.add(harness.current);
      await harness.playToEnd();
    }
    expect(heard.size).toBe(3);
  });

  test('after the end the last entry can still be sought in, and plays from there', async () => {
    await using harness = await PlayerHarness.startWith('a', 'b');
    const { player, page } = harness;
    await harness.run(player.play());
    await harness.playToEnd();
    await harness.playToEnd();
    expect(player.player.can.seek).toBe(true);
    await harness.run(player.seek(5_000));
    await harness.run(player.play());
    expect(page.sounding).toBe('b');
    expect(page.ordersOf('start').at(-1)?.positionMs).toBe(5_000);
  });
});

describe('next and previous', () => {
  test('previous goes to the beginning after three seconds, before that to the entry before', async () => {
    await using harness = await PlayerHarness.startWith('a', 'b');
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
    await using harness = await PlayerHarness.startWith('a', 'b');
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
    await using harness = await PlayerHarness.startWith('a');
    await harness.run(harness.player.play());
    await harness.run(harness.player.next());
    expect(harness.page.sounding).toBe('a');
    expect(harness.player.player.can.next).toBe(false);
  });

  test('many quick presses end at the entry counted off', async () => {
    await using harness = await PlayerHarness.startWith('a', 'b', 'c', 'd', 'e');
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
    await using harness = await PlayerHarness.startWith('a', 'b');
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
    await using harness = await PlayerHarness.startWith('a', 'b');
    await harness.run(harness.player.setRepeat('all'));
    await harness.run(harness.player.play());
    await harness.playToEnd();
    await harness.playToEnd();
    expect(harness.page.sounding).toBe('a');
    await harness.playToEnd();
    expect(harness.page.sounding).toBe('b');
  });

  test('turning repeat off takes back what was to follow', async () => {
    await using harness = await PlayerHarness.startWith('a');
    await harness.run(harness.player.setRepeat('all'));
    await harness.run(harness.player.play());
    expect(harness.page.engine.nextLoadId).not.toBeNull();
    await harness.run(harness.player.setRepeat('off'));
    expect(harness.page.engine.nextLoadId).toBeNull();
    await harness.playToEnd();
    expect(harness.player.playback.status).toBe('stopped');
  });

  test('shuffle plays every entry once', async () => {
    await using harness = await PlayerHarness.startWith('a', 'b', 'c', 'd', 'e', 'f');
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
    await using harness = await PlayerHarness.startWith('a', 'b', 'c', 'd', 'e', 'f');
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
