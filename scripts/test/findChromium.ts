import { existsSync } from 'node:fs';
import process from 'node:process';
import { chromium } from 'playwright';

const places: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable'],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/**
 * The browser the end-to-end tests run in: the one `PORTAMENTO_CHROMIUM` names, the system's, or
 * Playwright's own. `null` when there is none.
 */
export function findChromium(): string | null {
  const named = process.env['PORTAMENTO_CHROMIUM'];
  const candidates = [
    ...(named === undefined ? [] : [named]),
    ...(places[process.platform] ?? []),
    chromium.executablePath(),
  ];
  return candidates.find((candidate) => existsSync(candidate)) ?? null;
}
