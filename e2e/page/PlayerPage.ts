import { expect, type Locator, type Page } from '@playwright/test';

/** The player as a person sees it: everything is found by its role and name. */
export class PlayerPage {
  #page: Page | undefined;

  constructor(page?: Page) {
    this.#page = page;
  }

  get page(): Page {
    if (this.#page === undefined) throw new Error('The player was not opened');
    return this.#page;
  }

  /** Shows the player of the host's last start, and waits until it is there. */
  async open(): Promise<void> {
    await expect(this.bar).toBeVisible();
  }

  protected show(page: Page): void {
    this.#page = page;
  }

  get bar(): Locator {
    return this.page.getByRole('region', { name: 'Player', exact: true });
  }

  button(name: string | RegExp): Locator {
    return this.bar.getByRole('button', { name, exact: true });
  }

  get position(): Locator {
    return this.bar.getByRole('slider', { name: 'Position' });
  }

  get volume(): Locator {
    return this.bar.getByRole('slider', { name: 'Volume' });
  }

  /** The rows of the queue that are in view. */
  get rows(): Locator {
    return this.page.getByRole('listbox', { name: 'Play queue' }).getByRole('option');
  }

  async play(): Promise<void> {
    await this.button('Play').click();
    await expect(this.button('Pause')).toBeVisible();
  }

  async pause(): Promise<void> {
    await this.button('Pause').click();
    await expect(this.button('Play')).toBeVisible();
  }

  /** Clicks on the seek bar, as far along as this. */
  async seekTo(fraction: number): Promise<void> {
    const box = await this.position.boundingBox();
    if (box === null) throw new Error('There is no seek bar');
    await this.position.click({ position: { x: box.width * fraction, y: box.height / 2 } });
  }

  /** Drags the thumb of the seek bar past its end. */
  async dragToEnd(): Promise<void> {
    const box = await this.position.boundingBox();
    if (box === null) throw new Error('There is no seek bar');
    const { mouse } = this.page;
    const y = box.y + box.height / 2;
    await mouse.move(box.x + box.width / 2, y);
    await mouse.down();
    await mouse.move(box.x + box.width + 20, y, { steps: 10 });
    await mouse.up();
  }

  /** Where playback stands, to the second, as a screen reader says it. */
  async positionSeconds(): Promise<number> {
    const text = (await this.position.getAttribute('aria-valuetext')) ?? '';
    const [position = ''] = text.split(' of ');
    const parts = [...position.matchAll(/(\d+) (hour|minute|second)/g)];
    if (parts.length === 0) throw new Error(`The position reads "${text}"`);
    const secondsIn: Readonly<Record<string, number>> = { hour: 3600, minute: 60, second: 1 };
    return parts.reduce(
      (total, [, count = '', unit = '']) => total + Number(count) * (secondsIn[unit] ?? 0),
      0,
    );
  }
}
