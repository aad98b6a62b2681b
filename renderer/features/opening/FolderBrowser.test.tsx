import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { FolderId } from '../../../electron/contract/ids.ts';
import { FakeBridge } from '../../bridge/FakeBridge.ts';
import { renderWithBridge } from '../../testing/renderWithBridge.tsx';
import { FolderBrowser } from './FolderBrowser.tsx';

afterEach(cleanup);

function bridgeOfEmptyFolder(): FakeBridge {
  const bridge = new FakeBridge();
  const folder = { folderId: FolderId.parse('f'), name: 'Walkman' };
  bridge.answer('files.browse', {
    ok: true,
    value: { ...folder, trail: [folder], folders: [], files: [], omittedCount: 0 },
  });
  return bridge;
}

it('says of an empty folder that it can be chosen, where folders are', async () => {
  renderWithBridge(<FolderBrowser />, { bridge: bridgeOfEmptyFolder() });
  expect(await screen.findByText('It can be chosen all the same.')).toBeDefined();
});

it('leads on from an empty folder where files are chosen', async () => {
  renderWithBridge(<FolderBrowser onChoose={() => undefined} />, { bridge: bridgeOfEmptyFolder() });
  expect(await screen.findByText(/Go up one folder/)).toBeDefined();
});
