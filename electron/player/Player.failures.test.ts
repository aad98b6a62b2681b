import { describe, expect, test, vi } from 'vitest';
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
      expect(harness.notices.list).toMatchObject([{ repeatCount: 2 }]);
      expect(harness.player.nowPlaying?.error?.code).toBe('file.empty');
    },
  );

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
    await harness.settleQuickly();
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

  test.each(['pause', 'stop'] as const)(
    'a page that does not answer to %s says nothing of the entry',
    async (command) => {
      await using harness = await PlayerHarness.startWith('a');
      const { player, page, clock } = harness;
      await harness.run(player.play());
      page.engine.answering = 'silent';
      await player[command]();
      for (let turn = 0; turn < 5; turn += 1) {
        await harness.settleQuickly();
        clock.advance(20_000);
      }
      await harness.settle();
      expect(harness.notices.list).toEqual([]);
      expect(player.nowPlaying?.error).toBeNull();
      page.engine.answering = 'answers';
      await harness.run(player.pause());
      expect(player.playback).toMatchObject({ moving: false, intent: 'pause' });
    },
  );

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
