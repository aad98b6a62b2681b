import type { Browser, CDPSession } from '@playwright/test';
import * as z from 'zod/mini';

const Answer = z.object({
  id: z.optional(z.int()),
  result: z.optional(z.object({ result: z.optional(z.object({ value: z.unknown() })) })),
});

/** A tab as a person has it: one that is behind another is hidden, which Playwright's own never are. */
export class BareTab {
  readonly #session: CDPSession;
  readonly #targetId: string;
  readonly #sessionId: string;
  #callCount = 0;

  private constructor(session: CDPSession, targetId: string, sessionId: string) {
    this.#session = session;
    this.#targetId = targetId;
    this.#sessionId = sessionId;
  }

  static async open(browser: Browser, url: string): Promise<BareTab> {
    const session = await browser.newBrowserCDPSession();
    const { targetId } = await session.send('Target.createTarget', { url });
    const { sessionId } = await session.send('Target.attachToTarget', { targetId });
    return new BareTab(session, targetId, sessionId);
  }

  /** Puts it before the others. */
  async show(): Promise<void> {
    await this.#session.send('Target.activateTarget', { targetId: this.#targetId });
  }

  async close(): Promise<void> {
    await this.#session.send('Target.closeTarget', { targetId: this.#targetId });
    await this.#session.detach();
  }

  /** Waits until an expression of the page is true. */
  async waitUntil(expression: string): Promise<void> {
    const wait = `new Promise((resolve) => {
      const look = () => (${expression}) ? resolve(true) : setTimeout(look, 50);
      look();
    })`;
    await this.#evaluate(wait);
  }

  async #evaluate(expression: string): Promise<unknown> {
    const id = ++this.#callCount;
    const answered = new Promise<unknown>((resolve) => {
      this.#session.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
        const answer = Answer.parse(JSON.parse(message));
        if (sessionId === this.#sessionId && answer.id === id)
          resolve(answer.result?.result?.value);
      });
    });
    const params = { expression, awaitPromise: true, returnByValue: true };
    await this.#session.send('Target.sendMessageToTarget', {
      sessionId: this.#sessionId,
      message: JSON.stringify({ id, method: 'Runtime.evaluate', params }),
    });
    return answered;
  }
}
