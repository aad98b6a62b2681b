import { vi } from 'vitest';

/** jsdom lays nothing out. With this a virtualizer sees a list of `heightPx`, until `vi.restoreAllMocks()`. */
export function stubLayout(heightPx = 400): void {
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(heightPx);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(heightPx);
  HTMLElement.prototype.scrollTo = () => undefined;
}
