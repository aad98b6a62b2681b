import { describe, expect, test } from 'vitest';
import { UploadId } from '../contract/ids.ts';
import { metadataWith, newEntry } from './testing/newEntry.ts';
import { everything, nobody, some, valueOf } from './testing/TestQueue.ts';
import { emptyQueue, queueOf } from './testing/queueOf.ts';

describe('append', () => {
  test('gives every row an id of its own that is never used again', () => {
    const queue = emptyQueue();
    const first = queue.add(['a', 'b']);
    valueOf(queue.repository.undo());
    const second = queue.add(['c']);
    expect(first).toEqual(['e1', 'e2']);
    expect(second).toEqual(['e3']);
  });

  test('places rows at the end, next, in front of a row, or in place of all', () => {
    const { queue, ids } = queueOf('abc');
    valueOf(queue.repository.setCurrent(ids['a'] ?? null));
    queue.add(['n'], { kind: 'playNext' });
    expect(queue.names()).toEqual(['a', 'n', 'b', 'c']);
    queue.add(['f'], { kind: 'before', entryId: ids['c'] ?? nobody });
    expect(queue.names()).toEqual(['a', 'n', 'b', 'f', 'c']);
    queue.add(['p'], { kind: 'playNow' });
    expect(queue.names()).toEqual(['a', 'n', 'b', 'f', 'c', 'p']);
    queue.add(['r'], { kind: 'replace' });
    expect(queue.names()).toEqual(['r']);
    expect(queue.repository.snapshot()).toMatchObject({
      currentEntryId: null,
      undo: { kind: 'replace', count: 1 },
    });
    valueOf(queue.repository.undo());
    expect(queue.names()).toEqual(['a', 'n', 'b', 'f', 'c', 'p']);
    expect(queue.repository.snapshot().currentEntryId).toBe(ids['a']);
  });

  test('adds nothing twice when a batch of uploads comes again after main was killed', () => {
    const upload = (id: string) => ({
      location: {
        kind: 'upload',
        uploadId: UploadId.parse(id),
        relativePath: `${id}.mp3`,
        sizeBytes: 1,
      } as const,
      fileName: id,
    });
    const { queue } = queueOf('z');
    queue.addBatch('drop', [upload('a'), upload('b')]);
    // A playlist may name a file more than once.
    queue.addBatch('drop', [upload('b'), upload('c')]);
    expect(queue.names()).toEqual(['z', 'a', 'b', 'b', 'c']);
    const again = { placement: { kind: 'replace' }, entries: [upload('b'), upload('c')] } as const;
    const repeated = queue.repository.append({ operationId: 'drop of the next main', ...again });
    expect(valueOf(repeated)).toEqual({ firstEntryId: null, addedCount: 2 });
    queue.addBatch('last drop', [upload('c'), upload('d')], { kind: 'replace' });
    expect(queue.names()).toEqual(['z', 'a', 'b', 'b', 'c', 'd']);
  });

  test('in front of a row that is gone is at the end; next without a current one is the front', () => {
    const { queue } = queueOf('ab');
    queue.add(['x'], { kind: 'before', entryId: nobody });
    queue.add(['y'], { kind: 'playNext' });
    expect(queue.names()).toEqual(['y', 'a', 'b', 'x']);
  });

  test.each(['append', 'playNow', 'playNext', 'replace'] as const)(
    'batches of one operation (%s) stay together and are one step',
    (kind) => {
      const { queue, ids } = queueOf('ab');
      valueOf(queue.repository.setCurrent(ids['a'] ?? null));
      const names = (batch: number) => [`${batch}.1`, `${batch}.2`];
      for (const batch of [1, 2, 3]) {
        queue.addBatch('drop', names(batch).map(newEntry), { kind });
      }
      const dropped = [1, 2, 3].flatMap(names);
      expect(queue.names()).toEqual(
        kind === 'replace'
          ? dropped
          : kind === 'playNext'
            ? ['a', ...dropped, 'b']
            : ['a', 'b', ...dropped],
      );
      expect(queue.repository.snapshot().undo).toEqual({
        kind: kind === 'replace' ? 'replace' : 'add',
        count: 6,
      });
      valueOf(queue.repository.undo());
      expect(queue.names()).toEqual(['a', 'b']);
    },
  );

  test('two drops at the same time do not mix and are a step each', () => {
    const { queue, ids } = queueOf('ab');
    const before = { kind: 'before', entryId: ids['b'] ?? nobody } as const;
    for (const batch of [1, 2, 3]) {
      queue.addBatch('x', [newEntry(`x${batch}`)], before);
      queue.addBatch('y', [newEntry(`y${batch}`)], before);
    }
    expect(queue.names()).toEqual(['a', 'x1', 'x2', 'x3', 'y1', 'y2', 'y3', 'b']);
    valueOf(queue.repository.undo());
    expect(queue.names()).toEqual(['a', 'x1', 'x2', 'x3', 'b']);
    valueOf(queue.repository.undo());
    expect(queue.names()).toEqual(['a', 'b']);
  });

  test('what is edited while a drop comes in is undone apart from it', () => {
    const { queue, ids } = queueOf('ab');
    const [first = nobody] = queue.addBatch('drop', ['1', '2'].map(newEntry));
    valueOf(queue.repository.remove(some(first, ids['a'] ?? nobody)));
    queue.addBatch('drop', [newEntry('3')]);
    expect(queue.names()).toEqual(['b', '2', '3']);
    valueOf(queue.repository.undo());
    expect(queue.names()).toEqual(['a', 'b', '1', '2', '3']);
    valueOf(queue.repository.undo());
    expect(queue.names()).toEqual(['a', 'b']);
  });

  test('a replacing drop that was undone while it came in replaces nothing again', () => {
    const { queue } = queueOf('ab');
    queue.addBatch('drop', [newEntry('1')], { kind: 'replace' });
    valueOf(queue.repository.undo());
    queue.addBatch('drop', [newEntry('2')], { kind: 'replace' });
    expect(queue.names()).toEqual(['a', 'b', '2']);
  });

  test('a batch that does not fit is refused whole', () => {
    const queue = emptyQueue({ maximumEntries: 3 });
    queue.add(['a', 'b']);
    const entries = ['c', 'd'].map(newEntry);
    const request = { operationId: 'drop', entries };
    expect(queue.repository.append({ ...request, placement: { kind: 'append' } })).toEqual({
      ok: false,
      error: { code: 'queue.full' },
    });
    expect(queue.names()).toEqual(['a', 'b']);
    expect(queue.repository.snapshot().undo).toEqual({ kind: 'add', count: 2 });
    valueOf(queue.repository.append({ ...request, placement: { kind: 'replace' } }));
    expect(queue.names()).toEqual(['c', 'd']);
  });

  test('an empty batch changes nothing', () => {
    const queue = emptyQueue();
    expect(queue.add([])).toEqual([]);
    expect(queue.repository.snapshot()).toMatchObject({ revision: 0, undo: null });
  });
});

describe('selections', () => {
  test('all but some', () => {
    const { queue, ids } = queueOf('abcd');
    const except = [ids['b'] ?? nobody, nobody];
    expect(queue.repository.remove({ kind: 'all', except })).toMatchObject({
      value: { removedCount: 3 },
    });
    expect(queue.names()).toEqual(['b']);
  });

  test('all that match a search', () => {
    const queue = emptyQueue();
    queue.add(['Blue.mp3', 'red.mp3', 'blue moon.mp3']);
    valueOf(queue.repository.remove({ kind: 'all', search: 'BLUE', except: [] }));
    expect(queue.names()).toEqual(['red.mp3']);
  });

  test('a range holds while tags are read, and no longer when a row moved', () => {
    const { queue, ids } = queueOf('abcd');
    const { revision } = queue.repository.snapshot();
    const range = { kind: 'range', revision, firstIndex: 2, lastIndex: 1 } as const;
    queue.repository.updateMetadata([
      { entryId: ids['a'] ?? nobody, metadata: metadataWith({ title: 'A' }) },
    ]);
    expect(queue.repository.snapshot().revision).toBeGreaterThan(revision);
    valueOf(queue.repository.move(range, null));
    expect(queue.names()).toEqual(['a', 'd', 'b', 'c']);
    expect(queue.repository.remove(range)).toEqual({ ok: false, error: { code: 'queue.changed' } });
    const fromTheFuture = { ...range, revision: revision + 1_000 };
    expect(queue.repository.remove(fromTheFuture)).toMatchObject({ ok: false });
    expect(queue.names()).toEqual(['a', 'd', 'b', 'c']);
  });

  test('a range of what a search found, while it finds the same', () => {
    const queue = emptyQueue();
    const [, second] = queue.add(['Blue.mp3', 'red.mp3', 'blue moon.mp3', 'Deep blue.mp3']);
    const { revision } = queue.repository.snapshot();
    const range = { kind: 'range', search: 'blue', revision, firstIndex: 1, lastIndex: 2 } as const;
    const names = valueOf(queue.repository.rowsOf(range, 10)).map(({ fileName }) => fileName);
    expect(names).toEqual(['blue moon.mp3', 'Deep blue.mp3']);
    queue.repository.updateMetadata([
      { entryId: second ?? nobody, metadata: metadataWith({ title: 'Blue too' }) },
    ]);
    expect(queue.repository.remove(range)).toEqual({ ok: false, error: { code: 'queue.changed' } });
  });

  test('rows that are gone are passed over; nobody at all is an error', () => {
    const { queue, ids } = queueOf('ab');
    valueOf(queue.repository.remove(some(ids['a'] ?? nobody, nobody)));
    expect(queue.names()).toEqual(['b']);
    const refused = { ok: false, error: { code: 'queue.noSuchEntry' } };
    expect(queue.repository.remove(some(nobody))).toEqual(refused);
    expect(queue.repository.move(some(nobody), null)).toEqual(refused);
    expect(queue.repository.playNext(some(nobody))).toEqual(refused);
    expect(queue.repository.move(everything, nobody)).toEqual(refused);
  });
});

describe('move', () => {
  test.each([
    ['bd', 'a', 'bdac'],
    ['a', null, 'bcda'],
    ['ca', 'd', 'bacd'],
    ['bc', 'c', 'abcd'],
    ['ac', 'c', 'bacd'],
    ['abcd', 'b', 'abcd'],
  ])('%s in front of %s', (moved, before, expected) => {
    const { queue, ids } = queueOf('abcd');
    const selection = some(...Array.from(moved, (letter) => ids[letter] ?? nobody));
    valueOf(queue.repository.move(selection, before === null ? null : (ids[before] ?? nobody)));
    expect(queue.names().join('')).toBe(expected);
    valueOf(queue.repository.undo());
    expect(queue.names().join('')).toBe(expected === 'abcd' ? '' : 'abcd');
  });

  test('to where the rows stand is no step', () => {
    const { queue, ids } = queueOf('abcd');
    const { revision } = queue.repository.snapshot();
    valueOf(queue.repository.move(some(ids['b'] ?? nobody, ids['c'] ?? nobody), ids['d'] ?? null));
    expect(queue.repository.snapshot()).toMatchObject({ revision, undo: { kind: 'add' } });
  });

  test('thousands of moves into one gap keep the order', () => {
    const { queue, ids } = queueOf('abcdef');
    const expected = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (let turn = 0; turn < 500; turn += 1) {
      const name = expected.splice(turn % 2 === 0 ? 5 : 0, 1)[0] ?? '';
      const middle = expected[2] ?? '';
      expected.splice(2, 0, name);
      valueOf(queue.repository.move(some(ids[name] ?? nobody), ids[middle] ?? null));
    }
    expect(queue.names()).toEqual(expected);
  });

  test('play next takes rows behind the current one, which stays', () => {
    const { queue, ids } = queueOf('abcd');
    valueOf(queue.repository.setCurrent(ids['b'] ?? null));
    valueOf(queue.repository.playNext(some(ids['a'] ?? nobody, ids['d'] ?? nobody)));
    expect(queue.names()).toEqual(['b', 'a', 'd', 'c']);
    valueOf(queue.repository.playNext(everything));
    expect(queue.names()).toEqual(['b', 'a', 'd', 'c']);
    valueOf(queue.repository.playNext(some(ids['b'] ?? nobody)));
    expect(queue.repository.snapshot()).toMatchObject({
      currentEntryId: ids['b'],
      currentIndex: 0,
    });
  });
});

describe('undo', () => {
  test('goes back twenty steps and forgets what is older', () => {
    const queue = emptyQueue();
    for (let step = 0; step < 25; step += 1) queue.add([`${step}`]);
    for (let step = 0; step < 20; step += 1) valueOf(queue.repository.undo());
    expect(queue.names()).toEqual(['0', '1', '2', '3', '4']);
    expect(queue.repository.undo()).toEqual({
      ok: false,
      error: { code: 'queue.nothingToUndo' },
    });
  });

  test('a row that was removed and forgotten leaves nothing behind', () => {
    const { queue, ids } = queueOf('ab');
    valueOf(queue.repository.remove(some(ids['a'] ?? nobody)));
    for (let step = 0; step < 20; step += 1) queue.add([`${step}`]);
    expect(queue.count('entry')).toBe(21);
  });

  test('keeps no more removed rows than a queue may have, but always the newest step', () => {
    const queue = emptyQueue({ maximumEntries: 3 });
    for (let step = 0; step < 3; step += 1) {
      queue.add(['a', 'b', 'c']);
      valueOf(queue.repository.clear());
    }
    expect(queue.count('entry')).toBe(3);
    valueOf(queue.repository.undo());
    expect(queue.names()).toEqual(['a', 'b', 'c']);
    expect(queue.repository.undo()).toMatchObject({ ok: true });
    expect(queue.repository.undo()).toMatchObject({ ok: false });
  });

  test('what was read of a removed row meanwhile comes back with it', () => {
    const { queue, ids } = queueOf('ab');
    valueOf(queue.repository.clear());
    queue.repository.updateMetadata([
      { entryId: ids['a'] ?? nobody, metadata: metadataWith({ title: 'Read' }, 1_000) },
    ]);
    expect(queue.repository.snapshot().durationMs).toBe(0);
    valueOf(queue.repository.undo());
    expect(queue.rows()[0]).toMatchObject({ title: 'Read', durationMs: 1_000 });
    expect(queue.repository.snapshot().durationMs).toBe(1_000);
  });

  test('the entry that was current is so again, unless another became so', () => {
    const { queue, ids } = queueOf('abc');
    valueOf(queue.repository.setCurrent(ids['b'] ?? null));
    valueOf(queue.repository.remove(some(ids['b'] ?? nobody)));
    expect(queue.repository.snapshot()).toMatchObject({ currentEntryId: null, currentIndex: null });
    valueOf(queue.repository.undo());
    expect(queue.repository.snapshot()).toMatchObject({
      currentEntryId: ids['b'],
      currentIndex: 1,
    });

    valueOf(queue.repository.remove(some(ids['b'] ?? nobody)));
    valueOf(queue.repository.setCurrent(ids['c'] ?? null));
    valueOf(queue.repository.undo());
    expect(queue.repository.snapshot().currentEntryId).toBe(ids['c']);
  });

  test('of added rows, one of which plays, goes back to what played before', () => {
    const { queue, ids } = queueOf('ab');
    valueOf(queue.repository.setCurrent(ids['a'] ?? null));
    const [added = nobody] = queue.add(['x'], { kind: 'playNow' });
    valueOf(queue.repository.setCurrent(added));
    valueOf(queue.repository.undo());
    expect(queue.repository.snapshot().currentEntryId).toBe(ids['a']);
  });
});
