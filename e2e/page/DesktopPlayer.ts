import { expect } from '@playwright/test';
import type { DesktopApp } from '../host/DesktopApp.ts';
import { PlayerPage } from './PlayerPage.ts';

/** The main window of the desktop app. */
export class DesktopPlayer extends PlayerPage {
  readonly #app: DesktopApp;

  constructor(app: DesktopApp) {
    super();
    this.#app = app;
  }

  override async open(): Promise<void> {
    this.show(await this.#app.page());
    await expect(this.bar).toBeVisible();
  }
}
