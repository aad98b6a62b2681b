import { cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CallId } from '../../../electron/contract/ids.ts';
import { renderWithBridge } from '../../testing/renderWithBridge.tsx';
import { ActivitiesButton } from './ActivitiesButton.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('ActivitiesButton', () => {
  it('is not there without work', () => {
    renderWithBridge(<ActivitiesButton />);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('shows how far each piece of work is, and cancels it', async () => {
    const { bridge, emit, user } = renderWithBridge(<ActivitiesButton />);
    const callId = CallId.parse('call-1');
    emit('activities', [
      { callId, kind: 'opening', subject: 'Music', doneCount: 340, totalCount: 1_200 },
    ]);
    await user.click(screen.getByRole('button', { name: '1 activity' }));
    expect(await screen.findByText('340 of 1,200')).toBeDefined();
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe(String(340 / 1200));
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(bridge.invocationsOf('app.cancelActivity').map(({ input }) => input)).toEqual([
      { callId },
    ]);
  });

  it('counts while the end is unknown', async () => {
    const { emit, user } = renderWithBridge(<ActivitiesButton />);
    const callId = CallId.parse('call-1');
    emit('activities', [
      { callId, kind: 'opening', subject: 'Music', doneCount: 340, totalCount: null },
    ]);
    await user.click(screen.getByRole('button', { name: '1 activity' }));
    expect(await screen.findByText('340 so far')).toBeDefined();
    expect(screen.getByRole('progressbar').hasAttribute('aria-valuenow')).toBe(false);
  });
});
