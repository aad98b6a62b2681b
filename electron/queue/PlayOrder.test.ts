import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { EntryId } from '../contract/ids.ts';
import type { RepeatMode } from '../contract/playback.ts';
import { newEntry } from './testing/newEntry.ts';
import { seededRandom } from './testing/seededRandom.ts';
import { nobody, some, TestQueue, valueOf } from './testing/TestQueue.ts';

const shuffled = (repeat: RepeatMode = 'off') => ({ shuffle: true, repeat });
const inOrder = (repeat: RepeatMode = 'off') => ({ shuffle: false, repeat });

function queueWith(count: number, random?: () => number): { queue: TestQueue; ids: EntryId[] } {
  const queue = new TestQueue(random === undefined ? {} : { random });
  onTestFinished(() => queue[Symbol.dispose]());
  return { queue, ids: queue.add(Array.from({ length: count }, (_, index) => `${index}`)) };
}

/** Plays on from the current entry to the end, or for `limit` entries, and gives what was heard. */
function playOn(queue: TestQueue, repeat: RepeatMode = 'off', limit = 1_000): EntryId[] {
  const heard: EntryId[] = [];
  while (heard.length < limit) {
    const current = queue.repository.snapshot().currentEntryId;
    const next = queue.repository.following(current, shuffled(repeat));
    if (next === null) break;
    valueOf(queue.repository.setCurrent(next));
    heard.push(next);
  }
  return heard;
}

describe('in order', () => {
  test('goes down and up the rows, and round when everything repeats', () => {
    const { queue, ids } = queueWith(3);
    const [a = nobody, b = nobody, c = nobody] = ids;
    const { repository } = queue;
    expect(repository.following(null, inOrder())).toBe(a);
    expect(repository.following(a, inOrder())).toBe(b);
    expect(repository.following(c, inOrder())).toBeNull();
    expect(repository.following(c, inOrder('all'))).toBe(a);
    expect(repository.following(c, inOrder('one'))).toBe(a);
    expect(repository.preceding(null, inOrder())).toBeNull();
    expect(repository.preceding(b, inOrder())).toBe(a);
    expect(repository.preceding(a, inOrder())).toBeNull();
    expect(repository.preceding(a, inOrder('all'))).toBe(c);
  });

  test('knows what came behind a removed entry, also when that was removed and moved', () => {
    const { queue, ids } = queueWith(5);
    const [, b = nobody, c = nobody, d = nobody, e = nobody] = ids;
    valueOf(queue.repository.setCurrent(b));
    valueOf(queue.repository.remove(some(b, c)));
    expect(queue.repository.following(b, inOrder())).toBe(d);
    valueOf(queue.repository.move(some(e), d));
    expect(queue.repository.following(b, inOrder())).toBe(e);
    expect(queue.repository.preceding(b, inOrder())).toBe(ids[0]);
  });

  test('an empty queue has nothing to play, an unknown entry no neighbours', () => {
    const { queue } = queueWith(0);
    for (const mode of [inOrder('all'), shuffled('all')]) {
      expect(queue.repository.following(null, mode)).toBeNull();
      expect(queue.repository.following(nobody, mode)).toBeNull();
      expect(queue.repository.preceding(nobody, mode)).toBeNull();
    }
  });

  test('only a row of the queue can be current', () => {
    const { queue } = queueWith(1);
    expect(queue.repository.setCurrent(nobody)).toEqual({
      ok: false,
      error: { code: 'queue.noSuchEntry' },
    });
  });
});

describe('shuffled', { timeout: 60_000 }, () => {
  const seeds = fc.integer({ min: 1, max: 2 ** 31 });

  test('plays each row once, then ends', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 30 }), (seed, count) => {
        using queue = new TestQueue({ random: seededRandom(seed) });
        const ids = queue.add(Array.from({ length: count }, (_, index) => `${index}`));
        expect(playOn(queue).sort()).toEqual([...ids].sort());
        expect(playOn(queue)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('every round of a repeated queue holds each row once and begins with another row', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 2, max: 12 }), (seed, count) => {
        using queue = new TestQueue({ random: seededRandom(seed) });
        const ids = queue.add(Array.from({ length: count }, (_, index) => `${index}`)).sort();
        const heard = playOn(queue, 'all', count * 4);
        for (let round = 0; round < 4; round += 1) {
          const first = round * count;
          expect(heard.slice(first, first + count).sort()).toEqual(ids);
          if (round > 0) expect(heard[first]).not.toBe(heard[first - 1]);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('rows that come while it plays are heard once, too, and never before the current one', () => {
    fc.assert(
      fc.property(
        seeds,
        fc.array(fc.record({ listened: fc.nat(4), added: fc.nat(3) }), { maxLength: 8 }),
        (seed, turns) => {
          using queue = new TestQueue({ random: seededRandom(seed) });
          const ids = queue.add(['a', 'b', 'c']);
          const heard: EntryId[] = [];
          for (const { listened, added } of turns) {
            heard.push(...playOn(queue, 'off', listened));
            const names = Array.from({ length: added }, (_, index) => `${index}`);
            ids.push(...queue.add(names));
          }
          heard.push(...playOn(queue));
          expect(heard.sort()).toEqual(ids.sort());
        },
      ),
      { numRuns: 40 },
    );
  });

  test('every order comes about', () => {
    const orders = new Set<string>();
    const random = seededRandom(7);
    const { queue } = queueWith(3, random);
    for (let turn = 0; turn < 100; turn += 1) {
      queue.repository.restartShuffle();
      orders.add(playOn(queue).join(' '));
      valueOf(queue.repository.setCurrent(null));
    }
    expect(orders.size).toBe(6);
  });

  test('one row alone repeats', () => {
    const { queue, ids } = queueWith(1);
    expect(playOn(queue, 'all', 1)).toEqual(ids);
    expect(queue.repository.following(ids[0] ?? null, shuffled('all'))).toBe(ids[0]);
    expect(queue.repository.following(ids[0] ?? null, shuffled('off'))).toBeNull();
  });

  test('asking changes nothing', () => {
    const { queue } = queueWith(20);
    playOn(queue, 'all', 20);
    const current = queue.repository.snapshot().currentEntryId;
    const asked = Array.from({ length: 5 }, () =>
      queue.repository.following(current, shuffled('all')),
    );
    expect(new Set(asked).size).toBe(1);
  });

  test('previous walks back over what was heard, over rounds, and next forward again', () => {
    const { queue } = queueWith(4, seededRandom(3));
    const heard = playOn(queue, 'all', 10);
    const walked: EntryId[] = [];
    for (;;) {
      const current = queue.repository.snapshot().currentEntryId;
      const before = queue.repository.preceding(current, shuffled('all'));
      if (before === null) break;
      valueOf(queue.repository.setCurrent(before, true));
      walked.push(before);
    }
    expect(walked).toEqual(heard.slice(0, -1).reverse());
    expect(playOn(queue, 'all', 9)).toEqual(heard.slice(1));
  });

  test('walking back is known without being told where it cannot be anything else', () => {
    const { queue } = queueWith(10, seededRandom(31));
    const [first = nobody, second = nobody] = playOn(queue, 'off', 2);
    valueOf(queue.repository.setCurrent(first));
    expect(queue.repository.preceding(first, shuffled())).toBeNull();
    expect(queue.repository.following(first, shuffled())).toBe(second);
  });

  test('an entry chosen by hand counts as heard, and previous goes back from it', () => {
    const { queue, ids } = queueWith(10, seededRandom(5));
    const [first = nobody] = playOn(queue, 'off', 1);
    const chosen = ids.find((id) => id !== first) ?? nobody;
    valueOf(queue.repository.setCurrent(chosen));
    expect(queue.repository.preceding(chosen, shuffled())).toBe(first);
    const rest = playOn(queue);
    expect(rest).toHaveLength(8);
    expect(rest).not.toContain(chosen);
  });

  test('what is to play next does, in the order of the queue; undo takes that back', () => {
    const { queue, ids } = queueWith(10, seededRandom(9));
    playOn(queue, 'off', 3);
    const current = queue.repository.snapshot().currentEntryId;
    const wanted = ids.filter((id) => id !== current).slice(0, 3);
    valueOf(queue.repository.playNext(some(...[...wanted].reverse())));
    expect(playOn(queue, 'off', 3)).toEqual(wanted);
  });

  test('a drop that is to play next does so in its order, over its batches', () => {
    const { queue } = queueWith(10, seededRandom(11));
    playOn(queue, 'off', 2);
    const dropped = [1, 2, 3].flatMap((batch) =>
      queue.addBatch('drop', [newEntry(`${batch}.1`), newEntry(`${batch}.2`)], {
        kind: 'playNext',
      }),
    );
    expect(playOn(queue, 'off', 6)).toEqual(dropped);
  });

  test('an entry that failed does not come again in this round', () => {
    const { queue } = queueWith(6, seededRandom(13));
    playOn(queue, 'off', 1);
    const current = queue.repository.snapshot().currentEntryId;
    const failed = queue.repository.following(current, shuffled()) ?? nobody;
    queue.repository.setError(failed, 'file.notFound');
    const rest = playOn(queue);
    expect(rest).toHaveLength(4);
    expect(rest).not.toContain(failed);
  });

  test('a chain of answers leads through all that is to come, as when one after another fails', () => {
    const { queue, ids } = queueWith(8, seededRandom(17));
    const [first = nobody] = playOn(queue, 'off', 1);
    const chain: EntryId[] = [];
    let next = queue.repository.following(first, shuffled());
    while (next !== null) {
      chain.push(next);
      next = queue.repository.following(next, shuffled());
    }
    expect([first, ...chain].sort()).toEqual([...ids].sort());
  });

  test('a new start leaves out the current entry only', () => {
    const { queue, ids } = queueWith(6, seededRandom(19));
    playOn(queue, 'off', 4);
    const current = queue.repository.snapshot().currentEntryId;
    queue.repository.restartShuffle();
    expect(playOn(queue).sort()).toEqual(ids.filter((id) => id !== current).sort());
  });

  test('rows that come back by undo are still to come', () => {
    const { queue, ids } = queueWith(5, seededRandom(23));
    const [first = nobody] = playOn(queue, 'off', 1);
    valueOf(queue.repository.remove(some(...ids.filter((id) => id !== first))));
    expect(queue.repository.following(first, shuffled())).toBeNull();
    valueOf(queue.repository.undo());
    expect(playOn(queue).sort()).toEqual(ids.filter((id) => id !== first).sort());
  });

  test('goes on when the current entry was removed', () => {
    const { queue, ids } = queueWith(5, seededRandom(29));
    const heard = playOn(queue, 'off', 2);
    const [first = nobody, second = nobody] = heard;
    valueOf(queue.repository.remove(some(second)));
    const next = queue.repository.following(second, shuffled()) ?? nobody;
    expect(ids).toContain(next);
    expect(heard).not.toContain(next);
    expect(queue.repository.preceding(second, shuffled())).toBe(first);
    valueOf(queue.repository.setCurrent(next));
    expect(queue.repository.preceding(next, shuffled())).toBe(first);
  });
});
