/**
 * How far an arrow key on the seek bar jumps: 5 s, with Shift 30 s, backwards with a minus; `null` for other keys.
 * Time runs to the right in every language.
 */
export function seekStepMs(event: {
  readonly key: string;
  readonly shiftKey: boolean;
}): number | null {
  const stepMs = event.shiftKey ? 30_000 : 5_000;
  if (event.key === 'ArrowRight' || event.key === 'ArrowUp') return stepMs;
  if (event.key === 'ArrowLeft' || event.key === 'ArrowDown') return -stepMs;
  return null;
}
