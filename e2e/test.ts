import AxeBuilder from '@axe-core/playwright';
import { test as base, type Page } from '@playwright/test';
import { browserArguments } from './browserArguments.ts';
import { PortamentoHost } from './host/PortamentoHost.ts';
import { MediaFiles } from './media/MediaFiles.ts';
import { PageFaults } from './page/PageFaults.ts';
import { SignedInPlayer } from './page/SignedInPlayer.ts';
import type { Recording } from './sound/Recording.ts';
import { SoundServer } from './sound/SoundServer.ts';

interface WorkerFixtures {
  /** May pages play without a gesture, as Electron's may? `false` is what a person's browser does. */
  readonly autoplayAllowed: boolean;
  readonly soundServer: SoundServer;
  /** Files made for this worker's tests. */
  readonly media: MediaFiles;
}

interface TestFixtures {
  /** A host with a new profile; to be started by the test. What it wrote is attached when a test fails. */
  readonly portamento: PortamentoHost;
  /** Fails the test when a page complains. */
  readonly faults: PageFaults;
  /** A page to be opened at the host, once that was started. */
  readonly player: SignedInPlayer;
  /** What this worker's browser plays, from the beginning of the test on. */
  readonly sound: Recording;
  /** What axe finds wrong on a page, one line for each violation and element. */
  readonly accessibilityFaults: (page: Page) => Promise<readonly string[]>;
}

export { expect } from '@playwright/test';

export const test = base.extend<TestFixtures, WorkerFixtures>({
  autoplayAllowed: [true, { option: true, scope: 'worker' }],

  soundServer: [
    async ({}, use) => {
      await using server = await SoundServer.start();
      await use(server);
    },
    { scope: 'worker' },
  ],

  media: [
    async ({}, use) => {
      using files = new MediaFiles();
      await use(files);
    },
    { scope: 'worker' },
  ],

  launchOptions: [
    async ({ launchOptions, soundServer, autoplayAllowed }, use) => {
      const autoplay = autoplayAllowed ? ['--autoplay-policy=no-user-gesture-required'] : [];
      await use({
        ...launchOptions,
        args: [...browserArguments, ...autoplay],
        env: { ...inheritedEnvironment(), ...soundServer.environment },
      });
    },
    { scope: 'worker' },
  ],

  faults: [
    async ({ context }, use) => {
      const faults = new PageFaults(context);
      await use(faults);
      base.expect(faults.all, 'what pages complained about').toEqual([]);
    },
    { auto: true },
  ],

  portamento: async ({}, use, testInfo) => {
    await using host = await PortamentoHost.create();
    await use(host);
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('host.log', { body: host.output, contentType: 'text/plain' });
    }
  },

  player: async ({ portamento, page }, use) => {
    await use(new SignedInPlayer(page, portamento));
  },

  sound: async ({ soundServer }, use) => {
    await using recording = await soundServer.record();
    await use(recording);
  },

  accessibilityFaults: async ({}, use) => {
    await use(async (page) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target }) => `${id} (${help}) at ${target.join(' ')}`),
      );
    });
  },
});

function inheritedEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(entries);
}
