import { readFileSync } from 'node:fs';
import { expect, type Browser } from '@playwright/test';
import { PortamentoHost } from '../e2e/host/PortamentoHost.ts';
import { MediaFiles } from '../e2e/media/MediaFiles.ts';
import { PlayerPage } from '../e2e/page/PlayerPage.ts';
import { readPageUsage } from '../e2e/page/readPageUsage.ts';
import type { Measurement } from './Measurement.ts';

const entryCount = 50_000;
const patienceMs = 300_000;
const megabyte = 1_000_000;

interface Memory {
  readonly hostBytes: number;
  readonly pageBytes: number;
}

/** What the host (resident) and the page (JavaScript heap) hold with a long queue, and with an empty one. */
export async function queueMemory(browser: Browser): Promise<readonly Measurement[]> {
  using media = new MediaFiles();
  const track = await media.tone('track.mp3', { frequencyHz: 440, seconds: 1, title: 'Track' });
  const playlist = media.write('long.m3u8', `${track}\n`.repeat(entryCount));
  const empty = await memoryWith(browser, []);
  const long = await memoryWith(browser, [playlist]);
  const inMegabytes = (name: string, bytes: number): Measurement => ({
    name,
    value: bytes / megabyte,
    unit: 'MB',
  });
  return [
    inMegabytes('host, empty queue', empty.hostBytes),
    inMegabytes(`host, ${entryCount} entries`, long.hostBytes),
    inMegabytes('page, empty queue', empty.pageBytes),
    inMegabytes(`page, ${entryCount} entries`, long.pageBytes),
  ];
}

async function memoryWith(browser: Browser, paths: readonly string[]): Promise<Memory> {
  await using host = await PortamentoHost.create();
  await host.start(...paths);
  await using context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(host.address);
  const player = new PlayerPage(page);
  await expect(player.bar).toBeVisible();
  if (paths.length > 0) {
    const count = page.getByText(`${entryCount.toLocaleString('en-US')} tracks`).first();
    await expect(count).toBeVisible({ timeout: patienceMs });
  }
  const { heapBytes } = await readPageUsage(page);
  return { hostBytes: residentBytes(host.processId), pageBytes: heapBytes };
}

/** Linux only, like the numbers that are compared. */
function residentBytes(processId: number): number {
  const status = readFileSync(`/proc/${processId}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024;
}
