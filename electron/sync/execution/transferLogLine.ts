import type { AppError } from '../../contract/errors.ts';
import type { Transfer } from '../journal/Transfer.ts';

/** One line of a player's log, for people and programs alike: when, what, how long, and why not. */
export function transferLogLine(
  at: Date,
  event: string,
  { name, target, sizeBytes }: Pick<Transfer, 'name' | 'target' | 'sizeBytes'>,
  also: { readonly durationMs?: number; readonly error?: AppError | null } = {},
): string {
  const { durationMs, error = null } = also;
  return [
    at.toISOString(),
    event,
    JSON.stringify(name),
    JSON.stringify(target),
    `${sizeBytes} B`,
    ...(durationMs === undefined ? [] : [`${Math.round(durationMs)} ms`]),
    ...(error === null
      ? []
      : [error.code, ...(error.details === undefined ? [] : [error.details])]),
  ].join('\t');
}
