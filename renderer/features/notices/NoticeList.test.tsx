import { act, cleanup, screen, within } from '@testing-library/react';
import { useEffect } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Notice } from '../../../electron/contract/activities.ts';
import type { AppError } from '../../../electron/contract/errors.ts';
import { NoticeId } from '../../../electron/contract/ids.ts';
import { renderWithBridge } from '../../testing/renderWithBridge.tsx';
import { useTellError } from './index.ts';

function notice(id: number, error: AppError, repeatCount = 0): Notice {
  return {
    noticeId: NoticeId.parse(id),
    error,
    at: `2026-11-21T07:00:0${id}.000Z`,
    repeatCount,
  };
}

let tell: (error: AppError) => void = () => undefined;
function Teller() {
  const tellError = useTellError();
  useEffect(() => {
    tell = tellError;
  }, [tellError]);
  return null;
}

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('NoticeList', () => {
  it('says what happened to what, and what to do', () => {
    const { emit } = renderWithBridge(null);
    emit('notices', [notice(1, { code: 'file.notFound', subject: 'Song.mp3' })]);
    const card = screen.getByRole('article');
    expect(within(card).getByRole('heading').textContent).toBe('File not found');
    expect(card.textContent).toMatch(/“.?Song\.mp3.?” is no longer where it was\./);
    expect(card.textContent).toContain('connect that again');
  });

  it('shows the newest and, when asked, the others', async () => {
    const { bridge, emit, user } = renderWithBridge(null);
    emit('notices', [
      notice(1, { code: 'file.empty' }),
      notice(2, { code: 'file.truncated' }),
      notice(3, { code: 'file.notMedia' }),
    ]);
    const titles = () => screen.getAllByRole('heading').map((heading) => heading.textContent);
    expect(titles()).toEqual(['Not a media file']);
    await user.click(screen.getByRole('button', { name: '2 more notices' }));
    expect(titles()).toEqual(['Not a media file', 'Incomplete file', 'Empty file']);
    await user.click(screen.getByRole('button', { name: 'Dismiss all' }));
    expect(bridge.invocationsOf('app.dismissNotice').map(({ input }) => input.noticeId)).toEqual([
      3, 2, 1,
    ]);
  });

  it('folds after a while, opens when pressed, and unfolds for what is new', () => {
    vi.useFakeTimers();
    const { emit } = renderWithBridge(null);
    const first = notice(1, { code: 'file.empty' });
    emit('notices', [first]);
    act(() => {
      vi.advanceTimersByTime(60_000);
    });
    expect(screen.queryByRole('article')).toBeNull();
    expect(screen.getByRole('button', { name: '1 notice' })).toBeDefined();
    emit('notices', [first, notice(2, { code: 'file.truncated' })]);
    expect(screen.getByRole('heading').textContent).toBe('Incomplete file');
    act(() => {
      vi.advanceTimersByTime(60_000);
    });
    act(() => screen.getByRole('button', { name: '2 notices' }).click());
    expect(screen.getAllByRole('article')).toHaveLength(2);
  });

  it('says how often it happened again', () => {
    const { emit } = renderWithBridge(null);
    emit('notices', [notice(1, { code: 'file.empty' }, 4)]);
    expect(screen.getByText('It happened 4 more times.')).toBeDefined();
  });

  it('has a button for a remedy that one press can do', async () => {
    const { bridge, emit, playback, user } = renderWithBridge(null);
    emit('sink', { holder: null, blocked: true });
    emit('notices', [notice(1, { code: 'media.sinkBlocked' })]);
    await user.click(screen.getByRole('button', { name: 'Start listening' }));
    expect(playback.startListeningCount).toBe(1);
    expect(bridge.invocationsOf('app.dismissNotice')).toHaveLength(1);
  });

  it('copies code, subject, details and version', async () => {
    const { emit, user } = renderWithBridge(null);
    emit('notices', [
      notice(1, { code: 'file.readFailed', subject: 'Song.mp3', details: 'EIO at 4096' }),
    ]);
    await user.click(screen.getByRole('button', { name: 'Copy details' }));
    const copied = await navigator.clipboard.readText();
    expect(copied).toBe(
      'Portamento 0.1.0 (headless, linux)\n2026-11-21T07:00:01.000Z file.readFailed\nsubject: Song.mp3\nEIO at 4096',
    );
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeDefined();
  });

  it('keeps errors of this page, the same one once, until they are dismissed', async () => {
    const { user } = renderWithBridge(<Teller />);
    act(() => tell({ code: 'queue.full' }));
    act(() => tell({ code: 'queue.full' }));
    expect(screen.getAllByRole('article')).toHaveLength(1);
    expect(screen.getByText('It happened once more.')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByRole('article')).toBeNull();
  });

  it('says nothing of what was cancelled or of a lost connection', () => {
    renderWithBridge(<Teller />);
    act(() => tell({ code: 'app.cancelled' }));
    act(() => tell({ code: 'ipc.disconnected' }));
    expect(screen.queryByRole('article')).toBeNull();
  });
});
