import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../setup/cacheFolder.ts';

/** A download that was refused, so that the next starts of a day do not ask again. */
export interface Refusal {
  readonly version: string;
  readonly reason: string;
  readonly refusedAt: Date;
}

export const refusalFile = join(cacheFolder, 'electron-refused.json');

const memoryMs = 24 * 60 * 60 * 1000;

/** The refusal of this version within the last day; `null` when there is none. */
export function readRefusal(file: string, version: string, now: Date): Refusal | null {
  if (!existsSync(file)) return null;
  const refusal = parseRefusal(readFileSync(file, 'utf8'));
  if (refusal?.version !== version) return null;
  const ageMs = now.getTime() - refusal.refusedAt.getTime();
  return ageMs >= 0 && ageMs < memoryMs ? refusal : null;
}

export function rememberRefusal(file: string, refusal: Refusal): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(refusal));
}

/** @returns `undefined` for a damaged file, which then counts as absent */
function parseRefusal(text: string): Refusal | undefined {
  try {
    const { version, reason, refusedAt } = JSON.parse(text) as Record<keyof Refusal, string>;
    return { version, reason, refusedAt: new Date(refusedAt) };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
