import { expect, it } from 'vitest';
import { EntryId } from '../../../electron/contract/ids.ts';
import { QueueSelection } from '../../../electron/contract/queue.ts';
import type { RowSelection } from '../../stores/index.ts';
import { toQueueSelection } from './toQueueSelection.ts';

const entryId = EntryId.parse('e1');
const places = { revision: 3, order: '', firstIndex: 5, lastIndex: 20_000 };

it.each<[RowSelection<EntryId>, QueueSelection]>([
  [
    { kind: 'some', ids: new Set([entryId]) },
    { kind: 'some', entryIds: [entryId] },
  ],
  [
    { kind: 'all', search: '', except: new Set([entryId]) },
    { kind: 'all', except: [entryId] },
  ],
  [
    { kind: 'all', search: 'satie', except: new Set() },
    { kind: 'all', search: 'satie', except: [] },
  ],
  [
    { kind: 'range', search: '', ...places },
    { kind: 'range', revision: 3, firstIndex: 5, lastIndex: 20_000 },
  ],
  [
    { kind: 'range', search: 'satie', ...places },
    { kind: 'range', search: 'satie', revision: 3, firstIndex: 5, lastIndex: 20_000 },
  ],
])('%o is told to main', (selection, told) => {
  expect(toQueueSelection(selection)).toEqual(told);
  expect(QueueSelection.safeParse(told).success).toBe(true);
});

it('is nothing to a command when nothing is selected', () => {
  expect(toQueueSelection({ kind: 'some', ids: new Set() })).toBeNull();
});
