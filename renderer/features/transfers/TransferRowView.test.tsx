import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { renderWithBridge } from '../../testing/renderWithBridge.tsx';
import { sampleQueue, sampleTransfer } from './testing/samples.ts';
import { TransferRowView } from './TransferRowView.tsx';

const { deviceId } = sampleQueue;

afterEach(cleanup);

it('offers to try again what failed', () => {
  const row = { ...sampleTransfer(2), errorCode: 'device.busy' } as const;
  renderWithBridge(<TransferRowView deviceId={deviceId} row={row} />);
  expect(screen.getAllByRole('button')).toHaveLength(1);
});

it('names the page that has the file instead, where that is gone', () => {
  const row = { ...sampleTransfer(2), errorCode: 'upload.gone' } as const;
  renderWithBridge(<TransferRowView deviceId={deviceId} row={row} />);
  expect(screen.getByText(/Open that page again/)).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});
