import type { App } from 'electron';

/**
 * Files the system asks to open, which macOS does for each of them by itself, also before the program
 * can open any. Those of one turn are opened together.
 */
export class FilesToOpen {
  readonly #waiting: string[] = [];
  #open: ((paths: readonly string[]) => void) | null = null;
  #isScheduled = false;

  /** To be made before anything is awaited, or the first are missed. */
  constructor(app: Pick<App, 'on'>) {
    app.on('open-file', (event, path) => {
      event.preventDefault();
      this.#waiting.push(path);
      this.#openSoon();
    });
  }

  /** What waits, which is waited for no more. */
  take(): readonly string[] {
    return this.#waiting.splice(0);
  }

  /** Lets `open` have what waits, and what comes. */
  handle(open: (paths: readonly string[]) => void): void {
    this.#open = open;
    if (this.#waiting.length > 0) this.#openSoon();
  }

  #openSoon(): void {
    if (this.#open === null || this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      const paths = this.take();
      if (paths.length > 0) this.#open?.(paths);
    });
  }
}
