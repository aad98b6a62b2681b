import { expect, type Locator, type Page } from '@playwright/test';

/** What a copy onto a player will do, shown before it does. */
export class PlanDialog {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get dialog(): Locator {
    return this.#page.getByRole('dialog', { name: /^Copy to/ });
  }

  /** The files, in their order. */
  get rows(): Locator {
    return this.dialog.getByRole('list', { name: 'What will happen' }).getByRole('listitem');
  }

  row(name: string | RegExp): Locator {
    return this.rows.filter({ hasText: name });
  }

  /** Does the same about every name that is taken. */
  async decideAll(decision: 'Skip' | 'Replace' | 'Keep both'): Promise<void> {
    const group = this.dialog.getByRole('group', { name: 'For all of them:' });
    await group.getByRole('button', { name: decision, exact: true }).click();
  }

  async decide(name: string, decision: 'Skip' | 'Replace' | 'Keep both'): Promise<void> {
    await this.row(name).getByRole('button').click();
    await this.#page.getByRole('option', { name: decision, exact: true }).click();
  }

  /** Starts to copy once it is known that so many files will be. */
  async start(fileCount: number): Promise<void> {
    const files = fileCount === 1 ? '1 file' : `${fileCount} files`;
    await this.dialog.getByRole('button', { name: `Copy ${files}`, exact: true }).click();
    await expect(this.dialog).toBeHidden();
  }
}
