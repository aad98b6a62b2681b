import { cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { DeviceSnapshot } from '../../../electron/contract/devices.ts';
import { DeviceSourceId } from '../../../electron/contract/ids.ts';
import { FakeBridge } from '../../bridge/FakeBridge.ts';
import { renderWithBridge } from '../../testing/renderWithBridge.tsx';
import { sampleDevice } from '../../testing/sampleDevice.ts';
import { PlayerHint } from './PlayerHint.tsx';

const { deviceId } = sampleDevice;

afterEach(cleanup);

function show(shown: Partial<DeviceSnapshot>) {
  const bridge = new FakeBridge();
  const device = { ...sampleDevice, storages: [], ...shown };
  return { ...renderWithBridge(<PlayerHint device={device} />, { bridge }), bridge };
}

describe('a player that is not ready', () => {
  it('says that it must be unlocked', () => {
    show({ status: 'locked' });
    expect(screen.getByText(/Unlock the player and choose “File Transfer”/)).toBeDefined();
  });

  it('names the program that holds it, and tries again', async () => {
    const { bridge, user } = show({
      status: 'obstructed',
      problem: { code: 'device.exclusiveAccess', subject: 'Walkman' },
      heldBy: { program: 'gvfsd-mtp', processId: 1234 },
    });
    expect(screen.getByText(/gvfsd-mtp.* \(process 1234\) is using this player/)).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(bridge.invocationsOf('device.retry')).toMatchObject([{ input: { deviceId } }]);
  });

  it('shows the rule that is missing', () => {
    const permissionRule = 'SUBSYSTEM=="usb", ATTR{idVendor}=="054c", TAG+="uaccess"';
    show({ status: 'obstructed', problem: { code: 'device.permissionDenied' }, permissionRule });
    expect(screen.getByText(permissionRule)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Copy the rule' })).toBeDefined();
  });

  it('is not to be plugged in where it is a folder', () => {
    const { emit } = show({ status: 'absent' });
    expect(screen.getByText(/Plug it in/)).toBeDefined();
    const sourceId = DeviceSourceId.parse('s1');
    emit('deviceSources', [
      { sourceId, deviceId, kind: 'folder', label: 'Walkman', problem: null },
    ]);
    expect(screen.queryByText(/Plug it in/)).toBeNull();
    expect(screen.getByText(/This folder is not there/)).toBeDefined();
  });

  it('says once what to do, and not where to read it', () => {
    show({ status: 'locked', problem: { code: 'device.locked' } });
    expect(screen.getAllByText(/choose “File Transfer”/)).toHaveLength(1);
  });
});
