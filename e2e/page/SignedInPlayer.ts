import { expect, type Page } from '@playwright/test';
import type { PortamentoHost } from '../host/PortamentoHost.ts';
import { PlayerPage } from './PlayerPage.ts';

/** The page of a person who follows the address that the host prints. */
export class SignedInPlayer extends PlayerPage {
  readonly #host: PortamentoHost;

  constructor(page: Page, host: PortamentoHost) {
    super(page);
    this.#host = host;
  }

  override async open(): Promise<void> {
    await this.page.goto(this.#host.address);
    await expect(this.bar).toBeVisible();
  }
}
