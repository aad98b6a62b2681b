import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Button } from 'react-aria-components/Button';
import { afterEach, expect, it } from 'vitest';
import { HiddenTooltipsContext, Tooltip } from './Tooltip.tsx';

afterEach(cleanup);

function controls(areHidden: boolean) {
  return (
    <HiddenTooltipsContext value={areHidden}>
      <Tooltip text="Full screen">
        <Button>x</Button>
      </Tooltip>
    </HiddenTooltipsContext>
  );
}

it('goes away with the controls, and comes back with them', async () => {
  const { rerender } = render(controls(false));
  await userEvent.tab();
  expect(screen.getByRole('tooltip').textContent).toBe('Full screen');
  rerender(controls(true));
  expect(screen.queryByRole('tooltip')).toBeNull();
  rerender(controls(false));
  expect(screen.getByRole('tooltip')).toBeTruthy();
});
