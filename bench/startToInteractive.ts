import type { Browser, Page } from 'playwright';
import { PortamentoHost } from '../e2e/host/PortamentoHost.ts';
import { quantile, type Measurement } from './Measurement.ts';

const runs = 15;
const emptyPage = 'data:text/html,<!doctype html><title>Empty</title><button>Play</button>';

/**
 * The time from following the address until the open button can be pressed, and the same for a page
 * that holds a button and nothing else; medians, each in a tab of its own.
 */
export async function startToInteractive(browser: Browser): Promise<readonly Measurement[]> {
  await using host = await PortamentoHost.create();
  await host.start();
  await using context = await browser.newContext();
  const signIn = await context.newPage();
  await signIn.goto(host.address);
  await signIn.close();

  const empty: number[] = [];
  const full: number[] = [];
  for (let run = 0; run < runs; run++) {
    empty.push(await timeOfButton(await context.newPage(), emptyPage));
    full.push(await timeOfButton(await context.newPage(), host.origin));
  }
  const [emptyMs, fullMs] = [quantile(empty, 0.5), quantile(full, 0.5)];
  return [
    { name: 'start to interactive, empty page', value: emptyMs, unit: 'ms' },
    { name: 'start to interactive, Portamento', value: fullMs, unit: 'ms' },
    { name: 'start to interactive, ratio', value: fullMs / emptyMs, unit: 'times' },
  ];
}

/** From the beginning of the navigation until a frame with an enabled button was drawn. */
async function timeOfButton(page: Page, url: string): Promise<number> {
  const startedMs = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForSelector('button:enabled');
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  const tookMs = performance.now() - startedMs;
  await page.close();
  return tookMs;
}
