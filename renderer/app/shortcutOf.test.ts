import { afterEach, describe, expect, it } from 'vitest';
import { shortcutOf } from './shortcutOf.ts';
import { chordKeys, shortcutNamed, shortcutNames } from './shortcuts.ts';

function press(key: string, options: KeyboardEventInit & { on?: string } = {}) {
  const { on = '<p></p>', ...init } = options;
  document.body.innerHTML = on;
  const target = document.body.querySelector('[data-focus]') ?? document.body.firstElementChild;
  let found: string | null = null;
  const listener = (event: KeyboardEvent) => {
    found = shortcutOf(event, false);
  };
  window.addEventListener('keydown', listener, { once: true });
  target?.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }),
  );
  return found;
}

afterEach(() => {
  document.body.innerHTML = '';
});

describe('shortcutOf', () => {
  it.each([
    [' ', {}, 'togglePlay'],
    ['k', {}, 'togglePlay'],
    ['K', {}, 'togglePlay'],
    ['ArrowLeft', {}, 'seekBack'],
    ['ArrowLeft', { shiftKey: true }, 'seekBackFar'],
    ['j', {}, 'jumpBack'],
    ['ArrowUp', {}, 'volumeUp'],
    ['m', {}, 'mute'],
    ['[', {}, 'slower'],
    ['>', { shiftKey: true }, 'faster'],
    ['?', { shiftKey: true }, 'showShortcuts'],
    ['/', {}, 'search'],
    ['/', { shiftKey: true }, 'search'],
    [',', { ctrlKey: true }, 'settings'],
    ['z', { ctrlKey: true }, 'undo'],
  ])('%s with %o is %s', (key, modifiers, name) => {
    expect(press(key, modifiers)).toBe(name);
  });

  it('knows letters by their place on a keyboard of another script', () => {
    expect(press('ن', { code: 'KeyK' })).toBe('togglePlay');
  });

  it('does not take a letter by its place where the keyboard has that letter elsewhere', () => {
    expect(press('a', { code: 'KeyQ' })).toBeNull();
  });

  it.each([
    ['n', { ctrlKey: true }],
    ['n', { altKey: true }],
    ['n', { metaKey: true }],
    ['n', { shiftKey: true }],
    ['o', { ctrlKey: true }],
  ])('leaves %s with %o to others', (key, modifiers) => {
    expect(press(key, modifiers)).toBeNull();
  });

  it.each([
    '<input data-focus>',
    '<textarea data-focus></textarea>',
    '<input type=search data-focus>',
  ])('leaves every key to %s', (on) => {
    for (const key of [' ', 'k', 'ArrowLeft', '/', '?']) expect(press(key, { on })).toBeNull();
    expect(press('z', { on, ctrlKey: true })).toBeNull();
  });

  it('leaves the blank to a button, and nothing else', () => {
    const on = '<button data-focus></button>';
    expect(press(' ', { on })).toBeNull();
    expect(press('k', { on })).toBe('togglePlay');
    expect(press('ArrowLeft', { on })).toBe('seekBack');
  });

  it('plays with the blank on a link, which does nothing with it', () => {
    expect(press(' ', { on: '<a href="#settings" data-focus></a>' })).toBe('togglePlay');
  });

  it('leaves arrows and letters to a list, and plays with the blank', () => {
    const on = '<div role=grid><div role=row data-focus tabindex=0></div></div>';
    expect(press('ArrowDown', { on })).toBeNull();
    expect(press('n', { on })).toBeNull();
    expect(press(' ', { on })).toBe('togglePlay');
    expect(press('/', { on })).toBe('search');
  });

  it('takes letters that a list says it takes itself and did not', () => {
    const on = '<ul role="listbox" data-takes-letters tabindex="0"></ul>';
    expect(press('f', { on })).toBe('fullScreen');
    expect(press('ArrowUp', { on })).toBeNull();
  });

  it('leaves arrows to a range, and keeps its letters', () => {
    const on = '<input type=range data-focus>';
    expect(press('ArrowUp', { on })).toBeNull();
    expect(press('n', { on })).toBe('next');
  });

  it('is silent while a dialog is open over the page', () => {
    const on = '<div role=dialog><span data-focus tabindex=0></span></div>';
    expect(press('n', { on })).toBeNull();
  });

  it('repeats only what may be repeated', () => {
    expect(press('ArrowRight', { repeat: true })).toBe('seekForward');
    expect(press('n', { repeat: true })).toBeNull();
  });

  it.each([
    ['<button data-focus></button>', ' '],
    ['<input type=range data-focus>', 'ArrowUp'],
    ['<input data-focus>', 'k'],
  ])('knows what %s of another window does with its keys', (on, key) => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const { contentWindow, contentDocument } = frame;
    if (contentWindow === null || contentDocument === null) throw new Error('No window');
    contentDocument.body.innerHTML = on;
    let found: string | null = 'nothing seen';
    const listener = (event: KeyboardEvent) => (found = shortcutOf(event, false));
    contentWindow.addEventListener('keydown', listener);
    contentDocument
      .querySelector('[data-focus]')
      ?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    expect(found).toBeNull();
  });

  it('leaves what somebody handled', () => {
    let found: string | null = 'nothing seen';
    const button = document.createElement('button');
    document.body.append(button);
    button.addEventListener('keydown', (event) => event.preventDefault());
    window.addEventListener('keydown', (event) => (found = shortcutOf(event, false)), {
      once: true,
    });
    button.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'n', bubbles: true, cancelable: true }),
    );
    expect(found).toBeNull();
  });
});

describe('shortcuts', () => {
  it('gives no chord to two of them', () => {
    const chords = shortcutNames.flatMap((name) =>
      shortcutNamed(name).chords.map((chord) => chordKeys(chord, false).join('+')),
    );
    expect(chords).toHaveLength(new Set(chords).size);
  });

  it('says Cmd on a Mac', () => {
    expect(chordKeys({ key: 'o', mod: true }, true)).toEqual(['Meta', 'o']);
    expect(chordKeys({ key: 'o', mod: true }, false)).toEqual(['Control', 'o']);
  });
});
