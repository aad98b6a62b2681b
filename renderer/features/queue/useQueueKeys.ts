import { useRef, type KeyboardEvent } from 'react';
import type { Reach } from '../../stores/index.ts';
import { placeAfterKey } from '../../ui/placeAfterKey.ts';
import { useTypeAhead } from '../../ui/useTypeAhead.ts';
import type { QueueCommands } from './useQueueCommands.ts';
import { rowTitle } from './rowText.ts';
import type { QueueSelectionState } from './useQueueSelection.ts';

interface QueueKeysOptions {
  readonly state: QueueSelectionState;
  readonly commands: QueueCommands;
  readonly count: number;
  /** Rows that fit the height. */
  readonly pageLength: () => number;
  readonly scrollTo: (place: number) => void;
  readonly onRemove: () => void;
  readonly onShift: (direction: -1 | 1) => void;
  readonly isSearch: boolean;
}

interface QueueKeys {
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onPointerDown: () => void;
}

/**
 * The keyboard of the queue's list. Keys it does not know go on to the page, and so do letters after
 * a click: who pointed at a row and then presses F wants full screen, not a title with F.
 */
export function useQueueKeys(options: QueueKeysOptions): QueueKeys {
  const { state, commands, count, pageLength, scrollTo } = options;
  const typeAhead = useTypeAhead();
  const isPointed = useRef(false);

  const go = (place: number, how: Reach) => {
    state.reach(place, how);
    scrollTo(Math.max(0, Math.min(count - 1, place)));
  };

  const type = async (letter: string) => {
    const { text, goesOn, isLatest } = typeAhead(letter);
    const rows = await commands.find(text);
    // A letter typed meanwhile asks for something else.
    if (!isLatest()) return;
    const wanted = text.toLocaleLowerCase();
    const after = goesOn ? state.activePlace : state.activePlace + 1;
    const first = (begins: (title: string) => boolean) => {
      const matches = rows.filter((row) => begins(rowTitle(row).toLocaleLowerCase()));
      return matches.find((row) => row.index >= after) ?? matches[0];
    };
    const match =
      first((title) => title.startsWith(wanted)) ??
      first((title) => wordsOf(title).some((word) => word.startsWith(wanted)));
    if (match !== undefined) go(match.index, 'select');
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event;
    const isCommand = event.ctrlKey || event.metaKey;
    const { activePlace } = state;
    const step = placeAfterKey(key, { activePlace, count, pageLength: pageLength() });
    if (event.altKey && (key === 'ArrowUp' || key === 'ArrowDown')) {
      options.onShift(key === 'ArrowUp' ? -1 : 1);
    } else if (event.altKey) {
      return;
    } else if (step !== undefined) {
      isPointed.current = false;
      go(step, event.shiftKey ? 'extend' : isCommand ? 'visit' : 'select');
    } else if (isCommand && key.toLowerCase() === 'a') {
      state.selectAll();
    } else if (isCommand && key === ' ') {
      state.reach(state.activePlace, 'toggle');
    } else if (key === 'Enter' && state.activeRow !== undefined) {
      commands.play(state.activeRow.entryId);
    } else if (key === 'Delete' || (key === 'Backspace' && event.metaKey)) {
      options.onRemove();
    } else if (key === 'Escape' && state.selection.kind !== 'some') {
      state.selectNone();
    } else if (isTyping(event) && !options.isSearch && !isPointed.current) {
      void type(key);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const onPointerDown = () => {
    isPointed.current = true;
  };
  return { onKeyDown, onPointerDown };
}

function wordsOf(title: string): readonly string[] {
  return title.split(/[^\p{L}\p{N}]+/u);
}

/** Letters and digits look for a title; `/` and `?` belong to the page, and so does the blank. */
function isTyping(event: KeyboardEvent): boolean {
  return !event.ctrlKey && !event.metaKey && /^[\p{L}\p{N}]$/u.test(event.key);
}
