import fc from 'fast-check';
import { expect, type Locator } from '@playwright/test';
import type { PlayerPage } from '../page/PlayerPage.ts';

/** One thing a person does; it leaves the player ready for any other. */
export interface PersonAction {
  readonly name: string;
  readonly perform: (player: PlayerPage) => Promise<void>;
}

const playingKeys = ['n', 'p', 'k', 'k', 'l', 'j', '0', 'ArrowRight', 'Shift+ArrowLeft'];
const settingKeys = ['s', 'r', ']', '[', '=', 'ArrowUp', 'ArrowDown'];

const seek = fc.double({ min: 0, max: 1, noNaN: true }).map((fraction) => ({
  name: `seek to ${fraction.toFixed(3)}`,
  perform: (player: PlayerPage) => player.seekTo(fraction),
}));

/** In a queue of so many rows. */
export const rowCount = 8;

const places = fc.nat({ max: rowCount - 2 });

const playRow = places.map((place) => ({
  name: `play row ${place}`,
  perform: ({ rows }: PlayerPage) => rows.nth(place).dblclick(),
}));

const removeRow = places.map((place) => ({
  name: `remove row ${place} and bring it back`,
  perform: async ({ page, rows }: PlayerPage) => {
    await rows.nth(place).click();
    await page.keyboard.press('Delete');
    await expect(rows).toHaveCount(rowCount - 1);
    await page.keyboard.press('Control+z');
    await expect(rows).toHaveCount(rowCount);
  },
}));

const moveRow = places.map((place) => ({
  name: `move row ${place} and bring it back`,
  perform: async ({ page, rows }: PlayerPage) => {
    const title = (await rows.nth(place).textContent()) ?? '';
    await rows.nth(place).click();
    await page.keyboard.press('Alt+ArrowDown');
    await expect(rows.nth(place)).not.toHaveText(title);
    await page.keyboard.press('Control+z');
    await expect(rows.nth(place)).toContainText(/Tone/);
  },
}));

const search = fc.constantFrom('a', 'tone 3', 'nothing like it').map((text) => ({
  name: `search for ${text}`,
  perform: async ({ page }: PlayerPage) => {
    const field = page.getByRole('searchbox', { name: 'Search the queue' });
    await field.fill(text);
    await field.press('Escape');
  },
}));

const visit = fc.constantFrom('Signal path', 'Settings').map((name) => ({
  name: `visit ${name}`,
  perform: async ({ page }: PlayerPage) => {
    const navigation = page.getByRole('navigation', { name: 'Main' });
    await navigation.getByRole('link', { name }).click();
    await navigation.getByRole('link', { name: 'Listen' }).click();
  },
}));

const mute = fc.constant({
  name: 'mute and unmute',
  perform: async (player: PlayerPage) => {
    await pressOnPage('m')(player);
    await player.button('Unmute').waitFor();
    await pressOnPage('m')(player);
    await player.button('Mute').waitFor();
  },
});

const changePanels = fc.constant({
  name: 'look at the signal path, at no panel, and at the queue again',
  perform: async ({ page }: PlayerPage) => {
    const [queue, signalPath] = ['Queue', 'Signal path'].map((name) =>
      page.getByRole('complementary', { name }),
    ) as [Locator, Locator];
    await pressOnPage('i')({ page });
    await signalPath.waitFor();
    await pressOnPage('i')({ page });
    await signalPath.waitFor({ state: 'hidden' });
    await pressOnPage('q')({ page });
    await queue.waitFor();
  },
});

const readShortcuts = fc.constant({
  name: 'read the shortcuts',
  perform: async ({ page }: PlayerPage) => {
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await pressOnPage('?')({ page });
    await sheet.waitFor();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
  },
});

const resize = fc.constant({
  name: 'make the window narrow and wide',
  perform: async ({ page }: PlayerPage) => {
    const wide = page.viewportSize() ?? { width: 1280, height: 800 };
    await page.setViewportSize({ width: 420, height: 800 });
    await page.setViewportSize(wide);
  },
});

function press(...keys: readonly string[]): PersonAction {
  return { name: `press ${keys.join(', ')}`, perform: pressOnPage(...keys) };
}

/** Presses keys that are the page's, wherever the focus was. */
function pressOnPage(...keys: readonly string[]) {
  return async ({ page }: Pick<PlayerPage, 'page'>) => {
    await page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });
    for (const key of keys) await page.keyboard.press(key);
  };
}

/** What people do while they listen, most often what they do most often. */
export const personActions: fc.Arbitrary<PersonAction> = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...playingKeys).map((key) => press(key)) },
  { weight: 4, arbitrary: fc.constantFrom(...settingKeys).map((key) => press(key)) },
  { weight: 1, arbitrary: mute },
  { weight: 4, arbitrary: seek },
  { weight: 2, arbitrary: playRow },
  { weight: 2, arbitrary: removeRow },
  { weight: 2, arbitrary: moveRow },
  { weight: 2, arbitrary: search },
  { weight: 1, arbitrary: visit },
  { weight: 1, arbitrary: changePanels },
  { weight: 1, arbitrary: readShortcuts },
  { weight: 1, arbitrary: resize },
);
