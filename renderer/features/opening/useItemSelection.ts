import { useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { isTouch } from '../../ui/isTouch.ts';
import { placeAfterKey } from '../../ui/placeAfterKey.ts';
import { useTypeAhead } from '../../ui/useTypeAhead.ts';
import { findByPrefix, type FolderItem } from './folderItems.ts';

interface ItemSelectionOptions {
  readonly items: readonly FolderItem[];
  /** Place of the item the keyboard is on. */
  readonly active: number;
  readonly onActive: (place: number) => void;
  readonly onChange: (keys: ReadonlySet<string>) => void;
  /** Enter or a double click on an item. */
  readonly onAct: (item: FolderItem) => void;
  readonly onLeave: () => void;
  /** Rows that fit the height. */
  readonly pageLength: () => number;
  readonly scrollTo: (index: number) => void;
}

/** Chooses items by pointer and keyboard, as lists everywhere do it. */
export function useItemSelection(options: ItemSelectionOptions) {
  const { items, active, onActive, onAct, onLeave, pageLength, scrollTo } = options;
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef(0);
  const typeAhead = useTypeAhead();

  const choose = (next: ReadonlySet<string>) => {
    setKeys(next);
    options.onChange(next);
  };
  const rangeTo = (index: number) => {
    const [first, last] = [Math.min(anchor.current, index), Math.max(anchor.current, index)];
    return new Set(items.slice(first, last + 1).map(({ key }) => key));
  };
  const toggled = (key: string) => {
    const next = new Set(keys);
    if (!next.delete(key)) next.add(key);
    return next;
  };

  const moveTo = (index: number, how: { extend: boolean; keep: boolean }) => {
    const bounded = Math.min(items.length - 1, Math.max(0, index));
    const item = items[bounded];
    if (item === undefined) return;
    onActive(bounded);
    scrollTo(bounded);
    if (how.extend) {
      choose(rangeTo(bounded));
    } else if (!how.keep) {
      anchor.current = bounded;
      choose(new Set([item.key]));
    }
  };

  const type = (letter: string) => {
    const { text, goesOn } = typeAhead(letter);
    const found = findByPrefix(items, text, goesOn ? active : active + 1);
    if (found !== -1) moveTo(found, { extend: false, keep: false });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const isCommand = event.ctrlKey || event.metaKey;
    const how = { extend: event.shiftKey, keep: isCommand };
    const item = items[active];
    const position = { activePlace: active, count: items.length, pageLength: pageLength() };
    const target = event.altKey ? undefined : placeAfterKey(event.key, position);
    if (target !== undefined) moveTo(target, how);
    else if (event.key === 'Enter' && item !== undefined) onAct(item);
    else if (event.key === 'Backspace' || (event.altKey && event.key === 'ArrowUp')) onLeave();
    else if (event.key === ' ' && item !== undefined) choose(toggled(item.key));
    else if (isCommand && event.key.toLowerCase() === 'a') {
      choose(new Set(items.map(({ key }) => key)));
    } else if (event.key.length === 1 && !isCommand && !event.altKey) type(event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const onClick = (event: MouseEvent, index: number) => {
    const item = items[index];
    if (item === undefined) return;
    onActive(index);
    if (isTouch(event)) {
      // A tap goes into a folder and adds a file, since a finger holds no Ctrl.
      if (item.kind === 'folder') onAct(item);
      else choose(toggled(item.key));
    } else if (event.shiftKey) {
      choose(rangeTo(index));
    } else {
      anchor.current = index;
      choose(event.ctrlKey || event.metaKey ? toggled(item.key) : new Set([item.key]));
    }
  };

  return { keys, onKeyDown, onClick };
}
