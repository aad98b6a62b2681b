/** Positions come a few times a second, and frames are not cut to the millisecond. */
const leastMissingMs = 2_000;
const leastMissingShare = 0.02;

/** Is so much of a presentation missing that its file must be incomplete? */
export function endsEarly(positionMs: number, statedDurationMs: number): boolean {
  const missingMs = statedDurationMs - positionMs;
  return missingMs > Math.max(leastMissingMs, statedDurationMs * leastMissingShare);
}
