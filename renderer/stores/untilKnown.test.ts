import { describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { untilKnown } from './untilKnown.ts';

describe('untilKnown', () => {
  it('waits for the first value, and no longer', async () => {
    const mirror = createStore<string | null>(() => null);
    const onKnown = vi.fn();
    const known = untilKnown(mirror).then(onKnown);
    mirror.setState('told', true);
    mirror.setState('told again', true);
    await known;
    expect(onKnown).toHaveBeenCalledOnce();
  });

  it('does not wait for what was told before', async () => {
    await expect(untilKnown(createStore(() => 'told'))).resolves.toBeUndefined();
  });
});
