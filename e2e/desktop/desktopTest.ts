import { test as base } from '../test.ts';
import { DesktopSession } from './DesktopSession.ts';
import { missingForDesktop } from './desktopPrograms.ts';

export { expect } from '../test.ts';

/** The browser as a window on a desktop, where other programs can reach it. */
export const test = base.extend<object, { readonly desktop: DesktopSession }>({
  desktop: [
    async ({}, use) => {
      await using desktop = await DesktopSession.start();
      await use(desktop);
    },
    { scope: 'worker' },
  ],
  headless: [false, { scope: 'worker' }],
  launchOptions: [
    async ({ launchOptions, desktop }, use) => {
      const environment = { ...launchOptions.env, ...desktop.environment };
      await use({ ...launchOptions, env: environment });
    },
    { scope: 'worker' },
  ],
});

const missing = missingForDesktop();
test.skip(missing.length > 0, `SKIPPED: needs the packages ${missing.join(', ')}`);
