/** Every page of the program: its fragment, and the heading or list that shows that it is there. */
export const pages = [
  { name: 'listen', fragment: '#listen' },
  { name: 'players', fragment: '#players' },
  { name: 'signal path', fragment: '#signalPath' },
  { name: 'settings', fragment: '#settings' },
  { name: 'about', fragment: '#about' },
] as const;
