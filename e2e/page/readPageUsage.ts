import type { Page } from '@playwright/test';

/** What a page holds, after everything it does not refer to was collected. */
export interface PageUsage {
  readonly heapBytes: number;
  readonly nodeCount: number;
  readonly listenerCount: number;
}

export async function readPageUsage(page: Page): Promise<PageUsage> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  await session.detach();
  return { heapBytes: usedSize, nodeCount: nodes, listenerCount: jsEventListeners };
}
