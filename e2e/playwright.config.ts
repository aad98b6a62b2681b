import { defineConfig } from '@playwright/test';
import { findChromium } from '../scripts/test/findChromium.ts';
import { browserArguments } from './browserArguments.ts';

const chromium = findChromium();
const specsOfBothHosts = [
  'accessibility',
  'badFiles',
  'clipboard',
  'dropping',
  'endOfTrack',
  'fullScreen',
  'miniPlayer',
  'playing',
  'queue',
  'restart',
  'shortcutSheet',
];

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results/e2e',
  // Sound is played in real time: two players already keep two processors busy.
  workers: 2,
  fullyParallel: false,
  // A test that passes at the second try tells of a fault all the same.
  retries: 0,
  forbidOnly: process.env['CI'] === 'true',
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['../scripts/test/PlaywrightRecorder.ts']],
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    colorScheme: 'dark',
    // Recorded all the time, it takes nearly half of what the tests take; `--trace` turns it on.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(chromium === null ? {} : { executablePath: chromium }),
      args: [...browserArguments],
      ignoreDefaultArgs: ['--mute-audio'],
    },
  },
  projects: [
    { name: 'browser', testIgnore: ['long/**', 'screenshots/**', '**/*.lab.spec.ts'] },
    // They share the lab's two devices.
    { name: 'lab', testMatch: '**/*.lab.spec.ts', testIgnore: 'long/**', workers: 1 },
    // One at a time: what is measured must not be disturbed by another test.
    { name: 'long', testDir: './long', timeout: 300_000, workers: 1 },
    { name: 'screenshots', testDir: './screenshots' },
    // What both hosts do alike; tests of what only the headless one has are tagged.
    {
      name: 'electron',
      testMatch: new RegExp(`/(${specsOfBothHosts.join('|')})\\.spec\\.ts$`),
      grepInvert: /@headless/,
    },
  ],
});
