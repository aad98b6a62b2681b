import type { PlaybackSnapshot } from '../../electron/contract/playback.ts';

/**
 * Where playback stands at `nowMs`, extrapolated from the newest snapshot and kept within the
 * duration where that is known.
 *
 * @param receivedAtMs when the snapshot arrived, on the scale of `nowMs` (`performance.now()`)
 */
export function currentPositionMs(
  playback: Pick<PlaybackSnapshot, 'positionMs' | 'ageMs' | 'moving' | 'rate' | 'durationMs'>,
  receivedAtMs: number,
  nowMs: number,
): number {
  const elapsedMs = playback.ageMs + Math.max(0, nowMs - receivedAtMs);
  const positionMs = playback.positionMs + (playback.moving ? playback.rate * elapsedMs : 0);
  return Math.min(Math.max(0, positionMs), playback.durationMs ?? Number.POSITIVE_INFINITY);
}
