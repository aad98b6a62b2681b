import type { EntryId } from '../../../electron/contract/ids.ts';
import type { QueueSelection } from '../../../electron/contract/queue.ts';
import type { RowSelection } from '../../stores/index.ts';

/** As a command says it; `null` when nothing is selected. */
export function toQueueSelection(selection: RowSelection<EntryId>): QueueSelection | null {
  if (selection.kind === 'some') {
    const entryIds = [...selection.ids];
    return entryIds.length === 0 ? null : { kind: 'some', entryIds };
  }
  const { search } = selection;
  const searched = search === '' ? {} : { search };
  switch (selection.kind) {
    case 'all':
      return { kind: 'all', except: [...selection.except], ...searched };
    case 'range': {
      const { revision, firstIndex, lastIndex } = selection;
      return { kind: 'range', revision, firstIndex, lastIndex, ...searched };
    }
  }
}
