import AxeBuilder from '@axe-core/playwright';
import { test as base, type Page } from '@playwright/test';
import { browserArguments } from './browserArguments.ts';
import { DesktopApp } from './host/DesktopApp.ts';
import type { PlayerHost } from './host/PlayerHost.ts';
import { PortamentoHost } from './host/PortamentoHost.ts';
import { labOfRun, type LabOfRun } from './lab/labOfRun.ts';
import { labDevices, MtpLab } from './lab/MtpLab.ts';
import { MediaFiles } from './media/MediaFiles.ts';
import { DesktopPlayer } from './page/DesktopPlayer.ts';
import { PageFaults } from './page/PageFaults.ts';
import type { PlayerPage } from './page/PlayerPage.ts';
import { SignedInPlayer } from './page/SignedInPlayer.ts';
import { favouredBrowser } from './sound/favour.ts';
import type { Recording } from './sound/Recording.ts';
import { SoundServer } from './sound/SoundServer.ts';

interface WorkerFixtures {
  /** May pages play without a gesture, as Electron's may? `false` is what a person's browser does. */
  readonly autoplayAllowed: boolean;
  readonly soundServer: SoundServer;
  /** Files made for this worker's tests. */
  readonly media: MediaFiles;
  readonly labOfRun: LabOfRun;
}

interface TestFixtures {
  /** Fails the test when a page complains. */
  readonly faults: PageFaults;
  /** The headless host with a new profile; to be started by the test. */
  readonly portamento: PortamentoHost;
  /** The desktop app, likewise. */
  readonly desktopApp: DesktopApp;
  /** What this worker's browser plays, from the beginning of the test on. */
  readonly sound: Recording;
  /** Real players, for specs named `*.lab.spec.ts`: those run one at a time. Skips where there is no lab. */
  readonly lab: MtpLab;
  /** What axe finds wrong on a page, one line for each violation and element. */
  readonly accessibilityFaults: (page: Page) => Promise<readonly string[]>;
}

interface HostFixtures {
  /** The host this run is about, with a new profile; to be started by the test. */
  readonly host: PlayerHost;
  /** Its page; to be opened once the host was started. */
  readonly player: PlayerPage;
}

export { expect } from '@playwright/test';

const commonTest = base.extend<TestFixtures, WorkerFixtures>({
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

  labOfRun: [
    async ({}, use) => {
      await using found = await labOfRun();
      if ('folder' in found) {
        // What other tests left would hide what a spec looks for.
        const lab = await MtpLab.attach(found);
        for (const device of labDevices) await lab.empty(device);
      }
      await use(found);
    },
    { scope: 'worker', timeout: 240_000 },
  ],

  launchOptions: [
    async ({ launchOptions, soundServer, autoplayAllowed }, use) => {
      const autoplay = autoplayAllowed ? ['--autoplay-policy=no-user-gesture-required'] : [];
      const browser = favouredBrowser(launchOptions.executablePath);
      await use({
        ...launchOptions,
        ...browser,
        args: [...browserArguments, ...autoplay],
        env: { ...inheritedEnvironment(), ...soundServer.environment, ...browser.env },
      });
    },
    { scope: 'worker' },
  ],

  faults: [
    async ({}, use) => {
      const faults = new PageFaults();
      await use(faults);
      base.expect(faults.all, 'what pages complained about').toEqual([]);
    },
    { auto: true },
  ],

  context: async ({ context, faults }, use) => {
    faults.watch(context);
    await use(context);
  },

  portamento: async ({}, use, testInfo) => {
    await using host = await PortamentoHost.create();
    await use(host);
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('host.log', { body: host.output, contentType: 'text/plain' });
    }
  },

  desktopApp: async ({ soundServer, faults }, use) => {
    const environment = { ...inheritedEnvironment(), ...soundServer.environment };
    await using app = new DesktopApp(environment, faults);
    await use(app);
  },

  sound: async ({ soundServer }, use) => {
    await using recording = await soundServer.record();
    await use(recording);
  },

  lab: async ({ labOfRun: found }, use, testInfo) => {
    if ('missing' in found) testInfo.skip(true, found.missing);
    else await use(await MtpLab.attach(found));
  },

  accessibilityFaults: async ({}, use) => {
    await use(async (page) => {
      // Otherwise axe makes a page of its own to put results together, which Electron does not allow.
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target }) => `${id} (${help}) at ${target.join(' ')}`),
      );
    });
  },
});

const desktopTest = commonTest.extend<HostFixtures>({
  host: ({ desktopApp }, use) => use(desktopApp),
  player: ({ desktopApp }, use) => use(new DesktopPlayer(desktopApp)),
});

const browserTest = commonTest.extend<HostFixtures>({
  host: ({ portamento }, use) => use(portamento),
  player: ({ portamento, page }, use) => use(new SignedInPlayer(page, portamento)),
});

/** `npm run e2e:electron` runs the player's specs in the desktop app; everything else in a browser. */
export const test = process.env['PORTAMENTO_SPEC_HOST'] === 'desktop' ? desktopTest : browserTest;

function inheritedEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(entries);
}
