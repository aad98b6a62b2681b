import type { Locator, Page } from '@playwright/test';

/**
 * Drops files or folders of this machine on a page as a file manager does: the browser makes the `File`
 * objects and the folder entries itself.
 *
 * @param paths absolute
 * @param target what they are dropped on; the middle of the page when there is none
 */
export async function dropFiles(
  page: Page,
  paths: readonly string[],
  target: Locator = page.locator('body'),
): Promise<void> {
  const box = await target.boundingBox();
  if (box === null) throw new Error(`${target.toString()} is not on the page`);
  const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...point, data });
  }
  await session.detach();
}
