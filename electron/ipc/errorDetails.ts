import { shortenPaths } from '../state/shortenPaths.ts';

const maximumLength = 500;

/** What "copy details" shows of a fault of ours: kind and message of the error, paths shortened. */
export function errorDetails(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return shortenPaths(text).slice(0, maximumLength);
}
