import { readFile } from 'node:fs/promises';
import type { Rectangle } from 'electron';
import * as z from 'zod/mini';
import { writeFileAtomically } from '../base/writeFileAtomically.ts';

const coordinate = z.int().check(z.gte(-100_000), z.lte(100_000));
const StoredBounds = z.strictObject({
  x: coordinate,
  y: coordinate,
  width: z.int().check(z.gte(200), z.lte(20_000)),
  height: z.int().check(z.gte(100), z.lte(20_000)),
  maximized: z.boolean(),
});
export type StoredBounds = z.infer<typeof StoredBounds>;

/** Where the window stood, in device-independent pixels; `undefined` when unknown or damaged. */
export async function readWindowBounds(file: string): Promise<StoredBounds | undefined> {
  try {
    return z.safeParse(StoredBounds, JSON.parse(await readFile(file, 'utf8'))).data;
  } catch {
    // A missing or damaged file only costs the window its place.
    return undefined;
  }
}

export async function saveWindowBounds(file: string, bounds: StoredBounds): Promise<void> {
  await writeFileAtomically(file, JSON.stringify(bounds));
}

/** The share of a window that must be on some display for its place to be used again. */
const visibleShare = 0.3;

/** Is enough of the window on one of today's displays? A monitor may have been unplugged since. */
export function isVisibleOn(bounds: Rectangle, workAreas: readonly Rectangle[]): boolean {
  return workAreas.some((area) => {
    const width =
      Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
    const height =
      Math.min(bounds.y + bounds.height, area.y + area.height) - Math.max(bounds.y, area.y);
    return width > 0 && height > 0 && width * height >= visibleShare * bounds.width * bounds.height;
  });
}
