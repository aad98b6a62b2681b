/** A part of a file that is here. */
export interface FileWindow {
  readonly position: number;
  readonly bytes: Uint8Array;
}

/** A parser wanted a part of a file that is not here. */
export class MissingWindowError extends Error {
  override readonly name = 'MissingWindowError';
  readonly position: number;

  constructor(position: number) {
    super(`Nothing is here from byte ${position}`);
    this.position = position;
  }
}

/**
 * Fills `block` from `position` with what the windows hold, for a `BlockReader`; throws a
 * `MissingWindowError` where they hold nothing.
 *
 * @returns how many bytes; 0 at the end of the file
 */
export function readWindows(
  windows: readonly FileWindow[],
  sizeBytes: number,
  block: Uint8Array,
  position: number,
): number {
  if (position >= sizeBytes) return 0;
  for (const { position: start, bytes } of windows) {
    if (position < start || position >= start + bytes.length) continue;
    const part = bytes.subarray(position - start, position - start + block.length);
    block.set(part);
    return part.length;
  }
  throw new MissingWindowError(position);
}
