import { act, cleanup, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommandOutput } from '../../../electron/contract/commands.ts';
import { FolderId } from '../../../electron/contract/ids.ts';
import type { Outcome } from '../../../electron/contract/messages.ts';
import { FakeBridge, sampleAppInfo } from '../../bridge/FakeBridge.ts';
import { renderWithBridge } from '../../testing/renderWithBridge.tsx';
import { stubLayout } from '../../testing/stubLayout.ts';
import { SavePlaylistDialog } from './SavePlaylistDialog.tsx';

const music = { folderId: FolderId.parse('music'), name: 'Music' };
let bridge: FakeBridge;

beforeEach(() => {
  stubLayout();
  bridge = new FakeBridge();
  bridge.answer('files.browse', ({ folderId }) => ({
    ok: true,
    value: {
      folderId,
      name: folderId === null ? '' : music.name,
      trail: folderId === null ? [] : [music],
      folders: folderId === null ? [music] : [],
      files: [],
      omittedCount: 0,
    },
  }));
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function renderDialog() {
  const onSaved = vi.fn();
  const onClose = vi.fn();
  const dialog = <SavePlaylistDialog format="m3u8" onSaved={onSaved} onClose={onClose} />;
  return { ...renderWithBridge(dialog, { bridge }), onSaved, onClose };
}

/** Goes into the one folder there is. */
async function enterMusic({ user }: Pick<ReturnType<typeof renderDialog>, 'user'>) {
  const folders = await screen.findByRole('listbox', { name: 'Folder contents' });
  act(() => folders.focus());
  await user.keyboard('{Enter}');
}

describe('SavePlaylistDialog', () => {
  it('saves at Enter in the name', async () => {
    bridge.answer('queue.saveToFolder', {
      ok: true,
      value: { fileName: 'Evening.m3u8', leftOutCount: 0 },
    });
    const dialog = renderDialog();
    await enterMusic(dialog);
    const name = screen.getByRole('textbox', { name: 'Name' });
    await dialog.user.clear(name);
    await dialog.user.type(name, 'Evening{Enter}');
    expect(bridge.invocationsOf('queue.saveToFolder').map(({ input }) => input)).toEqual([
      expect.objectContaining({ folderId: 'music', name: 'Evening', overwrite: false }),
    ]);
    expect(dialog.onSaved).toHaveBeenCalledWith('Evening.m3u8', 0);
  });

  it('begins in the name, and keeps the keyboard in the dialog when the name is taken', async () => {
    const refused = Promise.withResolvers<Outcome<CommandOutput<'queue.saveToFolder'>>>();
    bridge.answer('queue.saveToFolder', () => refused.promise);
    const dialog = renderDialog();
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Name' }));
    await enterMusic(dialog);
    const button = screen.getByRole('button', { name: 'Save here' });
    await dialog.user.click(button);
    await dialog.user.click(button);
    expect(bridge.invocationsOf('queue.saveToFolder').length).toBe(1);
    await act(async () => {
      refused.resolve({ ok: false, error: { code: 'file.exists' } });
      await refused.promise;
    });
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Replace it' }));
    await dialog.user.keyboard('{Escape}');
    expect(dialog.onClose).toHaveBeenCalledOnce();
  });

  it('saves nothing at Enter before there is a folder', async () => {
    const { user } = renderDialog();
    await user.type(screen.getByRole('textbox', { name: 'Name' }), '{Enter}');
    expect(bridge.invocationsOf('queue.saveToFolder')).toEqual([]);
  });

  it('cancels what is being saved when it is closed, and says nothing of it', async () => {
    const saved = Promise.withResolvers<Outcome<CommandOutput<'queue.saveToFolder'>>>();
    bridge.answer('queue.saveToFolder', () => saved.promise);
    const dialog = renderDialog();
    await enterMusic(dialog);
    await dialog.user.click(screen.getByRole('button', { name: 'Save here' }));
    const [saving] = bridge.invocationsOf('queue.saveToFolder');
    expect(saving?.signal?.aborted).toBe(false);
    dialog.unmount();
    expect(saving?.signal?.aborted).toBe(true);
    await act(async () => {
      saved.resolve({ ok: true, value: { fileName: 'My playlist.m3u8', leftOutCount: 0 } });
      await saved.promise;
    });
    expect(dialog.onSaved).not.toHaveBeenCalled();
  });

  it('says what failed, what to do, and tries again', async () => {
    bridge.answer('queue.saveToFolder', { ok: false, error: { code: 'file.diskFull' } });
    const dialog = renderDialog();
    await enterMusic(dialog);
    await dialog.user.click(screen.getByRole('button', { name: 'Save here' }));
    const alert = await screen.findByRole('alert');
    expect(within(alert).getByRole('button', { name: 'Copy details' })).toBeDefined();
    expect(screen.getByRole('button', { name: 'Save here' })).toHaveProperty('disabled', false);
  });

  it('replaces a file of that name when it is told to', async () => {
    bridge.answer('queue.saveToFolder', ({ overwrite }) =>
      overwrite
        ? { ok: true, value: { fileName: 'My playlist.m3u8', leftOutCount: 0 } }
        : { ok: false, error: { code: 'file.exists' } },
    );
    const dialog = renderDialog();
    await enterMusic(dialog);
    await dialog.user.click(screen.getByRole('button', { name: 'Save here' }));
    await dialog.user.click(await screen.findByRole('button', { name: 'Replace it' }));
    expect(dialog.onSaved).toHaveBeenCalledWith('My playlist.m3u8', 0);
  });

  it('tells at the button why it is of no use without folders to save in', async () => {
    const features = { ...sampleAppInfo.features, browseFolders: false };
    bridge.answer('app.getInfo', { ok: true, value: { ...sampleAppInfo, features } });
    renderDialog();
    const save = screen.getByRole('button', { name: 'Save here' });
    await vi.waitFor(() => {
      const reason = document.getElementById(save.getAttribute('aria-describedby') ?? '');
      expect(reason?.textContent).toContain('--root');
    });
  });
});
