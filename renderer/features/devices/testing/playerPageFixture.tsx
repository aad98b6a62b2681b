import { screen, waitFor } from '@testing-library/react';
import { expect, vi } from 'vitest';
import type {
  DeviceSnapshot,
  ListingRow,
  ListingSnapshot,
  ObjectsOutcome,
} from '../../../../electron/contract/devices.ts';
import { ListingId, ObjectId, StorageId } from '../../../../electron/contract/ids.ts';
import { FakeBridge } from '../../../bridge/FakeBridge.ts';
import { renderWithBridge } from '../../../testing/renderWithBridge.tsx';
import { sampleDevice } from '../../../testing/sampleDevice.ts';
import { OpeningProvider } from '../../opening/index.ts';
import { PlayerPage } from '../PlayerPage.tsx';

export const { deviceId } = sampleDevice;
/** The player's first storage. */
export const memory = StorageId.parse('memory');
/** It can do everything. */
export const ableDevice: DeviceSnapshot = {
  ...sampleDevice,
  abilities: ['read', 'readRange', 'write', 'makeFolder', 'rename', 'move', 'remove', 'eject'],
};
/** Of the root: two folders, then songs. */
export const rootListing: ListingSnapshot = {
  listingId: ListingId.parse('l1'),
  deviceId,
  folder: { storageId: memory, folderId: null },
  trail: [],
  revision: 1,
  count: 6_000,
  estimatedCount: null,
  state: 'complete',
  error: null,
  skippedCount: 0,
};
/** The first folder. */
export const album = { storageId: memory, folderId: ObjectId.parse('o0') };

/** A main that has the player, and does what is asked of it. */
export function bridgeOfPlayer(): FakeBridge {
  const bridge = new FakeBridge();
  bridge.answer('device.openListing', ({ folder }) => {
    const listingId = folder.folderId === null ? rootListing.listingId : ListingId.parse('l2');
    return { ok: true, value: { listingId } };
  });
  bridge.answer('device.listingPage', ({ offset, limit, filter }) => {
    const count = filter === undefined ? rootListing.count : 0;
    const length = Math.max(0, Math.min(limit, count - offset));
    const rows = Array.from({ length }, (_, step) => rowOf(offset + step));
    return { ok: true, value: { revision: 1, count, offset, rows } };
  });
  const outcome: ObjectsOutcome = { doneCount: 1, failures: [], failedCount: 0 };
  bridge.answer('device.remove', { ok: true, value: outcome });
  bridge.answer('device.move', { ok: true, value: outcome });
  return bridge;
}

function rowOf(index: number): ListingRow {
  const isFolder = index < 2;
  return {
    objectId: ObjectId.parse(`o${index}`),
    name: isFolder ? `Album ${index}` : `Song ${index}.mp3`,
    kind: isFolder ? 'folder' : 'file',
    content: isFolder ? 'other' : 'music',
    sizeBytes: isFolder ? 0 : 5_000_000,
    modifiedAt: null,
    readOnly: false,
  };
}

/** The player's page, which knows of no player yet. */
export function renderPlayerPage(bridge: FakeBridge) {
  const onLeave = vi.fn();
  const rendered = renderWithBridge(
    <OpeningProvider>
      <PlayerPage
        deviceId={deviceId}
        hrefOf={(id) => `#players/${id}`}
        onAdded={() => undefined}
        onLeave={onLeave}
      />
    </OpeningProvider>,
    { bridge },
  );
  return { ...rendered, onLeave };
}

/** The player's page with what is in its root. */
export async function openPlayerPage(bridge: FakeBridge, snapshot: ListingSnapshot = rootListing) {
  const rendered = renderPlayerPage(bridge);
  rendered.emit('devices', [ableDevice]);
  await waitFor(() => expect(bridge.invocationsOf('device.openListing')).toHaveLength(1));
  rendered.emit('listings', [snapshot]);
  const grid = await screen.findByRole('grid');
  return { ...rendered, grid };
}

/** Opens the first folder. @returns what is in it */
export async function enterAlbum({
  bridge,
  emit,
  user,
}: Pick<ReturnType<typeof renderWithBridge>, 'bridge' | 'emit' | 'user'>) {
  await user.dblClick(await rowNamed('Album 0'));
  await waitFor(() => expect(bridge.invocationsOf('device.openListing')).toHaveLength(2));
  const trail = [{ objectId: album.folderId, name: 'Album 0' }];
  emit('listings', [{ ...rootListing, listingId: ListingId.parse('l2'), folder: album, trail }]);
  return screen.findByRole('grid', { name: /Album 0/ });
}

/** The row of the file or folder. */
export function rowNamed(name: string): Promise<HTMLElement> {
  return screen.findByRole('row', { name: new RegExp(name) });
}
