import { describe, expect, test, vi } from 'vitest';
import { maximumStreak } from './FailureStreak.ts';
import { PlayerHarness } from './testing/PlayerHarness.ts';

describe('entries that fail', () => {
  test('are noted on the row and told, and the next one plays', async () => {
    await using harness = await PlayerHarness.startWith('a', 'b', 'c');
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

  test('stand ready again, and paused, when what they failed for is over', async () => {
    await using harness = await PlayerHarness.startWith('a');
    harness.sources.failures.set('a', { code: 'device.disconnected' });
    await harness.run(harness.player.play());
    expect(harness.player.nowPlaying?.error?.code).toBe('device.disconnected');
    harness.sources.failures.clear();
    const [entryId] = harness.entryIds;
    if (entryId === undefined) throw new Error('No entry');
    await harness.run(harness.queue.setError(entryId, null));
    expect(harness.player.nowPlaying?.error).toBeNull();
    expect(harness.player.playback).toMatchObject({ status: 'paused', intent: 'pause' });
    await harness.run(harness.player.play());
    expect(harness.page.sounding).toBe('a');
  });

  test('stand ready again where they stood before a restart', async () => {
    const before = await PlayerHarness.startWith('a');
    await before.run(before.player.play());
    before.playFor(9_000);
    await before.close();

    await using after = await PlayerHarness.start(before.folder);
    after.sources.failures.set('a', { code: 'upload.gone' });
    after.page.acquire();
    await after.settle();
    expect(after.player.nowPlaying?.error?.code).toBe('upload.gone');
    after.sources.failures.clear();
    const [row] = await after.rows();
    if (row === undefined) throw new Error('No entry');
    await after.run(after.queue.setError(row.entryId, null));
    expect(after.player.playback).toMatchObject({ status: 'paused', positionMs: 9_000 });
    await after.run(after.player.play());
    expect(after.page.ordersOf('start').at(-1)?.positionMs).toBe(9_000);
  });

  test('are passed over while the one before still plays', async () => {
    await using harness = await PlayerHarness.startWith('a', 'b', 'c');
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
      await using harness = await PlayerHarness.startWith('a', 'b', 'c');
      await harness.run(harness.player.setRepeat(repeat));
      for (const name of ['a', 'b', 'c'])
        harness.sources.failures.set(name, { code: 'file.empty' });
      await harness.run(harness.player.play());
      expect(harness.player.playback).toMatchObject({ intent: 'pause', moving: false });
      expect(harness.sources.opened.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
      expect(harness.notices.list).toMatchObject([
        { error: { code: 'queue.unplayable', count: 3 }, repeatCount: 0 },
      ]);
      expect(harness.player.nowPlaying?.error?.code).toBe('file.empty');
    },
  );

  test('a long run of them ends before the queue does, with one notice', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `bad${index}`);
    await using harness = await PlayerHarness.startWith(...names, 'good');
    const codes = ['file.notMedia', 'file.empty'] as const;
    for (const [index, name] of names.entries()) {
      harness.sources.failures.set(name, { code: codes[index % 2] ?? 'file.empty' });
    }
    await harness.run(harness.player.play());
    expect(harness.player.playback.intent).toBe('pause');
    expect(harness.current).toBe(names[maximumStreak - 1]);
    expect(harness.notices.list.map(({ error }) => error)).toEqual([
      { code: 'queue.unplayable', count: maximumStreak },
    ]);
    const failed = (await harness.rows()).filter(({ errorCode }) => errorCode !== null);
    expect(failed).toHaveLength(maximumStreak);

    await harness.run(harness.player.play());
    expect(harness.page.sounding).toBe('good');
  });

  test('are not tried again when the queue comes round, but for what may be over', async () => {
    await using harness = await PlayerHarness.startWith('a', 'text', 'gone');
    await harness.run(harness.player.setRepeat('all'));
    harness.sources.failures.set('text', { code: 'file.notMedia' });
    harness.sources.failures.set('gone', { code: 'file.notFound' });
    await harness.run(harness.player.play());
    await harness.playToEnd();
    await harness.playToEnd();
    const tries = harness.sources.opened.map(({ name }) => name);
    expect(tries.filter((name) => name === 'text')).toHaveLength(1);
    expect(tries.filter((name) => name === 'gone').length).toBeGreaterThan(1);
    expect(harness.page.sounding).toBe('a');
  });

  test('are tried again when they are chosen', async () => {
    await using harness = await PlayerHarness.startWith('a', 'b');
    harness.sources.failures.set('b', { code: 'media.decodeFailed' });
    await harness.run(harness.player.play());
    harness.sources.failures.clear();
    await harness.run(harness.player.next());
    expect(harness.page.sounding).toBe('b');
    expect((await harness.rows()).map(({ errorCode }) => errorCode)).toEqual([null, null]);
  });

  test('a source that throws fails its entry only', async () => {
    await using harness = await PlayerHarness.startWith('a', 'b');
    harness.sources.faulty.add('a');
    await harness.run(harness.player.play());
    expect(harness.page.sounding).toBe('b');
    expect((await harness.rows())[0]?.errorCode).toBe('app.internal');
  });

  test('can be tried again', async () => {
    await using harness = await PlayerHarness.startWith('a');
    harness.sources.failures.set('a', { code: 'file.notFound' });
    await harness.run(harness.player.play());
    expect(harness.player.playback.intent).toBe('pause');
    // What stays in sight tells its failure itself.
    expect(harness.player.nowPlaying?.error).toEqual({ code: 'file.notFound', subject: 'a.mp3' });
    expect(harness.notices.list).toEqual([]);
    harness.sources.failures.clear();
    await harness.run(harness.player.play());
    expect(harness.page.sounding).toBe('a');
    expect(harness.player.nowPlaying?.error).toBeNull();
    expect((await harness.rows())[0]?.errorCode).toBeNull();
  });

  test('a failure while playing goes on with the next one', async () => {
    await using harness = await PlayerHarness.startWith('a', 'b');
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
    await using harness = await PlayerHarness.startWith('a', 'b');
    harness.page.engine.media.set('media/a', { failure: 'unsupported' });
    await harness.run(harness.player.play());
    expect(harness.page.sounding).toBe('b');
    expect((await harness.rows())[0]?.errorCode).toBe('media.unsupportedFormat');
  });

  test('a paused entry that fails stays where it is', async () => {
    await using harness = await PlayerHarness.startWith('a', 'b');
    harness.sources.failures.set('b', { code: 'file.empty' });
    await harness.run(harness.player.play());
    await harness.run(harness.player.pause());
    await harness.run(harness.player.next());
    expect(harness.current).toBe('b');
    expect(harness.player.nowPlaying?.error).toEqual({ code: 'file.empty', subject: 'b.mp3' });
    // It failed while it was to follow.
    expect(harness.notices.list).toHaveLength(1);
  });

  test('after the one before has ended, it is they that failed', async () => {
    await using harness = await PlayerHarness.startWith('a', 'b', 'c');
    const { page } = harness;
    const loadOf = (name: string) => {
      const order = page.ordersOf('prepare').find(({ url }) => url === `media/${name}`);
      if (order === undefined) throw new Error(`${name} was not prepared`);
      return order.loadId;
    };
    page.engine.silences.add('prepare');
    await harness.player.play();
    await vi.waitFor(() => expect(page.prepared).toEqual(['a']));
    page.engine.tell({
      ...{ kind: 'prepared', loadId: loadOf('a'), durationMs: 60_000, seekable: true },
      ...{ hasAudio: true, hasVideo: false, widthPx: 0, heightPx: 0 },
    });
    await harness.settle();
    const loadId = loadOf('b');
    page.engine.silences.clear();
    page.engine.playToEnd();
    await harness.settle();
    page.engine.tell({ kind: 'failed', loadId, reason: 'network', details: '' });
    await harness.settle();
    expect(page.sounding).toBe('c');
    const failed = (await harness.rows()).map(({ errorCode }) => errorCode !== null);
    expect(failed).toEqual([false, true, false]);
    expect(harness.notices.list.map(({ error }) => error.subject)).toEqual(['b.mp3']);
  });

  test('in the middle of repeating one, it goes on with the next', async () => {
    await using harness = await PlayerHarness.startWith('a', 'b');
    await harness.run(harness.player.setRepeat('one'));
    await harness.run(harness.player.play());
    harness.sources.failures.set('a', { code: 'file.notFound' });
    await harness.playToEnd();
    expect(harness.page.sounding).toBe('a');
    await harness.playToEnd();
    expect(harness.page.sounding).toBe('b');
    expect(harness.current).toBe('b');
  });

  test('without a page are tried anew when one comes', async () => {
    await using harness = await PlayerHarness.startWith('a', 'b');
    await harness.run(harness.player.play());
    const { leaseId } = harness.page;
    harness.page.leave();
    harness.sources.opened[0]?.tell({ kind: 'error', error: { code: 'file.readFailed' } });
    await harness.settle();
    harness.page.acquire({ previousLeaseId: leaseId });
    await harness.settle();
    expect(harness.page.sounding).toBe('a');
    expect(harness.notices.list).toEqual([]);
  });
});

describe('entries that end before the length they state', () => {
  test('are named, and the next one plays', async () => {
    await using harness = await PlayerHarness.startWith('a', 'b', 'c');
    harness.sources.areDurationsStated = true;
    await harness.run(harness.player.play());
    harness.playFor(19_000);
    harness.clock.advance(1_000);
    await harness.playToEnd();
    expect(harness.page.sounding).toBe('b');
    const told = harness.notices.list.map(({ error }) => error);
    const details = 'Ended at 20.0 s of 60.0 s';
    expect(told).toEqual([{ code: 'media.incomplete', subject: 'a.mp3', details }]);
    expect((await harness.rows()).map(({ errorCode }) => errorCode)).toEqual([null, null, null]);
  });

  test('are named when nothing follows, too', async () => {
    await using harness = await PlayerHarness.startWith('a');
    harness.sources.areDurationsStated = true;
    await harness.run(harness.player.play());
    harness.playFor(30_000);
    await harness.playToEnd();
    expect(harness.notices.list).toMatchObject([{ error: { code: 'media.incomplete' } }]);
    expect(harness.player.playback).toMatchObject({ status: 'stopped', intent: 'pause' });
  });

  test.each([
    ['whole files', true, 59_000],
    ['files whose length was only reckoned', false, 20_000],
  ])('%s are not', async (_which, isStated, endsAtMs) => {
    await using harness = await PlayerHarness.startWith('a', 'b');
    harness.sources.areDurationsStated = isStated;
    await harness.run(harness.player.play());
    harness.playFor(endsAtMs);
    await harness.playToEnd();
    expect(harness.page.sounding).toBe('b');
    expect(harness.notices.list).toEqual([]);
  });

  test('nothing is said of an end that nobody saw coming', async () => {
    await using harness = await PlayerHarness.startWith('a', 'b');
    harness.sources.areDurationsStated = true;
    await harness.run(harness.player.play());
    harness.playFor(20_000);
    harness.clock.advance(40_000);
    await harness.playToEnd();
    expect(harness.notices.list).toEqual([]);
  });

  test('entries that are skipped are not, either', async () => {
    await using harness = await PlayerHarness.startWith('a', 'b');
    harness.sources.areDurationsStated = true;
    await harness.run(harness.player.play());
    harness.playFor(5_000);
    await harness.run(harness.player.next());
    expect(harness.page.sounding).toBe('b');
    expect(harness.notices.list).toEqual([]);
  });
});

describe('changes of the queue', () => {
  test('when the current entry is removed, the one that followed plays', async () => {
    await using harness = await PlayerHarness.startWith('a', 'b', 'c');
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
    await using harness = await PlayerHarness.startWith('a');
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
    await using harness = await PlayerHarness.startWith('a', 'b', 'c');
    await harness.run(harness.player.play());
    const [, , third] = harness.entryIds;
    if (third === undefined) throw new Error('No third entry');
    await harness.run(harness.queue.playNext({ kind: 'some', entryIds: [third] }));
    await harness.playToEnd();
    expect(harness.page.sounding).toBe('c');
  });

  test('what follows is planned anew when it is removed', async () => {
    await using harness = await PlayerHarness.startWith('a', 'b');
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
