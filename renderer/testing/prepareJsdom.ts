import { configure } from '@testing-library/react';

// On a busy machine what a test waits for may take seconds; one that hangs ends with the test's limit.
configure({ asyncUtilTimeout: 20_000 });

/** jsdom lays nothing out, so nothing ever changes its size. */
class StubResizeObserver implements ResizeObserver {
  observe(): void {
    // Never tells.
  }
  unobserve(): void {
    // Nothing was observed.
  }
  disconnect(): void {
    // Nothing was observed.
  }
}
globalThis.ResizeObserver = StubResizeObserver;
