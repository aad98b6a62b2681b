import { cleanup, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FakeBridge } from '../../bridge/FakeBridge.ts';
import { renderWithBridge } from '../../testing/renderWithBridge.tsx';
import { stubLayout } from '../../testing/stubLayout.ts';
import { sampleQueue } from './testing/samples.ts';
import { TransferProgress } from './TransferProgress.tsx';

beforeEach(() => stubLayout());
afterEach(() => cleanup());

it('says why nothing goes on, instead of what it waits for, and offers to go on', () => {
  const error = { code: 'file.diskFull', subject: 'transfers.sqlite' } as const;
  renderWithBridge(<TransferProgress queue={{ ...sampleQueue, state: 'paused', error }} />, {
    bridge: new FakeBridge(),
  });
  expect(screen.getAllByText(/transfers\.sqlite.*no space left/)).toHaveLength(1);
  expect(screen.queryByText('Paused')).toBeNull();
  expect(screen.getAllByRole('button', { name: 'Go on' })).toHaveLength(1);
});
