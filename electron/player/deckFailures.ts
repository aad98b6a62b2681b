import type { MediaFailure } from '../media/MediaErrorCode.ts';

type Codes = ReadonlySet<MediaFailure['code']>;

const sinkFailures: Codes = new Set(['noSink', 'sinkLost', 'sinkTimedOut', 'shutdown']);
const positionFailures: Codes = new Set(['invalidPosition', 'notSeekable']);

/** Does it say nothing about what was to be played, but that there is no page to play it now? */
export function isSinkFailure({ code }: MediaFailure): boolean {
  return sinkFailures.has(code);
}

/** Did the page that plays say nothing for too long? */
export function isUnanswered({ code }: MediaFailure): boolean {
  return code === 'sinkTimedOut';
}

/** Is it about the position, and not about what is to be played from there? */
export function isPositionFailure({ code }: MediaFailure): boolean {
  return positionFailures.has(code);
}
