import { expect, type Locator, type Page } from '@playwright/test';

/** Every copy of one player, with its outcome. */
export class CopiesDialog {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get dialog(): Locator {
    return this.#page.getByRole('dialog', { name: /^Copies to/ });
  }

  get rows(): Locator {
    return this.dialog.getByRole('list', { name: 'Copies' }).getByRole('listitem');
  }

  row(name: string | RegExp): Locator {
    return this.rows.filter({ hasText: name });
  }

  button(name: string | RegExp): Locator {
    return this.dialog.getByRole('button', { name });
  }

  /** Leaves the others out. */
  async show(filter: 'To do' | 'Done' | 'Failed'): Promise<void> {
    await this.dialog.getByRole('button', { name: /Show$/ }).click();
    await this.#page.getByRole('option', { name: filter, exact: true }).click();
  }

  /** How much of all of it is there: 0 to 1. */
  async progress(): Promise<number> {
    return Number(await this.dialog.getByRole('progressbar').getAttribute('aria-valuenow'));
  }

  /** Waits until nothing is left to do. */
  async finished(timeoutMs = 60_000): Promise<void> {
    await expect(this.button('Clear what is finished')).toBeVisible({ timeout: timeoutMs });
  }

  async close(): Promise<void> {
    // When all is over there is one beside the other buttons, too.
    await this.button('Close').first().click();
    await expect(this.dialog).toBeHidden();
  }
}
