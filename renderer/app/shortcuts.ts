import type { ShortcutName } from '../ui/shortcutKeys.ts';

/** One chord. `key` is `KeyboardEvent.key`, letters in lower case, "Space" for the blank. */
export interface Chord {
  readonly key: string;
  /** Ctrl, on a Mac Cmd. */
  readonly mod?: true;
  readonly shift?: true;
  readonly alt?: true;
}

export interface Shortcut {
  readonly group: 'playback' | 'sound' | 'view' | 'lists';
  /** Any of these; the first one is shown in tooltips. */
  readonly chords: readonly Chord[];
  /** `page`: this registry runs it anywhere. `part`: the part that has the focus or the feature does. */
  readonly owner: 'page' | 'part';
  /** Goes on while the key is held down. */
  readonly repeats?: true;
}

/** Every key of the program, in the order of the sheet. */
export const shortcuts = {
  togglePlay: { group: 'playback', owner: 'page', chords: [{ key: 'Space' }, { key: 'k' }] },
  previous: { group: 'playback', owner: 'page', chords: [{ key: 'p' }] },
  next: { group: 'playback', owner: 'page', chords: [{ key: 'n' }] },
  seekBack: { group: 'playback', owner: 'page', repeats: true, chords: [{ key: 'ArrowLeft' }] },
  seekForward: { group: 'playback', owner: 'page', repeats: true, chords: [{ key: 'ArrowRight' }] },
  jumpBack: { group: 'playback', owner: 'page', repeats: true, chords: [{ key: 'j' }] },
  jumpForward: { group: 'playback', owner: 'page', repeats: true, chords: [{ key: 'l' }] },
  seekBackFar: {
    group: 'playback',
    owner: 'page',
    repeats: true,
    chords: [{ key: 'ArrowLeft', shift: true }],
  },
  seekForwardFar: {
    group: 'playback',
    owner: 'page',
    repeats: true,
    chords: [{ key: 'ArrowRight', shift: true }],
  },
  toStart: { group: 'playback', owner: 'page', chords: [{ key: '0' }] },
  shuffle: { group: 'playback', owner: 'page', chords: [{ key: 's' }] },
  repeat: { group: 'playback', owner: 'page', chords: [{ key: 'r' }] },
  slower: { group: 'playback', owner: 'page', chords: [{ key: '[' }, { key: '<' }] },
  faster: { group: 'playback', owner: 'page', chords: [{ key: ']' }, { key: '>' }] },
  normalRate: { group: 'playback', owner: 'page', chords: [{ key: '=' }] },
  volumeUp: { group: 'sound', owner: 'page', repeats: true, chords: [{ key: 'ArrowUp' }] },
  volumeDown: { group: 'sound', owner: 'page', repeats: true, chords: [{ key: 'ArrowDown' }] },
  mute: { group: 'sound', owner: 'page', chords: [{ key: 'm' }] },
  openFiles: { group: 'view', owner: 'part', chords: [{ key: 'o', mod: true }] },
  openFolder: { group: 'view', owner: 'part', chords: [{ key: 'o', mod: true, shift: true }] },
  search: { group: 'view', owner: 'page', chords: [{ key: '/' }] },
  queue: { group: 'view', owner: 'page', chords: [{ key: 'q' }] },
  signalPath: { group: 'view', owner: 'page', chords: [{ key: 'i' }] },
  fullScreen: { group: 'view', owner: 'page', chords: [{ key: 'f' }] },
  miniPlayer: { group: 'view', owner: 'page', chords: [{ key: 'w' }] },
  settings: { group: 'view', owner: 'page', chords: [{ key: ',', mod: true }] },
  close: { group: 'view', owner: 'part', chords: [{ key: 'Escape' }] },
  showShortcuts: { group: 'view', owner: 'page', chords: [{ key: '?' }] },
  listPlay: { group: 'lists', owner: 'part', chords: [{ key: 'Enter' }] },
  listRemove: { group: 'lists', owner: 'part', chords: [{ key: 'Delete' }] },
  listSelectAll: { group: 'lists', owner: 'part', chords: [{ key: 'a', mod: true }] },
  listExtend: {
    group: 'lists',
    owner: 'part',
    chords: [
      { key: 'ArrowUp', shift: true },
      { key: 'ArrowDown', shift: true },
    ],
  },
  listMove: {
    group: 'lists',
    owner: 'part',
    chords: [
      { key: 'ArrowUp', alt: true },
      { key: 'ArrowDown', alt: true },
    ],
  },
  listToggle: { group: 'lists', owner: 'part', chords: [{ key: 'Space', mod: true }] },
  listEnds: { group: 'lists', owner: 'part', chords: [{ key: 'Home' }, { key: 'End' }] },
  listFind: { group: 'lists', owner: 'part', chords: [{ key: 'A–Z' }] },
  listParent: { group: 'lists', owner: 'part', chords: [{ key: 'Backspace' }] },
  listMenu: { group: 'lists', owner: 'part', chords: [{ key: 'F10', shift: true }] },
  undo: { group: 'lists', owner: 'page', chords: [{ key: 'z', mod: true }] },
} as const satisfies Readonly<Record<ShortcutName, Shortcut>>;

/** The shortcuts the page runs by itself, wherever the focus is. */
export type PageShortcutName = {
  [Name in ShortcutName]: (typeof shortcuts)[Name]['owner'] extends 'page' ? Name : never;
}[ShortcutName];

export const shortcutNames = Object.keys(shortcuts) as readonly ShortcutName[];

export function isPageShortcut(name: ShortcutName): name is PageShortcutName {
  return shortcuts[name].owner === 'page';
}

/** The registry entry with all its optional fields. */
export function shortcutNamed(name: ShortcutName): Shortcut {
  return shortcuts[name];
}

/** A chord as `Kbd` shows it. */
export function chordKeys(chord: Chord, isMac: boolean): readonly string[] {
  return [
    ...(chord.mod === true ? [isMac ? 'Meta' : 'Control'] : []),
    ...(chord.alt === true ? ['Alt'] : []),
    ...(chord.shift === true ? ['Shift'] : []),
    chord.key,
  ];
}
