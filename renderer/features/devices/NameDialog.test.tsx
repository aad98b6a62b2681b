import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { Outcome } from '../../../electron/contract/messages.ts';
import { FakeBridge } from '../../bridge/FakeBridge.ts';
import { renderWithBridge } from '../../testing/renderWithBridge.tsx';
import { NameDialog } from './NameDialog.tsx';

describe('NameDialog', () => {
  it('keeps what was typed when it is refused, and names the characters', async () => {
    const answers: Outcome<null>[] = [
      { ok: false, error: { code: 'device.illegalName', subject: 'AC/DC: Live' } },
      { ok: true, value: null },
    ];
    const saved: string[] = [];
    const onClose = vi.fn();
    const { user } = renderWithBridge(
      <NameDialog
        title="Rename"
        label="New name"
        initial=""
        maximumLength={255}
        saveLabel="Save"
        cancelLabel="Cancel"
        onSave={(name) => {
          saved.push(name);
          const answer = answers.shift();
          return Promise.resolve(answer ?? { ok: false, error: { code: 'app.internal' } });
        }}
        onClose={onClose}
      />,
      { bridge: new FakeBridge() },
    );
    const field = screen.getByRole('textbox', { name: 'New name' });
    await user.type(field, 'AC/DC: Live{Enter}');
    expect(
      await screen.findByText(/cannot store the name .*AC\/DC: Live.*blame: .*\/ :/),
    ).toBeDefined();
    expect(field).toHaveProperty('value', 'AC/DC: Live');
    expect(onClose).not.toHaveBeenCalled();
    await user.type(field, '{Backspace}');
    expect(screen.queryByText(/cannot store the name/)).toBeNull();
    await user.type(field, '{Enter}');
    expect(saved).toEqual(['AC/DC: Live', 'AC/DC: Liv']);
    await vi.waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  });
});
