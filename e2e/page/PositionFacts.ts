import type { Page } from '@playwright/test';

/** A position the sink told main, and when it was true, in milliseconds since 1970. */
export interface PositionFact {
  readonly positionMs: number;
  readonly atMs: number;
}

interface FactsWindow {
  portamentoPositionFacts?: PositionFact[];
}

/** Listens to what the page's sink tells main. */
export class PositionFacts {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** To be called before the page is opened. */
  static async listen(page: Page): Promise<PositionFacts> {
    await page.addInitScript(() => {
      const facts: PositionFact[] = [];
      (window as FactsWindow).portamentoPositionFacts = facts;
      // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its socket below
      const { send } = WebSocket.prototype;
      WebSocket.prototype.send = function (data) {
        const nowMs = performance.timeOrigin + performance.now();
        send.call(this, data);
        if (typeof data !== 'string') return;
        const { kind, fact } = JSON.parse(data) as {
          readonly kind: string;
          readonly fact?: {
            readonly kind: string;
            readonly positionMs: number;
            readonly ageMs: number;
          };
        };
        if (kind !== 'fact' || fact?.kind !== 'position') return;
        facts.push({ positionMs: fact.positionMs, atMs: nowMs - fact.ageMs });
      };
    });
    return new PositionFacts(page);
  }

  /** Everything told so far. */
  all(): Promise<readonly PositionFact[]> {
    return this.#page.evaluate(() => (window as FactsWindow).portamentoPositionFacts ?? []);
  }
}
