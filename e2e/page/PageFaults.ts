import type { BrowserContext, ConsoleMessage, Page } from '@playwright/test';

/**
 * What a browser itself says of a WebSocket whose host is gone, and of a file it was loading meanwhile:
 * a page cannot keep it from that.
 */
export const hostIsGone =
  /WebSocket connection to \S+ failed|Failed to load resource: net::ERR_(CONNECTION_|EMPTY_RESPONSE)/;

/**
 * Collects what must not happen in any page: console errors and warnings (broken content
 * security policies are among them), uncaught errors, crashes.
 */
export class PageFaults {
  readonly #faults: string[] = [];
  readonly #expected: RegExp[] = [];

  /** To be called before the context's first page is opened. */
  watch(context: BrowserContext): void {
    context.on('console', (message) => this.#takeMessage(message));
    context.on('weberror', (webError) => this.#take(`uncaught: ${webError.error().message}`));
    context.on('page', (page) => this.#watchCrash(page));
  }

  /** Faults that this test brings about on purpose. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  /** What nobody expected. */
  get all(): readonly string[] {
    return this.#faults.filter((fault) => !this.#isExpected(fault));
  }

  /** What was expected and came. */
  get expected(): readonly string[] {
    return this.#faults.filter((fault) => this.#isExpected(fault));
  }

  #isExpected(fault: string): boolean {
    return this.#expected.some((pattern) => pattern.test(fault));
  }

  #watchCrash(page: Page): void {
    page.on('crash', () => this.#take('the page crashed'));
  }

  #takeMessage(message: ConsoleMessage): void {
    const type = message.type();
    if (type !== 'error' && type !== 'warning') return;
    const { url, lineNumber } = message.location();
    this.#take(`console ${type}: ${message.text()} (${url}:${lineNumber})`);
  }

  #take(fault: string): void {
    this.#faults.push(fault);
  }
}
