export const ui = {
  close: 'Close',
  clearSearch: 'Clear search',
  unknownDuration: 'Unknown length',
  copied: 'Copied',
  key: {
    space: 'Space',
    enter: 'Enter',
    escape: 'Esc',
    delete: 'Del',
    backspace: 'Backspace',
    control: 'Ctrl',
    shift: 'Shift',
    alt: 'Alt',
    home: 'Home',
    end: 'End',
  },
} as const;
