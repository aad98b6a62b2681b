import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AddedPlayer } from '../../../electron/contract/devices.ts';
import { DeviceId } from '../../../electron/contract/ids.ts';
import type { Outcome } from '../../../electron/contract/messages.ts';
import { FakeBridge } from '../../bridge/FakeBridge.ts';
import { renderWithBridge } from '../../testing/renderWithBridge.tsx';
import { AddPlayerMenu } from './AddPlayerMenu.tsx';

afterEach(cleanup);

async function typeAddress(bridge: FakeBridge) {
  const onAdded = vi.fn();
  const { user } = renderWithBridge(<AddPlayerMenu shape="button" onAdded={onAdded} />, { bridge });
  await user.click(screen.getByRole('button', { name: 'Add a player' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Player on another machine…' }));
  await user.type(await screen.findByRole('textbox', { name: 'Address' }), 'nas.local{Enter}');
  return { user, onAdded };
}

describe('a player on another machine', () => {
  it('is gone to when it was added', async () => {
    const bridge = new FakeBridge();
    const deviceId = DeviceId.parse('walkman');
    bridge.answer('device.addHost', { ok: true, value: { deviceId } });
    const { onAdded } = await typeAddress(bridge);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(onAdded.mock.calls).toEqual([[deviceId]]);
  });

  it('that does not answer leaves the address in its dialog, with the reason', async () => {
    const bridge = new FakeBridge();
    bridge.answer('device.addHost', {
      ok: false,
      error: { code: 'device.unreachable', subject: 'nas.local:3240' },
    });
    const { onAdded } = await typeAddress(bridge);
    expect(await screen.findByText(/nas\.local:3240/)).toBeDefined();
    expect(screen.getByRole('textbox', { name: 'Address' })).toHaveProperty('value', 'nas.local');
    expect(onAdded).not.toHaveBeenCalled();
  });

  it('is not looked for any longer when the dialog is closed', async () => {
    const bridge = new FakeBridge();
    const answer = Promise.withResolvers<Outcome<AddedPlayer>>();
    bridge.answer('device.addHost', () => answer.promise);
    const { user, onAdded } = await typeAddress(bridge);
    await waitFor(() => expect(bridge.invocationsOf('device.addHost')).toHaveLength(1));
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(bridge.invocationsOf('device.addHost')[0]?.signal?.aborted).toBe(true);
    // It was on its way.
    await act(async () => {
      answer.resolve({ ok: true, value: { deviceId: null } });
      await answer.promise;
    });
    expect(onAdded).not.toHaveBeenCalled();
  });
});
