import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommandName } from '../../../electron/contract/commands.ts';
import type {
  DeviceSnapshot,
  ListingRow,
  ListingSnapshot,
  ObjectsOutcome,
} from '../../../electron/contract/devices.ts';
import { DeviceSourceId, ListingId, ObjectId, StorageId } from '../../../electron/contract/ids.ts';
import { FakeBridge, sampleAppInfo } from '../../bridge/FakeBridge.ts';
import { renderWithBridge } from '../../testing/renderWithBridge.tsx';
import { sampleDevice } from '../../testing/sampleDevice.ts';
import { stubLayout } from '../../testing/stubLayout.ts';
import { OpeningProvider } from '../opening/index.ts';
import { PlayerPage } from './PlayerPage.tsx';

const { deviceId } = sampleDevice;
const memory = StorageId.parse('memory');
const device: DeviceSnapshot = {
  ...sampleDevice,
  abilities: ['read', 'readRange', 'write', 'makeFolder', 'rename', 'move', 'remove', 'eject'],
};
const listing: ListingSnapshot = {
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
let bridge: FakeBridge;

beforeEach(() => {
  stubLayout();
  bridge = new FakeBridge();
  bridge.answer('device.openListing', ({ folder }) => {
    const listingId = folder.folderId === null ? listing.listingId : ListingId.parse('l2');
    return { ok: true, value: { listingId } };
  });
  bridge.answer('device.listingPage', ({ offset, limit, filter }) => {
    const count = filter === undefined ? listing.count : 0;
    const length = Math.max(0, Math.min(limit, count - offset));
    const rows = Array.from({ length }, (_, step) => rowOf(offset + step));
    return { ok: true, value: { revision: 1, count, offset, rows } };
  });
  const outcome: ObjectsOutcome = { doneCount: 1, failures: [], failedCount: 0 };
  bridge.answer('device.remove', { ok: true, value: outcome });
  bridge.answer('device.move', { ok: true, value: outcome });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Folders first. */
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

function renderPage(onLeave: () => void) {
  return renderWithBridge(
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
}

async function open(shown: DeviceSnapshot = device, snapshot: ListingSnapshot = listing) {
  const onLeave = vi.fn();
  const rendered = renderPage(onLeave);
  rendered.emit('devices', [shown]);
  await waitFor(() => expect(inputsOf('device.openListing')).toHaveLength(1));
  rendered.emit('listings', [snapshot]);
  const grid = await screen.findByRole('grid');
  return { ...rendered, grid, onLeave };
}

const album = { storageId: memory, folderId: ObjectId.parse('o0') };

/** Opens the first folder. @returns what is in it */
async function enterAlbum({
  emit,
  user,
}: Pick<ReturnType<typeof renderWithBridge>, 'emit' | 'user'>) {
  await user.dblClick(await row('Album 0'));
  await waitFor(() => expect(inputsOf('device.openListing')).toHaveLength(2));
  const trail = [{ objectId: album.folderId, name: 'Album 0' }];
  const listingId = ListingId.parse('l2');
  emit('listings', [{ ...listing, listingId, folder: album, trail }]);
  return screen.findByRole('grid', { name: /Album 0/ });
}

const inputsOf = (name: CommandName) => bridge.invocationsOf(name).map(({ input }) => input);
const row = (name: string) => screen.findByRole('row', { name: new RegExp(name) });

describe('a player’s page', () => {
  it('shows what the player is, its storages, and what is on the first of them', async () => {
    const { grid } = await open();
    expect(screen.getByRole('heading', { name: 'Walkman' })).toBeDefined();
    expect(screen.getByText(/Sony NW-A105/)).toBeDefined();
    expect(screen.getByText('80% battery')).toBeDefined();
    expect(screen.getByText('4 GB free of 16 GB')).toBeDefined();
    expect(await row('Song 2')).toBeDefined();
    expect(grid.getAttribute('aria-rowcount')).toBe('6001');
    expect(screen.getByText('6,000 items')).toBeDefined();
  });

  it('says how far it has read', async () => {
    await open(device, { ...listing, state: 'reading', count: 1_240, estimatedCount: 6_000 });
    expect(screen.getByText('1,240 of about 6,000')).toBeDefined();
  });

  it('goes into a folder, and closes the one it leaves', async () => {
    const { user } = await open();
    await user.dblClick(await row('Album 1'));
    await waitFor(() =>
      expect(inputsOf('device.openListing').at(-1)).toEqual({
        deviceId,
        folder: { storageId: memory, folderId: 'o1' },
      }),
    );
    expect(inputsOf('device.closeListing')).toEqual([{ listingId: 'l1' }]);
  });

  it('plays a file where it is, and the rest of the folder as it is sorted', async () => {
    const { user } = await open();
    await user.dblClick(await row('Song 3'));
    const sort = { by: 'name', descending: false };
    const places = { revision: 1, sort, firstIndex: 3, lastIndex: 5_999 };
    expect(inputsOf('device.play')).toMatchObject([
      {
        deviceId,
        selection: { kind: 'range', listingId: 'l1', ...places },
        placement: { kind: 'playNow' },
      },
    ]);
  });

  it('plays of several that are selected only them', async () => {
    const { grid, user } = await open();
    await row('Song 3');
    grid.focus();
    await user.keyboard('{ArrowDown}{ArrowDown}{Shift>}{ArrowDown}{/Shift}{Enter}');
    expect(inputsOf('device.play')).toMatchObject([
      { selection: { kind: 'some', objectIds: ['o2', 'o3'] }, placement: { kind: 'playNow' } },
    ]);
  });

  it('asks before it deletes what the keyboard selected', async () => {
    const { grid, user } = await open();
    await row('Song 2');
    grid.focus();
    await user.keyboard('{ArrowDown}{ArrowDown}{Shift>}{ArrowDown}{/Shift}{Delete}');
    const question = await screen.findByRole('alertdialog', { name: /Delete 2 items from/ });
    expect(within(question).getByText(/^.Song 2.*, .Song 3.*\. 10 MB of files/)).toBeDefined();
    expect(inputsOf('device.remove')).toEqual([]);
    await user.click(within(question).getByRole('button', { name: 'Delete 2 items' }));
    expect(inputsOf('device.remove')).toMatchObject([
      { deviceId, selection: { kind: 'some', objectIds: ['o2', 'o3'] } },
    ]);
  });

  it('deletes all of what is there, also what the page has not seen', async () => {
    const { grid, user } = await open();
    const song = await row('Song 3');
    grid.focus();
    await user.keyboard('{Control>}a{/Control}');
    expect(screen.getByText('6,000 selected')).toBeDefined();
    await user.keyboard('{Control>}');
    await user.click(song);
    await user.keyboard('{/Control}{Delete}');
    const question = await screen.findByRole('alertdialog', { name: /Delete 5,999 items from/ });
    await user.click(within(question).getByRole('button', { name: 'Delete 5,999 items' }));
    expect(inputsOf('device.remove')).toMatchObject([
      { deviceId, selection: { kind: 'all', listingId: 'l1', except: ['o3'] } },
    ]);
  });

  it('chooses from one place to another without having seen what is between', async () => {
    bridge.answer('device.offerDownload', { ok: false, error: { code: 'device.busy' } });
    const { grid, user } = await open();
    await user.click(await row('Song 3'));
    grid.focus();
    await user.keyboard('{Shift>}{End}{/Shift}{Delete}');
    const question = await screen.findByRole('alertdialog', { name: /Delete 5,997 items from/ });
    await user.click(within(question).getByRole('button', { name: 'Delete 5,997 items' }));
    const sort = { by: 'name', descending: false };
    const places = { revision: 1, sort, firstIndex: 3, lastIndex: 5_999 };
    expect(inputsOf('device.remove')).toMatchObject([
      { deviceId, selection: { kind: 'range', listingId: 'l1', ...places } },
    ]);
  });

  it('moves all of a folder, which stays open until it is pasted', async () => {
    const { emit, grid, user } = await open();
    await row('Song 2');
    grid.focus();
    await user.keyboard('{Control>}ax{/Control}');
    (await enterAlbum({ emit, user })).focus();
    expect(inputsOf('device.closeListing')).toEqual([]);
    await user.keyboard('{Control>}v{/Control}');
    expect(inputsOf('device.move')).toMatchObject([
      { selection: { kind: 'all', listingId: 'l1', except: [] }, folder: album },
    ]);
    await waitFor(() => expect(inputsOf('device.closeListing')).toEqual([{ listingId: 'l1' }]));
  });

  it('is where the person was when the player was unplugged and is back', async () => {
    const found = ObjectId.parse('new0');
    bridge.answer('device.findFolder', {
      ok: true,
      value: { storageId: memory, folderId: found },
    });
    const { emit, user } = await open();
    await enterAlbum({ emit, user });
    emit('devices', [{ ...device, status: 'absent', storages: [] }]);
    emit('listings', []);
    expect(screen.queryByRole('grid')).toBeNull();
    emit('devices', [device]);
    await waitFor(() => expect(inputsOf('device.openListing')).toHaveLength(3));
    expect(inputsOf('device.findFolder')).toEqual([
      { deviceId, storageId: memory, path: ['Album 0'] },
    ]);
    expect(inputsOf('device.openListing').at(-1)).toEqual({
      deviceId,
      folder: { storageId: memory, folderId: found },
    });
  });

  it('selects a folder that was made', async () => {
    bridge.answer('device.makeFolder', { ok: true, value: { objectId: ObjectId.parse('o5') } });
    const { grid, user } = await open();
    await row('Song 2');
    await user.click(screen.getByRole('button', { name: 'New folder' }));
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'New{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const selected = within(grid).getAllByRole('row', { selected: true });
    expect(selected.map(({ dataset }) => dataset['place'])).toEqual(['5']);
  });

  it('renames with F2', async () => {
    const { grid, user } = await open();
    await row('Song 2');
    grid.focus();
    await user.keyboard('{End}{Home}{F2}');
    const name = await screen.findByRole('textbox', { name: 'New name' });
    await user.clear(name);
    await user.type(name, 'Best of{Enter}');
    expect(inputsOf('device.rename')).toEqual([{ deviceId, objectId: 'o0', name: 'Best of' }]);
  });

  it('moves what was cut into the folder it is pasted in', async () => {
    const { emit, grid, user } = await open();
    await user.click(await row('Song 2'));
    grid.focus();
    await user.keyboard('{Control>}x{/Control}');
    (await enterAlbum({ emit, user })).focus();
    await user.keyboard('{Control>}v{/Control}');
    expect(inputsOf('device.move')).toMatchObject([
      { deviceId, selection: { kind: 'some', objectIds: ['o2'] }, folder: album },
    ]);
  });

  it('sorts by a column, and the other way round at the second press', async () => {
    const { user } = await open();
    const sorts = () => bridge.invocationsOf('device.listingPage').map(({ input }) => input.sort);
    await user.click(screen.getByRole('button', { name: 'Size' }));
    await waitFor(() => expect(sorts().at(-1)).toEqual({ by: 'size', descending: false }));
    await user.click(screen.getByRole('button', { name: 'Size' }));
    await waitFor(() => expect(sorts().at(-1)).toEqual({ by: 'size', descending: true }));
  });

  it('says when no name contains what is looked for', async () => {
    const { user } = await open();
    await user.type(screen.getByRole('searchbox'), 'zzz');
    expect(await screen.findByText(/No name in this folder contains .*zzz/)).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Clear filter' }));
    expect(await row('Song 2')).toBeDefined();
  });

  it('plans a copy of what is dropped on it', async () => {
    bridge.answer('transfer.plan', { ok: false, error: { code: 'device.busy' } });
    const { grid } = await open();
    const dataTransfer = { types: ['Files'], items: [], files: [] };
    fireEvent.drop(grid, { dataTransfer });
    await waitFor(() => expect(inputsOf('transfer.plan')).toHaveLength(1));
    expect(inputsOf('transfer.plan')).toEqual([
      {
        deviceId,
        destination: { kind: 'byTemplate', storageId: memory, template: null },
      },
    ]);
  });

  it('copies to the storage that something is dropped on, shown or not', async () => {
    bridge.answer('transfer.plan', { ok: false, error: { code: 'device.busy' } });
    await open();
    const dataTransfer = { types: ['Files'], items: [], files: [] };
    fireEvent.drop(screen.getByText('Card'), { dataTransfer });
    await waitFor(() => expect(inputsOf('transfer.plan')).toHaveLength(1));
    expect(inputsOf('transfer.plan')).toEqual([
      { deviceId, destination: { kind: 'byTemplate', storageId: 'card', template: null } },
    ]);
  });

  it('takes files and folders from the keyboard, to the player or into a folder of it', async () => {
    bridge.answer('transfer.plan', { ok: false, error: { code: 'device.busy' } });
    const features = { ...sampleAppInfo.features, nativeDialogs: true };
    bridge.answer('app.getInfo', { ok: true, value: { ...sampleAppInfo, features } });
    const { grid, user } = await open();
    const byTemplate = { kind: 'byTemplate', storageId: memory, template: null };
    screen.getByRole('button', { name: 'Add to this player' }).focus();
    await user.keyboard('{Enter}');
    await screen.findByRole('menuitem', { name: 'Add files…' });
    await user.keyboard('{Enter}');
    await waitFor(() => expect(inputsOf('transfer.plan')).toHaveLength(1));
    expect(inputsOf('transfer.plan')).toEqual([{ deviceId, destination: byTemplate }]);
    screen.getByRole('button', { name: 'Add to this folder' }).focus();
    await user.keyboard('{Enter}');
    await screen.findByRole('menuitem', { name: 'Add folder…' });
    await user.keyboard('{ArrowDown}{Enter}');
    await waitFor(() => expect(inputsOf('transfer.plan')).toHaveLength(2));
    const inFolder = (folderId: string | null) => ({
      deviceId,
      destination: { kind: 'folder', folder: { storageId: memory, folderId } },
    });
    expect(inputsOf('transfer.plan').at(-1)).toEqual(inFolder(null));
    await row('Album 1');
    grid.focus();
    await user.keyboard('{ArrowDown}');
    fireEvent.contextMenu(grid);
    await user.click(await screen.findByRole('menuitem', { name: 'Add files…' }));
    await waitFor(() => expect(inputsOf('transfer.plan')).toHaveLength(3));
    expect(inputsOf('transfer.plan').at(-1)).toEqual(inFolder('o1'));
  });

  it('takes a name of the person’s own, and gives the player’s back when it is emptied', async () => {
    const { user } = await open();
    await user.click(screen.getByRole('button', { name: 'More about this player' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Give it a name' }));
    await user.clear(await screen.findByRole('textbox', { name: 'Name' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(inputsOf('device.setPreferences')).toEqual([{ deviceId, patch: { name: null } }]);
  });
});

describe('a player that is a folder', () => {
  it('is taken away on its page', async () => {
    const { emit, user } = await open();
    const sourceId = DeviceSourceId.parse('s1');
    const folder = { kind: 'folder', label: 'Walkman', problem: null } as const;
    emit('deviceSources', [{ sourceId, deviceId, ...folder }]);
    await user.click(screen.getByRole('button', { name: 'More about this player' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Remove this folder' }));
    expect(inputsOf('device.removeSource')).toEqual([{ sourceId }]);
  });
});

describe('a player that is away', () => {
  it('can be forgotten, after asking', async () => {
    const onLeave = vi.fn();
    const { emit, user } = renderPage(onLeave);
    emit('devices', [{ ...device, storages: [], status: 'absent' }]);
    await user.click(screen.getByRole('button', { name: 'More about this player' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Forget this player…' }));
    await user.click(await screen.findByRole('button', { name: 'Forget it' }));
    expect(inputsOf('device.forget')).toEqual([{ deviceId }]);
    await waitFor(() => expect(onLeave).toHaveBeenCalled());
  });
});
