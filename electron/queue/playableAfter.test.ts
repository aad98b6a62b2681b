import { describe, expect, onTestFinished, test } from 'vitest';
import type { EntryId } from '../contract/ids.ts';
import type { RepeatMode } from '../contract/playback.ts';
import { seededRandom } from './testing/seededRandom.ts';
import { nobody, TestQueue, valueOf } from './testing/TestQueue.ts';

const inOrder = (repeat: RepeatMode = 'off') => ({ shuffle: false, repeat });
const shuffled = (repeat: RepeatMode = 'off') => ({ shuffle: true, repeat });

function queueOf(names: readonly string[], seed = 1) {
  const queue = new TestQueue({ random: seededRandom(seed) });
  onTestFinished(() => queue[Symbol.dispose]());
  const ids = queue.add(names);
  /** By its place, which the test knows to be there. */
  const at = (index: number): EntryId => ids[index] ?? nobody;
  const { repository } = queue;
  return { repository, ids, at };
}

describe('what plays by itself', () => {
  test('leaves out what cannot be played, and not what may be there again', () => {
    const { repository, at } = queueOf(['a', 'text', 'empty', 'gone', 'b']);
    repository.setError(at(1), 'file.notMedia');
    repository.setError(at(2), 'file.empty');
    repository.setError(at(3), 'file.notFound');
    expect(repository.playableAfter(at(0), inOrder())?.entryId).toBe(at(3));
    expect(repository.playableAfter(at(3), inOrder())?.entryId).toBe(at(4));
    expect(repository.playableAfter(at(4), inOrder())).toBeNull();
  });

  test('leaves out what is on a player that is not there', () => {
    const { repository, at } = queueOf(['a', 'pulled', 'locked', 'broken', 'b']);
    repository.setError(at(1), 'device.disconnected');
    repository.setError(at(2), 'device.locked');
    repository.setError(at(3), 'device.timedOut');
    expect(repository.playableAfter(at(0), inOrder())?.entryId).toBe(at(3));
  });

  test('comes round to the only one that can be played, and nowhere where none can', () => {
    const { repository, at } = queueOf(['a', 'text', 'empty']);
    repository.setError(at(1), 'file.notMedia');
    repository.setError(at(2), 'file.empty');
    expect(repository.playableAfter(at(0), inOrder('all'))?.entryId).toBe(at(0));
    repository.setError(at(0), 'media.decodeFailed');
    expect(repository.playableAfter(at(0), inOrder('all'))).toBeNull();
    expect(repository.playableAfter(at(0), shuffled('all'))).toBeNull();
  });

  test('is again what plays after all', () => {
    const { repository, at } = queueOf(['a', 'b']);
    repository.setError(at(1), 'media.decodeFailed');
    repository.setError(at(1), null);
    expect(repository.playableAfter(at(0), inOrder())?.entryId).toBe(at(1));
  });

  test.each([1, 2, 3, 4, 5])(
    'is every playable row once in each round of a shuffle, seed %i',
    (seed) => {
      const names = Array.from({ length: 12 }, (_, index) => `${index}`);
      const { repository, ids, at } = queueOf(names, seed);
      const unplayable = [at(2), at(5), at(6)];
      for (const entryId of unplayable) repository.setError(entryId, 'file.notMedia');
      // They are in the round as if they had been found out in an earlier one.
      repository.restartShuffle();
      const playable = ids.filter((entryId) => !unplayable.includes(entryId));
      const first = at(0);
      valueOf(repository.setCurrent(first));
      const heard = [first];
      while (heard.length < 4 * playable.length) {
        const current = heard.at(-1) ?? nobody;
        const next = repository.playableAfter(current, shuffled('all'))?.entryId ?? nobody;
        valueOf(repository.setCurrent(next));
        heard.push(next);
      }
      for (let begin = 0; begin < heard.length; begin += playable.length) {
        const round = heard.slice(begin, begin + playable.length);
        expect(round.toSorted()).toEqual(playable.toSorted());
      }
    },
  );
});
