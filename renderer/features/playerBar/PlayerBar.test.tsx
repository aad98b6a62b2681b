import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ClientId } from '../../../electron/contract/ids.ts';
import { renderWithBridge } from '../../testing/renderWithBridge.tsx';
import { sampleNowPlaying, samplePlayback, samplePlayer } from '../../testing/samples.ts';
import { PlayerBar } from './PlayerBar.tsx';
import { usePlayerActions } from './usePlayerActions.ts';

const doNothing = () => undefined;

function Bar() {
  return (
    <PlayerBar
      actions={usePlayerActions()}
      isQueueOpen={false}
      onToggleQueue={doNothing}
      onShowNowPlaying={doNothing}
      onShowMini={doNothing}
      onToggleFullScreen={doNothing}
    />
  );
}

function renderPlaying() {
  const rendered = renderWithBridge(<Bar />);
  rendered.emit('player', samplePlayer);
  rendered.emit('playback', samplePlayback);
  rendered.emit('nowPlaying', sampleNowPlaying);
  rendered.emit('sink', {
    holder: { clientId: ClientId.parse('c1'), label: 'Chrome · Linux' },
    blocked: false,
  });
  return rendered;
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('PlayerBar', () => {
  it('says that nothing plays, and offers nothing', () => {
    renderWithBridge(<Bar />);
    expect(screen.getByText('Nothing playing')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Play' })).toHaveProperty('disabled', true);
    expect(screen.getByRole('slider', { name: 'Position' })).toHaveProperty('disabled', true);
  });

  it('counts every step of the volume before main answers, and then shows what main tells', async () => {
    const { bridge, emit } = renderPlaying();
    emit('player', { ...samplePlayer, volume: 1, muted: false });
    const answered = Promise.withResolvers<{ ok: true; value: undefined }>();
    bridge.answer('player.setVolume', () => answered.promise);
    const slider = screen.getByRole('slider', { name: 'Volume' });
    for (let press = 0; press < 3; press++) {
      fireEvent.keyDown(slider, { key: 'ArrowLeft' });
      fireEvent.keyUp(slider, { key: 'ArrowLeft' });
    }
    expect(slider).toHaveProperty('value', '0.97');
    answered.resolve({ ok: true, value: undefined });
    await waitFor(() => expect(bridge.invocationsOf('player.setVolume')).toHaveLength(2));
    expect(bridge.invocationsOf('player.setVolume')[1]?.input).toEqual({ volume: 0.97 });
    emit('player', { ...samplePlayer, volume: 0.5, muted: false });
    await waitFor(() => expect(slider).toHaveProperty('value', '0.5'));
  });

  it('shows title, artist, times and says the position in words', () => {
    renderPlaying();
    expect(screen.getByText('Glide')).toBeDefined();
    expect(screen.getByText('Mara Lindqvist')).toBeDefined();
    expect(screen.getByText('1:23')).toBeDefined();
    expect(screen.getByText('−2:42')).toBeDefined();
    expect(screen.getByRole('slider', { name: 'Position' }).getAttribute('aria-valuetext')).toBe(
      '1 minute, 23 seconds of 4 minutes, 5 seconds',
    );
  });

  it('shows the file name without its ending where there is no title', () => {
    const { emit } = renderPlaying();
    emit('nowPlaying', { ...sampleNowPlaying, tags: {} });
    expect(screen.getByText('03 Glide')).toBeDefined();
  });

  it('pauses what plays and plays what is paused', async () => {
    const { bridge, emit, user } = renderPlaying();
    await user.click(screen.getByRole('button', { name: 'Pause' }));
    expect(bridge.invocationsOf('player.pause')).toHaveLength(1);
    emit('playback', { ...samplePlayback, status: 'paused', intent: 'pause' });
    await user.click(screen.getByRole('button', { name: 'Play' }));
    expect(bridge.invocationsOf('player.play')).toHaveLength(1);
  });

  it('keeps the wish to play while it is suppressed', () => {
    const { emit } = renderPlaying();
    emit('playback', { ...samplePlayback, status: 'paused', suppression: 'buffering' });
    expect(screen.getByRole('button', { name: 'Pause' })).toBeDefined();
    expect(screen.getByText('Loading…')).toBeDefined();
  });

  it('offers "Play here" when no page plays', async () => {
    const { emit, playback, user } = renderPlaying();
    playback.setHere(false);
    emit('sink', { holder: null, blocked: false });
    emit('playback', { ...samplePlayback, suppression: 'noSink' });
    await user.click(screen.getByRole('button', { name: 'Play here' }));
    expect(playback.playHereCount).toBe(1);
  });

  it('says where it plays when that is another page, and offers to take it over', () => {
    const { emit, playback } = renderPlaying();
    playback.setHere(false);
    emit('sink', {
      holder: { clientId: ClientId.parse('c2'), label: 'Firefox on Android' },
      blocked: false,
    });
    expect(screen.getByText(/Playing on .*Firefox on Android/)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Play here' })).toBeDefined();
  });

  it('says nothing of other pages while the connection is lost, and offers nothing', () => {
    const { bridge, playback } = renderPlaying();
    playback.setHere(false);
    act(() => bridge.setConnectionState('lost'));
    expect(screen.queryByText(/Playing on/)).toBeNull();
    expect(screen.getByText('Mara Lindqvist')).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Play here' })).toBeNull();
    for (const name of ['Previous', 'Pause', 'Next']) {
      expect(screen.getByRole('button', { name })).toHaveProperty('disabled', true);
    }
    act(() => bridge.setConnectionState('open'));
    expect(screen.getByRole('button', { name: 'Pause' })).toHaveProperty('disabled', false);
  });

  it('offers "Start listening" when the browser waits for a gesture', async () => {
    const { emit, playback, user } = renderPlaying();
    emit('playback', { ...samplePlayback, suppression: 'sinkBlocked' });
    await user.click(screen.getByRole('button', { name: 'Start listening' }));
    expect(playback.startListeningCount).toBe(1);
  });

  it('tells what is wrong with the entry instead of its artist', () => {
    const { emit } = renderPlaying();
    emit('nowPlaying', { ...sampleNowPlaying, error: { code: 'media.decodeFailed' } });
    expect(screen.getByText('Damaged file')).toBeDefined();
    expect(screen.queryByText('Mara Lindqvist')).toBeNull();
  });

  it('names the repeat mode and goes through all three', async () => {
    const { bridge, emit, user } = renderPlaying();
    for (const [repeat, next] of [
      ['off', 'all'],
      ['all', 'one'],
      ['one', 'off'],
    ] as const) {
      emit('player', { ...samplePlayer, repeat });
      await user.click(screen.getByRole('button', { name: `Repeat: ${repeat}` }));
      expect(bridge.invocationsOf('player.setRepeat').at(-1)?.input).toEqual({ repeat: next });
    }
  });

  it('sets the rate from its menu', async () => {
    const { bridge, user } = renderPlaying();
    await user.click(screen.getByRole('button', { name: /^Speed/ }));
    await user.click(await screen.findByRole('menuitemradio', { name: /1\.5×/ }));
    expect(bridge.invocationsOf('player.setRate').at(-1)?.input).toEqual({ rate: 1.5 });
  });

  it('tells when a command failed', async () => {
    const { bridge, user } = renderPlaying();
    bridge.answer('player.next', { ok: false, error: { code: 'queue.empty' } });
    await user.click(screen.getByRole('button', { name: 'Next' }));
    expect(await screen.findByText('The queue is empty')).toBeDefined();
  });

  it('is complete in Arabic too', () => {
    const { emit } = renderWithBridge(<Bar />, { language: 'ar' });
    emit('player', samplePlayer);
    expect(document.documentElement.dir).toBe('rtl');
    expect(screen.getByText('لا شيء قيد التشغيل')).toBeDefined();
  });
});

describe('seeking', () => {
  const range = () => screen.getByRole<HTMLInputElement>('slider', { name: 'Position' });

  it('sends one jump, when the thumb is let go', () => {
    const { bridge } = renderPlaying();
    fireEvent.change(range(), { target: { value: '2500' } });
    fireEvent.change(range(), { target: { value: '5000' } });
    expect(bridge.invocationsOf('player.seek')).toHaveLength(0);
    fireEvent.pointerUp(range());
    expect(bridge.invocationsOf('player.seek').map(({ input }) => input)).toEqual([
      { positionMs: 122_500 },
    ]);
  });

  it('shows where the hand is while it holds the thumb, whatever playback says', () => {
    const { emit } = renderPlaying();
    fireEvent.change(range(), { target: { value: '5000' } });
    emit('playback', { ...samplePlayback, positionMs: 84_000 });
    expect(screen.getByText('2:02')).toBeDefined();
  });

  it('goes back to playback when the jump is done', async () => {
    const { emit } = renderPlaying();
    fireEvent.change(range(), { target: { value: '5000' } });
    fireEvent.pointerUp(range());
    await waitFor(() => {
      emit('playback', { ...samplePlayback, positionMs: 130_000 });
      expect(screen.getByText('2:10')).toBeDefined();
    });
  });

  it.each([
    ['ArrowRight', {}, 88_000],
    ['ArrowLeft', {}, 78_000],
    ['ArrowRight', { shiftKey: true }, 113_000],
    ['ArrowLeft', { shiftKey: true }, 53_000],
  ])('jumps with %s and %o to %i ms', (key, modifiers, positionMs) => {
    const { bridge } = renderPlaying();
    fireEvent.keyDown(range(), { key, ...modifiers });
    expect(bridge.invocationsOf('player.seek').at(-1)?.input).toEqual({ positionMs });
  });

  it('shows no length and takes no jumps where the length is unknown', () => {
    const { emit } = renderPlaying();
    emit('playback', { ...samplePlayback, durationMs: null });
    expect(range().disabled).toBe(true);
    expect(screen.getByText('–:––')).toBeDefined();
  });
});
