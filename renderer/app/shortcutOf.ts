import {
  isPageShortcut,
  shortcutNamed,
  shortcutNames,
  type Chord,
  type PageShortcutName,
} from './shortcuts.ts';

type KeyPress = Pick<
  KeyboardEvent,
  | 'key'
  | 'code'
  | 'ctrlKey'
  | 'metaKey'
  | 'altKey'
  | 'shiftKey'
  | 'repeat'
  | 'defaultPrevented'
  | 'isComposing'
  | 'target'
>;

/** Roles whose elements have meanings of their own for arrows, Home, End, and letters (type-ahead). */
const keyHungry =
  '[role=listbox],[role=grid],[role=treegrid],[role=tree],[role=menu],[role=menubar],[role=tablist],[role=radiogroup],[role=slider],[role=spinbutton],[role=combobox],input[type=range],select';
const pressable =
  'button,summary,label,input[type=checkbox],input[type=radio],[role=button],[role=switch],[role=checkbox],[role=tab]';
const modal = '[role=dialog],[role=alertdialog],[aria-modal=true]';
const textTypes = ['text', 'search', 'email', 'url', 'tel', 'password', 'number', 'date'];
const textField = [
  'textarea',
  'input:not([type])',
  ...textTypes.map((type) => `input[type=${type}]`),
  '[contenteditable]:not([contenteditable=false])',
].join(',');

/**
 * The shortcut of the page that this key press means, or `null`: it was handled, it is text, or the
 * control that has the focus uses that key itself.
 */
export function shortcutOf(press: KeyPress, isMac: boolean): PageShortcutName | null {
  if (press.defaultPrevented || press.isComposing) return null;
  const name = shortcutNames
    .filter(isPageShortcut)
    .find((candidate) =>
      shortcutNamed(candidate).chords.some((chord) => isChord(press, chord, isMac)),
    );
  if (name === undefined) return null;
  if (press.repeat && shortcutNamed(name).repeats !== true) return null;
  return isElement(press.target) && keepsKey(press.target, press) ? null : name;
}

/** Not by its class: the mini player's window has classes of its own. */
function isElement(target: EventTarget | null): target is Element {
  return target !== null && 'nodeType' in target && target.nodeType === Node.ELEMENT_NODE;
}

function keepsKey(target: Element, press: KeyPress): boolean {
  if (target.closest(`${textField},${modal}`) !== null) return true;
  if (press.ctrlKey || press.metaKey) return false;
  if (press.key === ' ' && target.closest(pressable) !== null) return true;
  const hungry = target.closest(keyHungry);
  if (hungry === null) return false;
  // A range takes arrows and paging keys but no letters; lists look letters up, and one that prevents
  // the default of those it takes says so.
  return hungry.matches('[role=slider],input[type=range]')
    ? /^(Arrow|Home|End|Page)/.test(press.key)
    : /^(Arrow|Home|End|Page)/.test(press.key) ||
        (isLetterOrDigit(press.key) && !hungry.matches('[data-takes-letters]'));
}

function isLetterOrDigit(key: string): boolean {
  return /^[\p{L}\p{N}]$/u.test(key);
}

function isChord(press: KeyPress, chord: Chord, isMac: boolean): boolean {
  const mod = isMac ? press.metaKey : press.ctrlKey;
  const other = isMac ? press.ctrlKey : press.metaKey;
  if (mod !== (chord.mod === true) || other || press.altKey !== (chord.alt === true)) return false;
  const key = keyOf(press);
  if (key !== chord.key) return false;
  // Signs such as "?" and ">" are typed with Shift on one keyboard and without on another.
  const isSign = chord.key.length === 1 && !isLetterOrDigit(chord.key);
  return isSign || press.shiftKey === (chord.shift === true);
}

/** On a keyboard of another script the letter that is printed at the same place. */
function keyOf(press: KeyPress): string {
  if (press.key === ' ') return 'Space';
  if (press.key.length !== 1) return press.key;
  if (/^Key[A-Z]$/.test(press.code) && !/^[\u0000-\u024f]$/.test(press.key)) {
    return press.code.slice(3).toLowerCase();
  }
  return press.key.toLowerCase();
}
