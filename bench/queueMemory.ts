import { expect, type Browser } from '@playwright/test';
import { inspectedArguments } from '../e2e/host/HostInspector.ts';
import { PortamentoHost } from '../e2e/host/PortamentoHost.ts';
import { MediaFiles } from '../e2e/media/MediaFiles.ts';
import { PlayerPage } from '../e2e/page/PlayerPage.ts';
import { readPageUsage } from '../e2e/page/readPageUsage.ts';
import type { Measurement } from './Measurement.ts';
import { readHostMemory, type HostMemory } from './readHostMemory.ts';

const entryCount = 50_000;
/** Of the whole queue, one second each, as the page writes it once all tags were read. */
const totalDuration = /13 hr, 53 min/;
const patienceMs = 600_000;
const megabyte = 1_000_000;

interface Memory extends HostMemory {
  readonly pageBytes: number;
}

/** What host and page hold with a long queue whose tags were read, and with an empty one. */
export async function queueMemory(browser: Browser): Promise<readonly Measurement[]> {
  using media = new MediaFiles();
  const track = await media.tone('track.wav', { frequencyHz: 440, seconds: 1, title: 'Track' });
  const playlist = media.write('long.m3u8', `${track}\n`.repeat(entryCount));
  const empty = await memoryWith(browser, []);
  const long = await memoryWith(browser, [playlist]);
  return [
    ...compared("host's heap", empty.heapBytes, long.heapBytes),
    ...compared('host, resident', empty.residentBytes, long.residentBytes),
    ...compared("page's heap", empty.pageBytes, long.pageBytes),
  ];
}

async function memoryWith(browser: Browser, paths: readonly string[]): Promise<Memory> {
  await using host = await PortamentoHost.create(...inspectedArguments);
  await host.start(...paths);
  await using context = await browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  await page.goto(host.address);
  const player = new PlayerPage(page);
  await expect(player.bar).toBeVisible();
  if (paths.length > 0) {
    await expect(page.getByText(totalDuration).first()).toBeVisible({ timeout: patienceMs });
  }
  const { heapBytes: pageBytes } = await readPageUsage(page);
  return { ...(await readHostMemory(host)), pageBytes };
}

function compared(name: string, emptyBytes: number, longBytes: number): readonly Measurement[] {
  return [
    { name: `${name}, empty queue`, value: emptyBytes / megabyte, unit: 'MB' },
    { name: `${name}, ${entryCount} entries`, value: longBytes / megabyte, unit: 'MB' },
    { name: `${name}, per entry`, value: (longBytes - emptyBytes) / entryCount, unit: 'B/row' },
  ];
}
