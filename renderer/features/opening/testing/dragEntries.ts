import { createEvent, fireEvent } from '@testing-library/react';
import type { DroppedEntry } from '../collectDropped.ts';

/** Drags entries over the page, or drops them, as the browser shows it to the page. */
export function dragEntries(type: 'dragOver' | 'drop', entries: readonly DroppedEntry[]): void {
  const event = createEvent[type](document.body);
  const items = entries.map((entry) => ({
    kind: 'file',
    type: entry.isFile ? 'audio/mpeg' : '',
    webkitGetAsEntry: () => entry,
  }));
  Object.defineProperty(event, 'dataTransfer', {
    value: { types: ['Files'], items, files: [], dropEffect: 'none' },
  });
  fireEvent(document.body, event);
}
