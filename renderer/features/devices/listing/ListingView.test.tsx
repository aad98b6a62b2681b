import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommandName } from '../../../../electron/contract/commands.ts';
import type { ListingSnapshot } from '../../../../electron/contract/devices.ts';
import { ObjectId } from '../../../../electron/contract/ids.ts';
import type { FakeBridge } from '../../../bridge/FakeBridge.ts';
import { stubLayout } from '../../../testing/stubLayout.ts';
import {
  ableDevice,
  album,
  bridgeOfPlayer,
  deviceId,
  enterAlbum,
  memory,
  openPlayerPage,
  rootListing,
  rowNamed,
} from '../testing/playerPageFixture.tsx';

let bridge: FakeBridge;

beforeEach(() => {
  stubLayout();
  bridge = bridgeOfPlayer();
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const open = (snapshot?: ListingSnapshot) => openPlayerPage(bridge, snapshot);
const inputsOf = (name: CommandName) => bridge.invocationsOf(name).map(({ input }) => input);

describe('what is on a storage of a player', () => {
  it('says how far it has read', async () => {
    await open({ ...rootListing, state: 'reading', count: 1_240, estimatedCount: 6_000 });
    expect(screen.getByText('1,240 of about 6,000')).toBeDefined();
  });

  it('goes into a folder, and closes the one it leaves', async () => {
    const { user } = await open();
    await user.dblClick(await rowNamed('Album 1'));
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
    await user.dblClick(await rowNamed('Song 3'));
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
    await rowNamed('Song 3');
    grid.focus();
    await user.keyboard('{ArrowDown}{ArrowDown}{Shift>}{ArrowDown}{/Shift}{Enter}');
    expect(inputsOf('device.play')).toMatchObject([
      { selection: { kind: 'some', objectIds: ['o2', 'o3'] }, placement: { kind: 'playNow' } },
    ]);
  });

  it('asks before it deletes what the keyboard selected', async () => {
    const { grid, user } = await open();
    await rowNamed('Song 2');
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
    const song = await rowNamed('Song 3');
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
    await user.click(await rowNamed('Song 3'));
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
    await rowNamed('Song 2');
    grid.focus();
    await user.keyboard('{Control>}ax{/Control}');
    (await enterAlbum({ bridge, emit, user })).focus();
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
    await enterAlbum({ bridge, emit, user });
    emit('devices', [{ ...ableDevice, status: 'absent', storages: [] }]);
    emit('listings', []);
    expect(screen.queryByRole('grid')).toBeNull();
    emit('devices', [ableDevice]);
    await waitFor(() => expect(inputsOf('device.openListing')).toHaveLength(3));
    expect(inputsOf('device.findFolder')).toEqual([
      { deviceId, storageId: memory, path: ['Album 0'] },
    ]);
    expect(inputsOf('device.openListing').at(-1)).toEqual({
      deviceId,
      folder: { storageId: memory, folderId: found },
    });
  });

  it('keeps where the person was while the player cannot say whether that is still there', async () => {
    bridge.answer('device.findFolder', { ok: false, error: { code: 'device.busy' } });
    const { emit, user } = await open();
    await enterAlbum({ bridge, emit, user });
    emit('devices', [{ ...ableDevice, status: 'absent', storages: [] }]);
    emit('listings', []);
    emit('devices', [ableDevice]);
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(inputsOf('device.openListing')).toHaveLength(2);
    const found = ObjectId.parse('new0');
    bridge.answer('device.findFolder', {
      ok: true,
      value: { storageId: memory, folderId: found },
    });
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(inputsOf('device.openListing')).toHaveLength(3));
    const asked = { deviceId, storageId: memory, path: ['Album 0'] };
    expect(inputsOf('device.findFolder')).toEqual([asked, asked]);
    expect(inputsOf('device.openListing').at(-1)).toMatchObject({ folder: { folderId: found } });
  });

  it('selects a folder that was made', async () => {
    bridge.answer('device.makeFolder', { ok: true, value: { objectId: ObjectId.parse('o5') } });
    const { grid, user } = await open();
    await rowNamed('Song 2');
    await user.click(screen.getByRole('button', { name: 'New folder' }));
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'New{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const selected = within(grid).getAllByRole('row', { selected: true });
    expect(selected.map(({ dataset }) => dataset['place'])).toEqual(['5']);
  });

  it('renames with F2', async () => {
    const { grid, user } = await open();
    await rowNamed('Song 2');
    grid.focus();
    await user.keyboard('{End}{Home}{F2}');
    const name = await screen.findByRole('textbox', { name: 'New name' });
    await user.clear(name);
    await user.type(name, 'Best of{Enter}');
    expect(inputsOf('device.rename')).toEqual([{ deviceId, objectId: 'o0', name: 'Best of' }]);
  });

  it('moves what was cut into the folder it is pasted in', async () => {
    const { emit, grid, user } = await open();
    await user.click(await rowNamed('Song 2'));
    grid.focus();
    await user.keyboard('{Control>}x{/Control}');
    (await enterAlbum({ bridge, emit, user })).focus();
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
    expect(await rowNamed('Song 2')).toBeDefined();
  });
});
