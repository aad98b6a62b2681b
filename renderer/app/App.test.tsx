import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { NoticeId } from '../../electron/contract/ids.ts';
import {
  defaultSettings,
  type Settings,
  type SettingsPatch,
} from '../../electron/contract/settings.ts';
import { FakeBridge } from '../bridge/FakeBridge.ts';
import { dragEntries } from '../features/opening/testing/dragEntries.ts';
import { fakeEntry } from '../features/opening/testing/fakeEntry.ts';
import { connectStores, createStores } from '../stores/index.ts';
import { FakePlayback } from '../testing/FakePlayback.ts';
import { stubMatchMedia } from '../testing/renderWithBridge.tsx';
import { sampleNowPlaying, samplePlayback, samplePlayer } from '../testing/samples.ts';
import { lowQuery, narrowQuery, sheetQuery } from '../ui/useMediaQuery.ts';
import { App } from './App.tsx';

interface StartOptions {
  readonly isNarrow?: boolean;
  readonly isLow?: boolean;
  readonly route?: string;
}

function start(options: StartOptions = {}) {
  stubMatchMedia((query) =>
    query === lowQuery
      ? options.isLow === true
      : options.isNarrow === true && [narrowQuery, sheetQuery].includes(query),
  );
  location.hash = options.route ?? '';
  const bridge = new FakeBridge();
  bridge.answer('settings.update', ({ patch }) => {
    act(() =>
      bridge.emit('settings', { ...defaultSettings, language: 'en', ...withoutHoles(patch) }),
    );
    return { ok: true, value: undefined };
  });
  bridge.emit('settings', { ...defaultSettings, language: 'en' });
  bridge.emit('player', samplePlayer);
  bridge.emit('playback', samplePlayback);
  bridge.emit('nowPlaying', { ...sampleNowPlaying, artId: null });
  const stores = createStores();
  connectStores(stores, bridge);
  const errors: unknown[] = [];
  render(
    <App
      bridge={bridge}
      stores={stores}
      playback={new FakePlayback()}
      onError={(error) => {
        errors.push(error);
      }}
    />,
  );
  return { bridge, errors, user: userEvent.setup() };
}

const emptyQueue = {
  revision: 1,
  count: 0,
  durationMs: 0,
  untimedCount: 0,
  currentEntryId: null,
  currentIndex: null,
  undo: null,
};

/** A patch as JSON carries it: what is undefined is not there. */
function withoutHoles(patch: SettingsPatch): Partial<Settings> {
  return JSON.parse(JSON.stringify(patch)) as Partial<Settings>;
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  delete document.documentElement.dataset['theme'];
});

describe('App', () => {
  it('goes from page to page, and says in the sidebar where one is', async () => {
    const { user } = start();
    await user.click(screen.getByRole('link', { name: 'Settings' }));
    expect(await screen.findByRole('heading', { name: 'Settings', level: 1 })).toBeDefined();
    expect(screen.getByRole('link', { name: 'Settings' }).getAttribute('aria-current')).toBe(
      'page',
    );
    await user.click(screen.getByRole('button', { name: 'Version and licences' }));
    expect(await screen.findByRole('heading', { name: 'About Portamento' })).toBeDefined();
    expect(screen.getByRole('link', { name: 'Settings' }).getAttribute('aria-current')).toBe(
      'page',
    );
  });

  it('keeps the focus in sight when what had it goes away', async () => {
    const { bridge, user } = start();
    act(() => bridge.emit('queue', emptyQueue));
    await user.click(await screen.findByRole('button', { name: 'Close panel' }));
    const toggle = screen.getByRole('button', { name: 'Queue' });
    await waitFor(() => expect(document.activeElement).toBe(toggle));
    await user.click(screen.getByRole('link', { name: 'Settings' }));
    const about = await screen.findByRole('button', { name: 'Version and licences' });
    act(() => about.focus());
    await user.keyboard('{Enter}');
    await screen.findByRole('heading', { name: 'About Portamento' });
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('main')));
  });

  it('opens an unknown address on the first page', () => {
    start({ route: '#nowhere' });
    expect(screen.getByRole('link', { name: 'Listen' }).getAttribute('aria-current')).toBe('page');
  });

  it('remembers the right panel as a setting', async () => {
    const { bridge, user } = start({ route: '#settings' });
    expect(screen.getByRole('complementary', { name: 'Queue' })).toBeDefined();
    await user.keyboard('q');
    expect(screen.queryByRole('complementary', { name: 'Queue' })).toBeNull();
    expect(bridge.invocationsOf('settings.update').at(-1)?.input).toEqual({
      patch: { rightPanel: null },
    });
  });

  it('opens the queue as a sheet in a narrow window, and remembers nothing', async () => {
    const { bridge, user } = start({ isNarrow: true, route: '#settings' });
    expect(screen.queryByRole('complementary')).toBeNull();
    await user.keyboard('q');
    expect(await screen.findByRole('dialog', { name: 'Queue' })).toBeDefined();
    expect(bridge.invocationsOf('settings.update')).toHaveLength(0);
  });

  it('opens the player over a narrow window, and from there what it plays through', async () => {
    const { user } = start({ isNarrow: true, route: '#settings' });
    await user.click(screen.getByRole('button', { name: 'Open player: Glide' }));
    const opened = await screen.findByRole('dialog', { name: 'Player' });
    await user.click(within(opened).getByRole('button', { name: 'Signal path' }));
    expect(await screen.findByRole('dialog', { name: 'Signal path' })).toBeDefined();
  });

  it('tells in a low window, too, what came of a drop and what went wrong', async () => {
    const { bridge, user } = start({ isLow: true });
    bridge.answerOpenFiles({
      ok: true,
      value: {
        addedCount: 1,
        ignoredCount: 0,
        failedCount: 1,
        failures: [{ code: 'file.empty', subject: 'nothing.mp3' }],
      },
    });
    await act(async () => Promise.resolve());
    dragEntries('drop', [fakeEntry('1.mp3', null)]);
    expect(await screen.findByText('Added 1 file · 1 could not be opened')).toBeDefined();
    const error = { code: 'file.notFound', subject: 'Song.mp3' } as const;
    act(() =>
      bridge.emit('notices', [
        { noticeId: NoticeId.parse(1), error, at: '2026-11-21T07:00:01.000Z', repeatCount: 0 },
      ]),
    );
    expect(screen.queryByRole('article')).toBeNull();
    await user.click(screen.getByRole('button', { name: '1 notice' }));
    expect(screen.getByRole('article').textContent).toContain('Song.mp3');
    await user.click(screen.getByRole('button', { name: 'Show fewer' }));
    expect(screen.queryByRole('article')).toBeNull();
  });

  it('obeys the keyboard everywhere, but not while somebody types', async () => {
    const { bridge, user } = start({ route: '#settings' });
    await user.keyboard(' ');
    expect(bridge.invocationsOf('player.pause')).toHaveLength(1);
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
    expect(bridge.invocationsOf('player.seek').at(-1)?.input).toEqual({ positionMs: 113_000 });
    const field = document.body.appendChild(document.createElement('input'));
    field.focus();
    await user.keyboard(' n');
    expect(field.value).toBe(' n');
    field.remove();
    expect(bridge.invocationsOf('player.pause')).toHaveLength(1);
    expect(bridge.invocationsOf('player.next')).toHaveLength(0);
  });

  it('shows all keys on "?"', async () => {
    const { user } = start({ route: '#settings' });
    await user.keyboard('?');
    expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeDefined();
    expect(screen.getByText('Play or pause')).toBeDefined();
  });

  it('shows theme and language as they are set', () => {
    const { bridge } = start({ route: '#settings' });
    act(() => bridge.emit('settings', { ...defaultSettings, theme: 'dark', language: 'ar' }));
    expect(document.documentElement.dataset['theme']).toBe('dark');
    expect(document.documentElement.dir).toBe('rtl');
    expect(document.documentElement.lang).toBe('ar');
    act(() => bridge.emit('settings', { ...defaultSettings, language: 'de' }));
    expect(document.documentElement.dataset['theme']).toBeUndefined();
    expect(document.documentElement.dir).toBe('ltr');
    expect(screen.getByRole('heading', { name: 'Einstellungen', level: 1 })).toBeDefined();
  });

  it('says when the connection is lost, and when signing in is needed', async () => {
    const { bridge, user } = start({ route: '#settings' });
    act(() => bridge.setConnectionState('lost'));
    expect(screen.getByText(/connection to Portamento is lost/)).toBeDefined();
    act(() => bridge.setConnectionState('refused'));
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(bridge.reconnectCount).toBe(1);
    act(() => bridge.setConnectionState('open'));
    expect(screen.queryByRole('button', { name: 'Sign in' })).toBeNull();
  });

  it('says when page and main do not fit, and offers to load the page anew', async () => {
    const { bridge, user } = start({ route: '#settings' });
    act(() => bridge.setConnectionState('outdated'));
    expect(screen.getByText(/different versions/)).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Reload page' }));
    expect(bridge.reconnectCount).toBe(1);
  });

  it('announces the next entry, but not the one it opened with', async () => {
    const { bridge } = start({ route: '#settings' });
    const announced = () =>
      screen.getAllByRole('status').some(({ textContent }) => textContent.includes('Now playing'));
    expect(announced()).toBe(false);
    act(() =>
      bridge.emit('nowPlaying', {
        ...sampleNowPlaying,
        entryId: 'e2' as typeof sampleNowPlaying.entryId,
        artId: null,
      }),
    );
    await waitFor(() => expect(announced()).toBe(true));
  });

  it('names in the window what plays', () => {
    start({ route: '#settings' });
    expect(document.title).toBe('Glide – Mara Lindqvist');
  });
});
