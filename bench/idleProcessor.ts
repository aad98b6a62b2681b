import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from '@playwright/test';
import { PortamentoHost } from '../e2e/host/PortamentoHost.ts';
import { MediaFiles } from '../e2e/media/MediaFiles.ts';
import { BareTab } from './BareTab.ts';
import type { Measurement } from './Measurement.ts';

/** What the page does when it is opened, or was just hidden, is over by then. */
const settleMs = 3_000;
const measuredMs = 10_000;
/** `CLK_TCK`, which is the same on every Linux. */
const ticksPerSecond = 100;

const isPlaying = `document.querySelector('button[aria-label="Pause"]') !== null`;
const isThere = `document.querySelector('button:enabled') !== null`;

/** How much of a processor host and page take while there is nothing to do, and while sound plays. */
export async function idleProcessor(browser: Browser): Promise<readonly Measurement[]> {
  using media = new MediaFiles();
  const track = await media.tone('track.mp3', { frequencyHz: 440, seconds: 120, title: 'Track' });
  return [
    ...(await measureSeenAndHidden(browser, 'nothing plays', [], isThere)),
    ...(await measureSeenAndHidden(browser, 'playing', [track], isPlaying)),
  ];
}

async function measureSeenAndHidden(
  browser: Browser,
  name: string,
  paths: readonly string[],
  begun: string,
): Promise<readonly Measurement[]> {
  await using host = await PortamentoHost.create();
  await host.start(...paths);
  const other = await BareTab.open(browser, 'about:blank');
  const page = await BareTab.open(browser, host.address);
  await page.show();
  await page.waitUntil(begun);
  const seen = await measureProcessor(browser, host);
  await other.show();
  await page.waitUntil('document.hidden');
  const hidden = await measureProcessor(browser, host);
  await page.close();
  await other.close();
  const measured = (what: string, value: number): Measurement => ({
    name: `processor, ${name}, ${what}`,
    value,
    unit: 'ms/s',
  });
  return [
    measured('host', seen.host),
    measured('page in sight', seen.page),
    measured('host, page hidden', hidden.host),
    measured('page hidden', hidden.page),
  ];
}

interface ProcessorUse {
  /** Milliseconds per second. */
  readonly host: number;
  readonly page: number;
}

async function measureProcessor(browser: Browser, host: PortamentoHost): Promise<ProcessorUse> {
  await sleep(settleMs);
  const [hostBeforeMs, pageBeforeMs] = [hostTimeMs(host), await pageTimeMs(browser)];
  await sleep(measuredMs);
  const seconds = measuredMs / 1000;
  return {
    host: (hostTimeMs(host) - hostBeforeMs) / seconds,
    page: ((await pageTimeMs(browser)) - pageBeforeMs) / seconds,
  };
}

/** Processor time of the host since its start, all threads. Linux only. */
function hostTimeMs(host: PortamentoHost): number {
  const status = readFileSync(`/proc/${host.processId}/stat`, 'utf8');
  // After the name, which is in brackets and may hold anything; proc(5) counts from 1.
  const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
  const [userTicks, systemTicks] = [fields[11], fields[12]];
  return ((Number(userTicks) + Number(systemTicks)) / ticksPerSecond) * 1000;
}

/** Processor time of all the browser's pages. */
async function pageTimeMs(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const pages = processInfo.filter(({ type }) => type === 'renderer');
  return pages.reduce((totalMs, { cpuTime }) => totalMs + cpuTime * 1000, 0);
}
