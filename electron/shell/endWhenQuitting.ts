import type { App } from 'electron';

export interface QuitOptions {
  readonly app: Pick<App, 'exit'> & {
    on(event: 'before-quit', listener: (event: { preventDefault(): void }) => void): unknown;
  };
  /** Would something be cut short? */
  readonly isCopying: () => boolean;
  /** Asks the person. */
  readonly confirm: () => Promise<boolean>;
  /** The person wants to go on. */
  readonly onStay: () => void;
  /** Saves everything. */
  readonly end: () => Promise<void>;
}

/** Holds the quit back until the person has agreed where that is needed, and `end` has ended; then lets it happen. */
export function endWhenQuitting({ app, isCopying, confirm, onStay, end }: QuitOptions): void {
  let isDeciding = false;
  const decide = async (): Promise<void> => {
    if (isCopying() && !(await confirm())) {
      isDeciding = false;
      onStay();
      return;
    }
    await end().finally(() => app.exit(0));
  };
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (isDeciding) return;
    isDeciding = true;
    void decide();
  });
}
