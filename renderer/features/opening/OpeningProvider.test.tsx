import { act, cleanup, createEvent, fireEvent, screen, within } from '@testing-library/react';
import { useEffect, useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OpenOutcome } from '../../../electron/contract/files.ts';
import { EntryId, FolderId, GrantId } from '../../../electron/contract/ids.ts';
import type { Outcome } from '../../../electron/contract/messages.ts';
import type { QueueSnapshot } from '../../../electron/contract/queue.ts';
import { FakeBridge, sampleAppInfo } from '../../bridge/FakeBridge.ts';
import { renderWithBridge } from '../../testing/renderWithBridge.tsx';
import type { DroppedEntry } from './collectDropped.ts';
import { OpeningProvider } from './OpeningProvider.tsx';
import { OpenReportLine } from './OpenReportLine.tsx';
import { dragEntries } from './testing/dragEntries.ts';
import { fakeEntry } from './testing/fakeEntry.ts';

const emptyQueue: QueueSnapshot = {
  revision: 1,
  count: 0,
  durationMs: 0,
  untimedCount: 0,
  currentEntryId: null,
  currentIndex: null,
  undo: null,
};
const music = FolderId.parse('music');
let bridge: FakeBridge;

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(400);
  HTMLElement.prototype.scrollTo = () => undefined;
  bridge = new FakeBridge();
  bridge.answer('files.browse', ({ folderId }) => ({
    ok: true,
    value: {
      folderId,
      name: folderId === null ? '' : 'Music',
      trail: folderId === null ? [] : [{ folderId, name: 'Music' }],
      folders: folderId === null ? [{ folderId: music, name: 'Music' }] : [],
      files:
        folderId === null
          ? []
          : ['a.flac', 'b.flac'].map((name) => ({
              grantId: GrantId.parse(`g-${name[0] ?? ''}`),
              name,
              sizeBytes: 1_000,
              kind: 'audio' as const,
            })),
      omittedCount: 0,
    },
  }));
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

let showsLine: (isShown: boolean) => void = () => undefined;
function Opening() {
  const [isShown, setIsShown] = useState(true);
  useEffect(() => {
    showsLine = setIsShown;
  }, []);
  return <OpeningProvider>{isShown && <OpenReportLine />}</OpeningProvider>;
}

async function renderOpening(queue: QueueSnapshot = emptyQueue) {
  bridge.emit('queue', queue);
  const rendered = renderWithBridge(<Opening />, { bridge });
  await act(async () => Promise.resolve());
  return rendered;
}

async function dropFiles(entries: readonly DroppedEntry[]): Promise<void> {
  dragEntries('dragOver', entries);
  await act(async () => {
    dragEntries('drop', entries);
    await vi.waitFor(() => {
      if (bridge.openedFiles.length === 0) throw new Error('Nothing was opened yet');
    });
  });
}

const nothingFailed = { addedCount: 1, ignoredCount: 0, failures: [], failedCount: 0 };
const songs = [fakeEntry('1.mp3', null), fakeEntry('2.mp3', null)];

describe('OpeningProvider', () => {
  it('says what a drop will do, and no longer when it left', async () => {
    await renderOpening({ ...emptyQueue, count: 3, currentEntryId: EntryId.parse('e1') });
    dragEntries('dragOver', songs);
    expect(screen.getByText('Add 2 files to the queue')).toBeTruthy();
    dragEntries('dragOver', [fakeEntry('Album', {})]);
    expect(screen.getByText('Add 1 item to the queue')).toBeTruthy();
    const leaving = createEvent.dragLeave(document.body);
    Object.defineProperty(leaving, 'relatedTarget', { value: null });
    fireEvent(document.body, leaving);
    expect(screen.queryByText('Add 1 item to the queue')).toBeNull();
  });

  it('plays what is dropped into an empty queue, folders walked, and tells the result once', async () => {
    bridge.answerOpenFiles({
      ok: true,
      value: {
        addedCount: 12,
        ignoredCount: 1,
        failedCount: 1,
        failures: [{ code: 'file.empty', subject: 'nothing.mp3' }],
      },
    });
    const { user } = await renderOpening();
    await dropFiles([fakeEntry('Album', { '1.mp3': null, '2.mp3': null })]);
    expect(bridge.openedFiles[0]).toMatchObject({
      target: { kind: 'queue', placement: { kind: 'playNow' } },
    });
    expect(bridge.openedFiles[0]?.files.map(({ relativePath }) => relativePath)).toEqual([
      'Album/1.mp3',
      'Album/2.mp3',
    ]);
    expect(await screen.findByText('Added 12 files · 1 could not be opened')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Details' }));
    expect(within(await screen.findByRole('dialog')).getByText(/nothing\.mp3/)).toBeTruthy();
  });

  it('walks a folder that is dropped before main has said what it is', async () => {
    bridge.answer('app.getInfo', () => ({ ok: false, error: { code: 'ipc.disconnected' } }));
    await renderOpening();
    await dropFiles([fakeEntry('Album', { '1.mp3': null })]);
    expect(bridge.openedFiles[0]?.files.map(({ relativePath }) => relativePath)).toEqual([
      'Album/1.mp3',
    ]);
  });

  it('names what could not be read among what could not be opened', async () => {
    const { user } = await renderOpening();
    await dropFiles([fakeEntry('Album', { '1.mp3': null, '2.mp3': 'unreadable' })]);
    expect(await screen.findByText('Added 1 file · 1 could not be opened')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Details' }));
    expect(within(await screen.findByRole('dialog')).getByText(/2\.mp3/)).toBeTruthy();
  });

  it('says what could not be read when there was nothing else', async () => {
    await renderOpening();
    dragEntries('drop', [fakeEntry('gone.mp3', 'unreadable')]);
    expect(await screen.findByText('1 could not be opened')).toBeTruthy();
    expect(bridge.openedFiles).toEqual([]);
  });

  it('reports the newest of two openings, and what failed in the older one as a notice', async () => {
    await renderOpening();
    const older = Promise.withResolvers<Outcome<OpenOutcome>>();
    bridge.answerOpenFiles(older.promise);
    await dropFiles(songs);
    bridge.answerOpenFiles({ ok: true, value: { ...nothingFailed, addedCount: 7 } });
    await dropFiles(songs);
    expect(await screen.findByText('Added 7 files')).toBeTruthy();
    const failures = [{ code: 'file.empty', subject: 'nothing.mp3' } as const];
    await act(async () => {
      older.resolve({ ok: true, value: { ...nothingFailed, failures, failedCount: 1 } });
      await older.promise;
    });
    expect(await screen.findByRole('article')).toHaveProperty(
      'textContent',
      expect.stringContaining('nothing.mp3'),
    );
    expect(screen.getByText('Added 7 files')).toBeTruthy();
  });

  it('leaves what is cancelled unsaid, and tells what failed', async () => {
    bridge.answerOpenFiles({ ok: false, error: { code: 'app.cancelled' } });
    await renderOpening();
    await dropFiles(songs);
    expect(screen.queryByRole('status')).toBeNull();
    bridge.answerOpenFiles({ ok: false, error: { code: 'queue.full' } });
    await dropFiles(songs);
    expect(await screen.findByRole('button', { name: 'Details' })).toBeTruthy();
  });

  it('lets a result pass while there is no place for it', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    bridge.answerOpenFiles({ ok: true, value: nothingFailed });
    await renderOpening();
    await dropFiles(songs);
    await screen.findByText('Added 1 file');
    act(() => showsLine(false));
    act(() => {
      vi.advanceTimersByTime(6_000);
    });
    act(() => showsLine(true));
    expect(screen.queryByText('Added 1 file')).toBeNull();
  });

  it('asks the system’s dialog where there is one', async () => {
    const features = { ...sampleAppInfo.features, nativeDialogs: true };
    bridge.answer('app.getInfo', { ok: true, value: { ...sampleAppInfo, features } });
    const { user } = await renderOpening();
    await user.keyboard('{Control>}o{/Control}');
    await user.keyboard('{Control>}{Shift>}o{/Shift}{/Control}');
    const kinds = bridge.invocationsOf('files.openWithDialog').map(({ input }) => input.kind);
    expect(kinds).toEqual(['files', 'folder']);
  });

  it('browses folders where there is none, by keyboard alone', async () => {
    const { user } = await renderOpening();
    await user.keyboard('{Control>}o{/Control}');
    const folders = await screen.findByRole('listbox');
    act(() => folders.focus());
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('button', { name: 'Open this folder' })).toBeTruthy();
    await user.keyboard('{Control>}a{/Control}');
    await user.click(screen.getByRole('button', { name: 'Open 2 items' }));
    expect(bridge.invocationsOf('files.open')[0]?.input).toMatchObject({
      grantIds: ['g-a', 'g-b'],
      folderIds: [],
      target: { kind: 'queue', placement: { kind: 'playNow' } },
    });
  });
});
