/**
 * What a run ends with: what was skipped, when anything was, and on the last line nothing but
 * `N passed, N failed`. Plain JavaScript, for CI's own Node.
 *
 * @param {{readonly passed: number, readonly failed: number, readonly skipped: number}} counts
 * @returns {string} a line or two, without a line break at the end
 */
export function tallyLines({ passed, failed, skipped }) {
  const tally = `${passed} passed, ${failed} failed`;
  return skipped === 0 ? tally : `${skipped} skipped\n${tally}`;
}
