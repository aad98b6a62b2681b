import type { Page } from '@playwright/test';

interface FrameWindow {
  portamentoFrames?: { count: number; longestGapMs: number };
}

/** What a page's frames were like in a while: a page that does not draw does not answer either. */
export interface FrameReading {
  readonly count: number;
  /** From one frame to the next. */
  readonly longestGapMs: number;
}

/** Counts the frames of a page from the moment on that it is started, or begins anew. */
export class FrameMeter {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async start(page: Page): Promise<FrameMeter> {
    await page.evaluate(() => {
      const frames = { count: 0, longestGapMs: 0 };
      (window as FrameWindow).portamentoFrames = frames;
      let lastMs = performance.now();
      const step = () => {
        const nowMs = performance.now();
        frames.longestGapMs = Math.max(frames.longestGapMs, nowMs - lastMs);
        frames.count += 1;
        lastMs = nowMs;
        requestAnimationFrame(step);
      };
      requestAnimationFrame(step);
    });
    return new FrameMeter(page);
  }

  /** Forgets what was counted. */
  async beginAnew(): Promise<void> {
    await this.#page.evaluate(() => {
      const { portamentoFrames } = window as FrameWindow;
      if (portamentoFrames !== undefined)
        Object.assign(portamentoFrames, { count: 0, longestGapMs: 0 });
    });
  }

  async read(): Promise<FrameReading> {
    const frames = await this.#page.evaluate(() => (window as FrameWindow).portamentoFrames);
    if (frames === undefined) throw new Error('The page was loaded anew');
    return frames;
  }
}
