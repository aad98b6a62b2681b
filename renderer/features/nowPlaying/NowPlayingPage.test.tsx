import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { NowPlaying } from '../../../electron/contract/playback.ts';
import { ArtId, EntryId } from '../../../electron/contract/ids.ts';
import type { QueueRow } from '../../../electron/contract/queue.ts';
import { defaultSettings } from '../../../electron/contract/settings.ts';
import { FakeBridge } from '../../bridge/FakeBridge.ts';
import { renderWithBridge } from '../../testing/renderWithBridge.tsx';
import { sampleNowPlaying, samplePlayback, samplePlayer } from '../../testing/samples.ts';
import { OpeningProvider } from '../opening/index.ts';
import { NowPlayingPage } from './NowPlayingPage.tsx';

const followingRow: QueueRow = {
  entryId: EntryId.parse('e2'),
  index: 1,
  fileName: '2.flac',
  title: 'Next Song',
  artist: null,
  album: null,
  durationMs: 60_000,
  artId: null,
  hasVideo: false,
  errorCode: null,
};

async function renderPage(nowPlaying: NowPlaying, bridge = new FakeBridge()) {
  bridge.emit('nowPlaying', nowPlaying);
  bridge.emit('playback', samplePlayback);
  bridge.emit('player', samplePlayer);
  const rendered = renderWithBridge(
    <OpeningProvider>
      <NowPlayingPage />
    </OpeningProvider>,
    { bridge },
  );
  await act(async () => Promise.resolve());
  return rendered;
}

const format = {
  codec: 'FLAC',
  sampleRateHz: 44_100,
  bitsPerSample: 16,
  bitrateBps: 912_345,
  channelCount: 2,
  lossless: true,
};

afterEach(cleanup);

describe('NowPlayingPage', () => {
  it('says what the program is for when nothing plays, with one button', async () => {
    await renderPage(null);
    expect(screen.getByRole('heading', { name: 'What shall we listen to?' })).toBeTruthy();
    expect(screen.getAllByRole('button')).toHaveLength(1);
  });

  it('shows the track and its format', async () => {
    const { container } = await renderPage({ ...sampleNowPlaying, format });
    expect(screen.getByRole('heading', { name: 'Glide' })).toBeTruthy();
    expect([...container.querySelectorAll('bdi')].map((part) => part.textContent)).toEqual(
      expect.arrayContaining(['FLAC', '44.1\u00a0kHz', '16\u00a0bit', '912\u00a0kb/s']),
    );
    expect(screen.getByText('Lossless')).toBeTruthy();
  });

  it('shows all of a cover, whatever its shape', async () => {
    await renderPage({ ...sampleNowPlaying, artId: ArtId.parse('a'.repeat(40)) });
    const cover = screen.getByRole('img').parentElement;
    expect(cover?.dataset).toMatchObject({ whole: 'true' });
  });

  it('tells an error with its remedy', async () => {
    await renderPage({ ...sampleNowPlaying, error: { code: 'media.unsupportedFormat' } });
    expect(screen.getByRole('alert').textContent).not.toBe('');
    expect(screen.getByRole('button', { name: 'Copy details' })).toBeTruthy();
  });

  it('says what follows, but not beside the queue, which says it', async () => {
    const bridge = new FakeBridge();
    const page = { revision: 1, count: 2, offset: 1, rows: [followingRow] };
    bridge.answer('queue.page', { ok: true, value: page });
    const { emit } = await renderPage(sampleNowPlaying, bridge);
    emit('settings', { ...defaultSettings, rightPanel: null });
    emit('queue', {
      revision: 1,
      count: 2,
      durationMs: 120_000,
      untimedCount: 0,
      currentEntryId: sampleNowPlaying.entryId,
      currentIndex: 0,
      undo: null,
    });
    expect(await screen.findByRole('button', { name: /Next Song/ })).toBeTruthy();
    emit('settings', { ...defaultSettings, rightPanel: 'queue' });
    expect(screen.queryByRole('button', { name: /Next Song/ })).toBeNull();
  });

  it('gives a video its picture, and lets go of it', async () => {
    const { playback, emit } = await renderPage(null);
    const detach = vi.fn();
    const attach = vi.spyOn(playback, 'attachVideo').mockReturnValue(detach);
    emit('nowPlaying', { ...sampleNowPlaying, hasVideo: true });
    expect(attach).toHaveBeenCalledTimes(1);
    expect(screen.getByRole('region', { name: 'Video' })).toBeTruthy();
    emit('nowPlaying', sampleNowPlaying);
    expect(detach).toHaveBeenCalledTimes(1);
  });

  it('takes the keyboard from a field that the picture covers on the whole screen', async () => {
    const fullScreenElement = vi.fn<() => Element | null>(() => null);
    Object.defineProperty(document, 'fullscreenElement', {
      configurable: true,
      get: fullScreenElement,
    });
    await renderPage({ ...sampleNowPlaying, hasVideo: true });
    const field = document.body.appendChild(document.createElement('input'));
    act(() => field.focus());
    fullScreenElement.mockReturnValue(document.documentElement);
    act(() => void document.dispatchEvent(new Event('fullscreenchange')));
    expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Video' }));
    field.remove();
    Reflect.deleteProperty(document, 'fullscreenElement');
  });
});
