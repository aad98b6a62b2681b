import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommandName } from '../../../electron/contract/commands.ts';
import { DeviceSourceId } from '../../../electron/contract/ids.ts';
import { sampleAppInfo, type FakeBridge } from '../../bridge/FakeBridge.ts';
import { stubLayout } from '../../testing/stubLayout.ts';
import {
  ableDevice,
  bridgeOfPlayer,
  deviceId,
  memory,
  openPlayerPage,
  renderPlayerPage,
  rowNamed,
} from './testing/playerPageFixture.tsx';

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

const open = () => openPlayerPage(bridge);
const inputsOf = (name: CommandName) => bridge.invocationsOf(name).map(({ input }) => input);

describe('a player’s page', () => {
  it('shows what the player is, its storages, and what is on the first of them', async () => {
    const { grid } = await open();
    expect(screen.getByRole('heading', { name: 'Walkman' })).toBeDefined();
    expect(screen.getByText(/Sony NW-A105/)).toBeDefined();
    expect(screen.getByText('80% battery')).toBeDefined();
    expect(screen.getByText('4 GB free of 16 GB')).toBeDefined();
    expect(await rowNamed('Song 2')).toBeDefined();
    expect(grid.getAttribute('aria-rowcount')).toBe('6001');
    expect(screen.getByText('6,000 items')).toBeDefined();
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

  it('says where what is dragged over it would go', async () => {
    const { grid } = await open();
    const dataTransfer = { types: ['Files'], items: [], files: [] };
    fireEvent.dragOver(grid, { dataTransfer });
    expect(screen.getByText(/^Copy to .Walkman., music into .*Music.*…/)).toBeDefined();
    fireEvent.dragOver(await rowNamed('Song 2'), { dataTransfer, clientY: 1e6 });
    expect(screen.getByText(/^Copy to .Memory.$/)).toBeDefined();
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
    await rowNamed('Album 1');
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
  it('is taken off the players on its page, after asking', async () => {
    const { emit, user, onLeave } = await open();
    const sourceId = DeviceSourceId.parse('s1');
    const folder = { kind: 'folder', label: 'Walkman', problem: null } as const;
    emit('deviceSources', [{ sourceId, deviceId, ...folder }]);
    await user.click(screen.getByRole('button', { name: 'More about this player' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Forget this player…' }));
    expect(await screen.findByText(/The folder and what is in it stay/)).toBeDefined();
    expect(inputsOf('device.removeSource')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Forget it' }));
    expect(inputsOf('device.removeSource')).toEqual([{ sourceId }]);
    expect(inputsOf('device.forget')).toEqual([]);
    await waitFor(() => expect(onLeave).toHaveBeenCalled());
  });
});

describe('a player that is away', () => {
  it('can be forgotten, after asking', async () => {
    const { emit, user, onLeave } = renderPlayerPage(bridge);
    emit('devices', [{ ...ableDevice, storages: [], status: 'absent' }]);
    await user.click(screen.getByRole('button', { name: 'More about this player' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Forget this player…' }));
    await user.click(await screen.findByRole('button', { name: 'Forget it' }));
    expect(inputsOf('device.forget')).toEqual([{ deviceId }]);
    await waitFor(() => expect(onLeave).toHaveBeenCalled());
  });
});
