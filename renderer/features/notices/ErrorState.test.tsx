import { cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderWithBridge } from '../../testing/renderWithBridge.tsx';
import { ErrorNote, ErrorState } from './index.ts';

const error = { code: 'file.readFailed', subject: 'Song.mp3', details: 'EIO' } as const;

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe.each([
  { name: 'ErrorState', Shown: ErrorState },
  { name: 'ErrorNote', Shown: ErrorNote },
])('$name', ({ Shown }) => {
  it('says what happened and what to do, and copies the details', async () => {
    const { user } = renderWithBridge(<Shown error={error} />);
    const { textContent } = screen.getByRole('alert');
    expect(textContent).toContain('Song.mp3');
    expect(textContent).toContain('connect that again');
    await user.click(screen.getByRole('button', { name: 'Copy details' }));
    expect(await navigator.clipboard.readText()).toMatch(
      /^Portamento 0\.1\.0 .*\n.* file\.readFailed\nsubject: Song\.mp3\nEIO$/,
    );
  });

  it('says nothing of what was cancelled', () => {
    renderWithBridge(<Shown error={{ code: 'app.cancelled' }} />);
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('ErrorState', () => {
  it('tries again where that may help', async () => {
    const retry = vi.fn();
    const { user } = renderWithBridge(<ErrorState error={error} onRetry={retry} />);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(retry).toHaveBeenCalledOnce();
  });
});
