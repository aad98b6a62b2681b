/** A mirror of anything; `null` until main has told its first value. */
interface Mirror {
  getState(): unknown;
  subscribe(listener: () => void): () => void;
}

/** Settles when main has told the first value. */
export function untilKnown(mirror: Mirror): Promise<void> {
  return new Promise((resolve) => {
    if (mirror.getState() !== null) {
      resolve();
      return;
    }
    const end = mirror.subscribe(() => {
      end();
      resolve();
    });
  });
}
