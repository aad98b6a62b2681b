export const ui = {
  close: 'Close',
  clearSearch: 'Clear search',
  unknownDuration: 'Unknown length',
  key: {
    space: 'Space',
    enter: 'Enter',
    escape: 'Esc',
    delete: 'Del',
    control: 'Ctrl',
    alt: 'Alt',
    home: 'Home',
    end: 'End',
  },
} as const;
