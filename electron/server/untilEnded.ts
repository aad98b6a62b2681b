/** The process, or a stand-in. */
export interface SignalSource {
  on(signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP', listener: () => void): unknown;
}

export interface EndingOptions {
  /** Says what an end would cut short; `false` where that is nothing. Asked at a first Ctrl+C. */
  readonly warn: () => boolean;
  /** Ends the process at once: nobody wants to wait for the end any more. */
  readonly exitNow: () => void;
}

/**
 * Settles at the first signal to end; one after it ends the process at once. A person who presses Ctrl+C
 * while something would be cut short is told so first, and has to press it again.
 */
export function untilEnded(source: SignalSource, { warn, exitNow }: EndingOptions): Promise<void> {
  return new Promise((resolve) => {
    let isWarned = false;
    let isEnding = false;
    const end = () => {
      if (isEnding) exitNow();
      isEnding = true;
      resolve();
    };
    source.on('SIGINT', () => {
      if (isEnding || isWarned || !warn()) end();
      isWarned = true;
    });
    source.on('SIGTERM', end);
    source.on('SIGHUP', end);
  });
}
