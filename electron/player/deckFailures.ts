import type { MediaFailure } from '../media/MediaErrorCode.ts';

type Codes = ReadonlySet<MediaFailure['code']>;

const sinkFailures: Codes = new Set(['noSink', 'sinkLost', 'shutdown']);
const positionFailures: Codes = new Set(['invalidPosition', 'notSeekable']);

/**
 * Does it say nothing about what was to be played, but that there is no page to play it now? One that
 * has begun to play it and then falls silent is as good as none.
 */
export function isSinkFailure({ code }: MediaFailure, hasSounded: boolean): boolean {
  return sinkFailures.has(code) || (code === 'timedOut' && hasSounded);
}

/** Is it about the position, and not about what is to be played from there? */
export function isPositionFailure({ code }: MediaFailure): boolean {
  return positionFailures.has(code);
}
