export const sidebar = {
  label: 'Main',
  listen: 'Listen',
  players: 'Players',
  signalPath: 'Signal path',
  settings: 'Settings',
  shortcuts: 'Keyboard shortcuts',
  queue: 'Queue',
  open: 'Open',
} as const;
