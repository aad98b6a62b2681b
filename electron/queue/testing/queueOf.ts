import { onTestFinished } from 'vitest';
import type { EntryId } from '../../contract/ids.ts';
import type { QueueRepositoryOptions } from '../QueueRepository.ts';
import { nobody, TestQueue } from './TestQueue.ts';

/** A queue without rows, gone when the test ends. */
export function emptyQueue(options: QueueRepositoryOptions = {}): TestQueue {
  const queue = new TestQueue(options);
  onTestFinished(() => queue[Symbol.dispose]());
  return queue;
}

/** A queue of a, b, c … and the ids of its rows. */
export function queueOf(names: string): { queue: TestQueue; ids: Record<string, EntryId> } {
  const queue = emptyQueue();
  const letters = Array.from(names);
  const added = queue.add(letters);
  return {
    queue,
    ids: Object.fromEntries(letters.map((letter, index) => [letter, added[index] ?? nobody])),
  };
}
