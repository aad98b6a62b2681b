import type { SessionSnapshot } from '../../../electron/contract/signalPath.ts';

/** Where the clock stands at `nowMs`; `null` while it has no valid time. */
export function clockPositionMs(
  clock: SessionSnapshot['clock'],
  receivedAtMs: number,
  nowMs: number,
): number | null {
  if (clock.positionMs === null || clock.state !== 'running') return clock.positionMs;
  return clock.positionMs + clock.rate * (clock.ageMs + Math.max(0, nowMs - receivedAtMs));
}
