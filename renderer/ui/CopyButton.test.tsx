import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderWithBridge } from '../testing/renderWithBridge.tsx';
import { CopyButton, CopyIconButton } from './CopyButton.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** What the clipboard does when the browser or the desktop app refuses it. */
function refuseToWrite(): void {
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(
    new DOMException('Write permission denied.', 'NotAllowedError'),
  );
}

/** A page over plain HTTP from another machine has no clipboard at all. */
function takeClipboardAway(): void {
  Reflect.deleteProperty(navigator, 'clipboard');
}

function selectedText(): string {
  const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Text to copy' });
  expect(document.activeElement).toBe(field);
  return field.value.slice(field.selectionStart, field.selectionEnd);
}

const buttons = [
  { name: 'a button with words', button: <CopyButton label="Copy log" text={() => 'one\ntwo'} /> },
  { name: 'an icon', button: <CopyIconButton label="Copy log" text={() => 'one\ntwo'} /> },
];

describe.each(buttons)('$name that copies', ({ button }) => {
  it('says so when the text is in the clipboard', async () => {
    const { user } = renderWithBridge(button);
    await user.click(screen.getByRole('button', { name: 'Copy log' }));
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeDefined();
    expect(await navigator.clipboard.readText()).toBe('one\ntwo');
  });

  it.each([
    { without: 'permission', takeAway: refuseToWrite },
    { without: 'a clipboard', takeAway: takeClipboardAway },
  ])('says so without $without, and offers the text selected', async ({ takeAway }) => {
    const { user } = renderWithBridge(button);
    takeAway();
    await user.click(screen.getByRole('button', { name: 'Copy log' }));
    await screen.findByRole('dialog', { name: 'Not copied' });
    expect(selectedText()).toBe('one\ntwo');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Copy log' })),
    );
  });
});
