import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EntryId } from '../../../electron/contract/ids.ts';
import type { Outcome } from '../../../electron/contract/messages.ts';
import type { QueueSnapshot } from '../../../electron/contract/queue.ts';
import { FakeBridge } from '../../bridge/FakeBridge.ts';
import { renderWithBridge } from '../../testing/renderWithBridge.tsx';
import { samplePlayback, samplePlayer } from '../../testing/samples.ts';
import { stubLayout } from '../../testing/stubLayout.ts';
import { OpeningProvider } from '../opening/index.ts';
import { QueuePanel } from './QueuePanel.tsx';
import { sampleRow } from './testing/sampleRow.ts';

const count = 50_000;
const snapshot: QueueSnapshot = {
  revision: 1,
  count,
  durationMs: count * 60_000,
  untimedCount: 0,
  currentEntryId: EntryId.parse('e3'),
  currentIndex: 2,
  undo: null,
};
const emptyQueue: QueueSnapshot = {
  ...snapshot,
  count: 0,
  currentEntryId: null,
  currentIndex: null,
};
let bridge: FakeBridge;

beforeEach(() => {
  stubLayout();
  bridge = new FakeBridge();
  bridge.answer('queue.page', ({ offset, limit, search }) => {
    const matching = search === undefined ? count : 2;
    const length = Math.max(0, Math.min(limit, matching - offset));
    const rows = Array.from({ length }, (_, step) => sampleRow(offset + step));
    return { ok: true, value: { revision: 1, count: matching, offset, rows } };
  });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function renderQueue(queue: QueueSnapshot = snapshot, isNarrow = false) {
  bridge.emit('queue', queue);
  bridge.emit('playback', samplePlayback);
  bridge.emit('player', samplePlayer);
  const rendered = renderWithBridge(
    <OpeningProvider>
      <QueuePanel />
    </OpeningProvider>,
    { bridge, isNarrow },
  );
  await act(async () => Promise.resolve());
  return rendered;
}

async function renderList(queue: QueueSnapshot = snapshot) {
  const rendered = await renderQueue(queue);
  const list = await screen.findByRole('listbox', { name: 'Play queue' });
  await within(list).findByRole('option', { name: /Song 1\b/ });
  act(() => list.focus());
  return { ...rendered, list };
}

const sent = (name: 'queue.remove' | 'queue.move' | 'player.playEntry') =>
  bridge.invocationsOf(name).map(({ input }) => input);

describe('QueuePanel', () => {
  it('says what it is for when it is empty, and leaves the way to begin to the page beside it', async () => {
    await renderQueue(emptyQueue);
    expect(screen.getByText('Your queue is empty')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Open files' })).toBeNull();
  });

  it('has the way to begin itself where it covers the page', async () => {
    const { user } = await renderQueue(emptyQueue, true);
    await user.click(screen.getByRole('button', { name: 'Open files' }));
    expect(await screen.findByRole('dialog', { name: 'Open' })).toBeTruthy();
  });

  it('renders a few of 50,000 rows and says which they are', async () => {
    const { list } = await renderList();
    const rows = within(list).getAllByRole('option');
    expect(rows.length).toBeLessThan(40);
    expect(rows[0]?.getAttribute('aria-setsize')).toBe('50000');
    expect(rows[0]?.getAttribute('aria-posinset')).toBe('1');
    expect(rows[2]?.getAttribute('aria-current')).toBe('true');
    expect(screen.getByText(/^50,000 tracks/)).toBeTruthy();
    expect(bridge.invocationsOf('queue.page').length).toBeLessThan(4);
  });

  it('plays the row the keyboard is on', async () => {
    const { user } = await renderList();
    await user.keyboard('{ArrowDown}{Enter}');
    expect(sent('player.playEntry')).toEqual([{ entryId: 'e2' }]);
  });

  it('selects everything and removes it without fetching it, and offers to undo', async () => {
    const { user, emit } = await renderList();
    await user.keyboard('{Control>}a{/Control}');
    expect(screen.getByText(/50,000 selected/)).toBeTruthy();
    await user.keyboard('{Delete}');
    expect(sent('queue.remove')).toEqual([{ selection: { kind: 'all', except: [] } }]);
    emit('queue', { ...snapshot, revision: 2, undo: { kind: 'remove', count } });
    expect(await screen.findByText('Removed 50,000 tracks')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(bridge.invocationsOf('queue.undo')).toHaveLength(1);
  });

  it('selects by click, Shift and Ctrl', async () => {
    const { user, list } = await renderList();
    const rows = within(list).getAllByRole('option');
    await user.click(rows[1] ?? list);
    await user.keyboard('{Shift>}');
    await user.click(rows[3] ?? list);
    await user.keyboard('{/Shift}{Control>}');
    await user.click(rows[2] ?? list);
    await user.keyboard('{/Control}{Delete}');
    expect(sent('queue.remove')).toEqual([{ selection: { kind: 'some', entryIds: ['e2', 'e4'] } }]);
  });

  it('moves with Alt and the arrows, and says where to', async () => {
    const { user } = await renderList();
    await user.keyboard('{ArrowDown}{Alt>}{ArrowDown}{/Alt}');
    expect(sent('queue.move')).toEqual([
      { selection: { kind: 'some', entryIds: ['e2'] }, beforeEntryId: 'e4' },
    ]);
    expect(await screen.findByText('Moved to place 3 of 50,000')).toBeTruthy();
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(sent('queue.move')[1]).toMatchObject({ beforeEntryId: 'e1' });
  });

  it('does not say that rows were moved before they are, or when that was refused', async () => {
    const refused = Promise.withResolvers<Outcome<undefined>>();
    bridge.answer('queue.move', () => refused.promise);
    const { user } = await renderList();
    await user.keyboard('{ArrowDown}{Alt>}{ArrowDown}{/Alt}');
    expect(screen.queryByText(/^Moved to place/)).toBeNull();
    refused.resolve({ ok: false, error: { code: 'app.internal' } });
    expect(await screen.findByRole('article')).toBeTruthy();
    expect(screen.queryByText(/^Moved to place/)).toBeNull();
  });

  it('shows what could not be played as failed, and says more where the keyboard is', async () => {
    const failed = { ...sampleRow(1), errorCode: 'file.empty' as const };
    const rows = [sampleRow(0), failed, sampleRow(2)];
    bridge.answer('queue.page', { ok: true, value: { revision: 1, count: 3, offset: 0, rows } });
    const { user, list } = await renderList({ ...snapshot, count: 3 });
    const row = within(list).getByRole('option', { name: /Song 2.*Empty file/ });
    expect(row.getAttribute('aria-description')).toMatch(/Song 2.* has nothing in it/);
    expect(screen.queryByRole('tooltip')).toBeNull();
    await user.keyboard('{ArrowDown}');
    expect(screen.getByRole('tooltip').textContent).toBe(row.getAttribute('aria-description'));
    await user.keyboard('{ArrowDown}');
    expect(screen.queryByRole('tooltip')).toBeNull();
  });

  it('plays what a finger taps, and opens the menu of the row at its end', async () => {
    const { list } = await renderList();
    const row = within(list).getByRole('option', { name: /Song 2\b/ });
    const tap = () => new PointerEvent('click', { bubbles: true, pointerType: 'touch' });
    fireEvent(row, tap());
    expect(sent('player.playEntry')).toEqual([{ entryId: 'e2' }]);
    const sign = row.querySelector('[data-row-menu]');
    fireEvent(sign ?? row, tap());
    expect(await screen.findByRole('menu')).toBeTruthy();
    expect(sent('player.playEntry')).toHaveLength(1);
  });

  it('searches, counts what it found and says when it is nothing', async () => {
    const { user } = await renderList();
    await user.type(screen.getByRole('searchbox'), 'song');
    expect(await screen.findByText('2 found')).toBeTruthy();
    bridge.answer('queue.page', ({ offset }) => ({
      ok: true,
      value: { revision: 1, count: 0, offset, rows: [] },
    }));
    await user.type(screen.getByRole('searchbox'), 'x');
    expect(await screen.findByText('Nothing found')).toBeTruthy();
    expect(screen.getByText('0 found').className).toBe('visually-hidden');
  });

  it('goes from the search into the list with the arrow down, and plays the first found with Enter', async () => {
    const { user } = await renderList();
    const search = screen.getByRole('searchbox');
    await user.type(search, '{Enter}');
    expect(sent('player.playEntry')).toEqual([]);
    await user.type(search, 'song{Enter}');
    await waitFor(() => expect(sent('player.playEntry')).toEqual([{ entryId: 'e1' }]));
    await screen.findByText('2 found');
    await user.type(search, '{ArrowDown}');
    const list = screen.getByRole('listbox', { name: 'Play queue' });
    expect(document.activeElement).toBe(list);
    expect(list.getAttribute('aria-activedescendant')).toMatch(/-0$/);
  });

  it('finds a title by its first letters', async () => {
    const { user, list } = await renderList();
    await user.keyboard('s');
    await waitFor(() => {
      expect(list.getAttribute('aria-activedescendant')).toMatch(/-1$/);
    });
  });

  it('says that it knows of a part only how long it is', async () => {
    await renderQueue({ ...snapshot, count: 3, durationMs: 120_000, untimedCount: 1 });
    const status = () => screen.getByText(/^3 tracks/).textContent;
    expect(status()).toMatch(/^3 tracks · at least 2\smin/);
    act(() => bridge.emit('queue', { ...snapshot, count: 3, durationMs: 120_000 }));
    expect(status()).toMatch(/^3 tracks · 2\smin/);
  });

  it('finds a title by a word in it, and none by what is not in its title', async () => {
    const rows = [
      { ...sampleRow(0), title: 'Hi-res' },
      { ...sampleRow(1), title: null, fileName: 'The wide field.flac' },
    ];
    bridge.answer('queue.page', { ok: true, value: { revision: 1, count: 2, offset: 0, rows } });
    const { user } = await renderQueue({
      ...snapshot,
      count: 2,
      currentEntryId: null,
      currentIndex: null,
    });
    const list = await screen.findByRole('listbox', { name: 'Play queue' });
    await within(list).findByRole('option', { name: /Hi-res/ });
    act(() => list.focus());
    await user.keyboard('fl');
    await act(async () => Promise.resolve());
    expect(list.getAttribute('aria-activedescendant')).toMatch(/-1$/);
    expect(within(list).queryByText('The wide field.flac')).toBeNull();
    expect(screen.getByText('The wide field')).toBeTruthy();
  });

  it('brings what plays into view, unless the person is busy in the list', async () => {
    const scrolled = vi.spyOn(HTMLElement.prototype, 'scrollTo');
    const { list } = await renderList();
    const playAt = (place: number) =>
      act(() =>
        bridge.emit('queue', {
          ...snapshot,
          currentEntryId: EntryId.parse(`e${place + 1}`),
          currentIndex: place,
        }),
      );
    scrolled.mockClear();
    playAt(30_000);
    expect(scrolled).toHaveBeenCalledTimes(1);
    scrolled.mockClear();
    fireEvent.wheel(list);
    playAt(10);
    expect(scrolled).not.toHaveBeenCalled();
  });

  it('leaves letters to the page after a click, and looks them up after an arrow key', async () => {
    const { user, list } = await renderList();
    const left: string[] = [];
    const listener = (event: KeyboardEvent) => left.push(event.key);
    document.addEventListener('keydown', listener);
    await user.click(within(list).getByRole('option', { name: /Song 1\b/ }));
    await user.keyboard('f{ArrowDown}f');
    document.removeEventListener('keydown', listener);
    expect(left).toEqual(['f']);
  });

  it('tells an error with what to do, and tries again', async () => {
    bridge.answer('queue.page', { ok: false, error: { code: 'app.internal' } });
    const { user } = await renderQueue();
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(bridge.invocationsOf('queue.page').length).toBe(2);
  });

  it('saves where the system’s dialog says, and tells the name and how many rows were left out', async () => {
    bridge.answer('queue.saveWithDialog', {
      ok: true,
      value: { fileName: 'evening.m3u8', leftOutCount: 2 },
    });
    bridge.answer('app.getInfo', async () => {
      const { sampleAppInfo } = await import('../../bridge/FakeBridge.ts');
      const features = { ...sampleAppInfo.features, nativeDialogs: true };
      return { ok: true, value: { ...sampleAppInfo, features } };
    });
    const { user } = await renderList();
    await user.click(screen.getByRole('button', { name: 'More about the queue' }));
    await user.click(screen.getByRole('menuitem', { name: /M3U8/ }));
    expect(await screen.findByText(/Saved as .*evening\.m3u8.*, without 2 tracks/)).toBeTruthy();
  });
});
