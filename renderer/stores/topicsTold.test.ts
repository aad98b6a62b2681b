import { describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { topicsTold } from './topicsTold.ts';

const untold = () => createStore<unknown>(() => null);

describe('topicsTold', () => {
  it('waits for the last topic, in whatever order they are told', async () => {
    const [first, second, third] = [untold(), untold(), untold()];
    const waitForThird = vi.spyOn(third, 'subscribe');
    const told = topicsTold([first, second, third]);
    second.setState({ value: 'b' });
    first.setState({ value: 'a' });
    await vi.waitFor(() => expect(waitForThird).toHaveBeenCalled());
    third.setState({ value: 'c' });
    await expect(told).resolves.toBeUndefined();
  });

  it('does not wait for what was told before', async () => {
    const told = untold();
    told.setState({ value: 'a' });
    await expect(topicsTold([told])).resolves.toBeUndefined();
  });
});
