import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EntryId } from '../contract/ids.ts';
import type { Placement, QueueSelection } from '../contract/queue.ts';
import { QueueModel } from './testing/QueueModel.ts';
import { newEntry } from './testing/newEntry.ts';
import { TestQueue } from './testing/TestQueue.ts';

/** Rows are named by numbers that are taken modulo the rows there are. */
const row = fc.nat(40);

const selection = fc.oneof(
  fc.record({ kind: fc.constant('some'), rows: fc.array(row, { minLength: 1, maxLength: 5 }) }),
  fc.record({
    kind: fc.constant('all'),
    rows: fc.array(row, { maxLength: 3 }),
    search: fc.constantFrom(undefined, 'a', 'B', 'é', 'a b', '1', ''),
  }),
  fc.record({ kind: fc.constant('range'), first: row, last: row }),
);
type SelectionPlan = typeof selection extends fc.Arbitrary<infer Plan> ? Plan : never;

const names = fc.array(fc.constantFrom('a1', 'b1', 'Ab', 'É', 'beta a', 'c2'), {
  minLength: 1,
  maxLength: 4,
});
const placement = fc.record({
  kind: fc.constantFrom('append', 'playNow', 'playNext', 'replace', 'before'),
  row,
});

const command = fc.oneof(
  fc.record({
    kind: fc.constant('append'),
    placement,
    batches: fc.array(names, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('remove'), selection }),
  fc.record({ kind: fc.constant('move'), selection, before: fc.option(row) }),
  fc.record({ kind: fc.constant('playNext'), selection }),
  fc.record({ kind: fc.constant('clear') }),
  fc.record({ kind: fc.constant('undo') }),
  fc.record({ kind: fc.constant('setCurrent'), row: fc.option(row) }),
);
type Command = typeof command extends fc.Arbitrary<infer Value> ? Value : never;

class ModelRun {
  readonly queue: TestQueue;
  readonly model = new QueueModel();
  #operationCount = 0;

  constructor(queue: TestQueue) {
    this.queue = queue;
  }

  run(step: Command): void {
    const { queue, model } = this;
    const { repository } = queue;
    const revisionBefore = repository.snapshot().revision;
    const orderBefore = queue.ids().join();
    switch (step.kind) {
      case 'append':
        this.#append(this.#placement(step.placement), step.batches);
        break;
      case 'remove': {
        const chosen = this.#selection(step.selection);
        expect(repository.remove(chosen).ok).toBe(model.remove(chosen));
        break;
      }
      case 'move': {
        const chosen = this.#selection(step.selection);
        const before = step.before === null ? null : this.#id(step.before);
        expect(repository.move(chosen, before).ok).toBe(model.move(chosen, before));
        break;
      }
      case 'playNext': {
        const chosen = this.#selection(step.selection);
        expect(repository.playNext(chosen).ok).toBe(model.playNext(chosen));
        break;
      }
      case 'clear':
        repository.clear();
        model.clear();
        break;
      case 'undo':
        expect(repository.undo().ok).toBe(model.undo());
        break;
      case 'setCurrent': {
        const entryId = step.row === null ? null : this.#id(step.row);
        expect(repository.setCurrent(entryId).ok).toBe(model.setCurrent(entryId));
        break;
      }
    }
    this.#compare();
    if (queue.ids().join() !== orderBefore) {
      expect(repository.snapshot().revision).toBeGreaterThan(revisionBefore);
    }
  }

  #append(where: Placement, batches: readonly (readonly string[])[]): void {
    this.#operationCount += 1;
    const operationId = `operation ${this.#operationCount}`;
    const added = batches.flatMap((batch) => {
      const ids = this.queue.addBatch(operationId, batch.map(newEntry), where);
      return ids.map((id, index) => ({ id, name: batch[index] ?? '' }));
    });
    this.model.append(where, added);
  }

  #compare(): void {
    const { repository } = this.queue;
    const { rows, currentId } = this.model;
    expect(
      this.queue.rows().map(({ entryId, fileName }) => ({ id: entryId, name: fileName })),
    ).toEqual(rows);
    const index = rows.findIndex(({ id }) => id === currentId);
    expect(repository.snapshot()).toMatchObject({
      count: rows.length,
      currentEntryId: currentId,
      currentIndex: index === -1 ? null : index,
      undo: this.model.newestUndo,
    });
    for (const search of ['a', 'É b', '1']) {
      expect(this.queue.rows(search).map(({ entryId, index: place }) => [entryId, place])).toEqual(
        this.model.matching(search).map(({ id }) => [id, this.model.indexOf(id)]),
      );
    }
    for (const { id } of rows) expect(repository.indexOf(id)).toBe(this.model.indexOf(id));
    const places = this.queue.ranks();
    expect(new Set(places).size).toBe(places.length);
  }

  /** Mostly a row there is; `e0` never was one. */
  #id(number: number): EntryId {
    const { rows } = this.model;
    return rows[number % (rows.length + 1)]?.id ?? EntryId.parse('e0');
  }

  #placement(plan: { kind: Placement['kind']; row: number }): Placement {
    return plan.kind === 'before'
      ? { kind: 'before', entryId: this.#id(plan.row) }
      : { kind: plan.kind };
  }

  #selection(plan: SelectionPlan): QueueSelection {
    if (plan.kind === 'range') {
      const { revision } = this.queue.repository.snapshot();
      return { kind: 'range', revision, firstIndex: plan.first, lastIndex: plan.last };
    }
    const ids = plan.rows.map((number) => this.#id(number));
    if (plan.kind === 'some') return { kind: 'some', entryIds: ids };
    return plan.search === undefined
      ? { kind: 'all', except: ids }
      : { kind: 'all', except: ids, search: plan.search };
  }
}

test('the queue behaves as a plain list does', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 30 }), (steps) => {
      using queue = new TestQueue();
      const run = new ModelRun(queue);
      for (const step of steps) run.run(step);
    }),
    { numRuns: 150 },
  );
}, 60_000);

test('drops that come in at the same time as edits can all be undone, and leave nothing', () => {
  const edit = fc.oneof(
    fc.record({ kind: fc.constant('batch'), operation: fc.nat(2), placement }),
    fc.record({ kind: fc.constant('move'), rows: fc.array(row, { minLength: 1 }), before: row }),
    fc.record({ kind: fc.constant('remove'), rows: fc.array(row, { minLength: 1 }) }),
    fc.record({ kind: fc.constant('clear') }),
  );
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 18 }), (edits) => {
      using queue = new TestQueue();
      const { repository } = queue;
      const id = (number: number) => {
        const ids = queue.ids();
        return ids[number % Math.max(ids.length, 1)] ?? EntryId.parse('e0');
      };
      for (const step of edits) {
        switch (step.kind) {
          case 'batch': {
            const { kind } = step.placement;
            queue.addBatch(
              `drop ${step.operation}`,
              ['x', 'y'].map(newEntry),
              kind === 'before' ? { kind, entryId: id(step.placement.row) } : { kind },
            );
            break;
          }
          case 'move':
            repository.move({ kind: 'some', entryIds: step.rows.map(id) }, id(step.before));
            break;
          case 'remove':
            repository.remove({ kind: 'some', entryIds: step.rows.map(id) });
            break;
          case 'clear':
            repository.clear();
            break;
        }
        const places = queue.ranks();
        expect(new Set(places).size).toBe(places.length);
      }
      while (repository.undo().ok);
      expect(repository.snapshot()).toMatchObject({ count: 0, undo: null, currentEntryId: null });
      expect([queue.count('entry'), queue.count('place'), queue.count('undoRow')]).toEqual([
        0, 0, 0,
      ]);
    }),
    { numRuns: 150 },
  );
}, 60_000);
