import { expect, type Locator, type Page } from '@playwright/test';
import { dropFiles } from '../page/dropFiles.ts';
import { CopiesDialog } from './CopiesDialog.ts';
import { PlanDialog } from './PlanDialog.ts';

/** Portable players as a person sees them: the sidebar, and the page of one. */
export class PortablePlayers {
  readonly page: Page;
  readonly plan: PlanDialog;
  readonly copies: CopiesDialog;

  constructor(page: Page) {
    this.page = page;
    this.plan = new PlanDialog(page);
    this.copies = new CopiesDialog(page);
  }

  /** A player's place in the sidebar, with its name and state. */
  link(name: string | RegExp): Locator {
    const section = this.page.getByRole('region', { name: 'Players' });
    return section.getByRole('listitem').getByRole('link', { name });
  }

  /** Has the players of another machine looked for. */
  async addHost(address: string): Promise<void> {
    await this.#add('Player on another machine…');
    const dialog = this.page.getByRole('dialog', { name: 'Player on another machine' });
    await dialog.getByRole('textbox', { name: 'Address' }).fill(address);
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(dialog).toBeHidden();
  }

  /** Makes a player of a folder: from a root of the host's down. */
  async addFolder(...names: readonly string[]): Promise<void> {
    await this.#add('Folder as a player…');
    const dialog = this.page.getByRole('dialog', { name: 'Folder as a player' });
    const contents = dialog.getByRole('listbox', { name: 'Folder contents' });
    for (const name of names) await contents.getByRole('option', { name }).dblclick();
    await dialog.getByRole('button', { name: 'Add this folder' }).click();
    await expect(dialog).toBeHidden();
  }

  /** Opens the page of a player that is there and ready. */
  async show(name: string): Promise<void> {
    await this.link(name).click();
    await expect(this.page.getByRole('heading', { name, level: 1 })).toBeVisible();
    await expect(this.files).toBeVisible();
  }

  /** What is in the folder that is shown. */
  get files(): Locator {
    return this.page.getByRole('grid', { name: /^Files on/ });
  }

  /** A file or folder that is in view. */
  file(name: string | RegExp): Locator {
    return this.files.getByRole('row').filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** The names that are in view, in their order. */
  async fileNames(): Promise<readonly string[]> {
    return this.files.locator('[role="row"][data-place] bdi').allTextContents();
  }

  /** Opens the folder of this name. */
  async enter(name: string): Promise<void> {
    await this.file(name).dblclick();
    await expect(
      this.page.getByRole('grid', { name: new RegExp(`^Files on .*${name}`) }),
    ).toBeVisible();
  }

  /** The copies of the player that is shown, in a line. */
  get strip(): Locator {
    return this.page.getByRole('region', { name: 'Copies' });
  }

  /** Waits until all `fileCount` copies to the player that is shown went well, however long ago. */
  async allCopied(fileCount: number): Promise<void> {
    await this.page.getByRole('button', { name: 'More about this player' }).click();
    await this.page.getByRole('menuitem', { name: 'Show copies' }).click();
    await this.copies.finished();
    await expect(this.copies.row('Done')).toHaveCount(fileCount);
    await this.copies.close();
  }

  /** How much of the copies of the player that is shown is there: 0 to 1. */
  async progress(): Promise<number> {
    return Number(await this.strip.getByRole('progressbar').getAttribute('aria-valuenow'));
  }

  /** Drops files on a player in the sidebar, and has all `fileCount` of them copied. */
  async copyTo(name: string, paths: readonly string[], fileCount: number): Promise<void> {
    await dropFiles(this.page, paths, this.link(name));
    await this.plan.start(fileCount);
    await this.copies.close();
  }

  async #add(kind: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Add a player' }).first().click();
    await this.page.getByRole('menuitem', { name: kind }).click();
  }
}
