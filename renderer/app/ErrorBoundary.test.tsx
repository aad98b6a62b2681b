import { cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeBridge } from '../bridge/FakeBridge.ts';
import { renderWithBridge } from '../testing/renderWithBridge.tsx';
import { CrashPage } from './CrashPage.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { reportPageErrors } from './reportPageErrors.ts';

function Broken(): never {
  throw new RangeError('no such row');
}

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('ErrorBoundary', () => {
  it('shows a way on instead of a white page, and reports', async () => {
    // React writes what a boundary caught to the console, too.
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const errors: unknown[] = [];
    const { user } = renderWithBridge(
      <ErrorBoundary
        onError={(error) => errors.push(error)}
        fallback={(error) => <CrashPage error={error} />}
      >
        <Broken />
      </ErrorBoundary>,
    );
    expect(screen.getByRole('button', { name: 'Reload' })).toBeDefined();
    expect(errors).toEqual([new RangeError('no such row')]);
    await user.click(screen.getByRole('button', { name: 'Copy details' }));
    expect(await navigator.clipboard.readText()).toMatch(/^RangeError: no such row\n/);
  });
});

describe('reportPageErrors', () => {
  it('sends errors nobody caught to the log, within the limits of the command', () => {
    const bridge = new FakeBridge();
    const page = new EventTarget() as Window;
    reportPageErrors(bridge, page);
    page.dispatchEvent(new ErrorEvent('error', { error: new Error('x'.repeat(5_000)) }));
    const [report] = bridge.invocationsOf('app.reportError');
    expect(report?.input.message).toHaveLength(2_000);
  });

  it('does not report what the browser says without an error', () => {
    const bridge = new FakeBridge();
    const page = new EventTarget() as Window;
    reportPageErrors(bridge, page);
    page.dispatchEvent(new ErrorEvent('error', { message: 'ResizeObserver loop completed' }));
    expect(bridge.invocationsOf('app.reportError')).toHaveLength(0);
  });

  it('stops after twenty, so that a loop does not fill the log', () => {
    const bridge = new FakeBridge();
    const { report } = reportPageErrors(bridge, new EventTarget() as Window);
    for (let count = 0; count < 50; count += 1) report('again');
    expect(bridge.invocationsOf('app.reportError')).toHaveLength(20);
  });
});
