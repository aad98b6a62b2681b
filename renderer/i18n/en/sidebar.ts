export const sidebar = {
  label: 'Main',
  listen: 'Listen',
  signalPath: 'Signal path',
  settings: 'Settings',
  shortcuts: 'Keyboard shortcuts',
  open: 'Open',
} as const;
