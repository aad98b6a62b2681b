import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueuePages } from './useQueuePages.ts';
import { toQueueSelection } from './toQueueSelection.ts';
import type { QueueCommands } from './useQueueCommands.ts';
import type { QueueSelectionState } from './useQueueSelection.ts';

interface QueueMovesOptions {
  readonly pages: QueuePages;
  readonly count: number;
  readonly state: QueueSelectionState;
  readonly commands: QueueCommands;
  /** Places of a search are not the queue's, so nothing is moved among them. */
  readonly isEnabled: boolean;
}

/** Moving what is selected, and saying so to a screen reader. */
export function useQueueMoves({ pages, count, state, commands, isEnabled }: QueueMovesOptions) {
  const { t } = useTranslation('queue');
  const [announcement, setAnnouncement] = useState('');
  const { selection } = state;

  const isChosen = state.isSelectedAt;

  /** Into the gap before the row of this place; the first row moved then stands at `place`. */
  const moveTo = (gap: number, place: number) => {
    const moved = toQueueSelection(selection);
    if (moved === null || moved.kind === 'all' || !isEnabled) return;
    // Before itself is before the next one that stays.
    let target = gap;
    while (target < count && isChosen(target)) target += 1;
    const before = pages.rowAt(target);
    if (before === undefined && target < count) return;
    void commands.move(moved, before?.entryId ?? null).then((isDone) => {
      if (isDone) setAnnouncement(t('moved', { place: place + 1, count }));
    });
  };

  /** One place up or down, from the keyboard. Gives the place to show, or `null` at the edge. */
  const shift = (direction: -1 | 1): number | null => {
    let first = state.activePlace;
    let last = state.activePlace;
    if (!isChosen(first)) return null;
    while (first > 0 && isChosen(first - 1)) first -= 1;
    while (last < count - 1 && isChosen(last + 1)) last += 1;
    if (direction === -1 ? first === 0 : last === count - 1) return null;
    moveTo(direction === -1 ? first - 1 : last + 2, first + direction);
    return state.activePlace + direction;
  };

  return { announcement, moveTo, shift };
}
