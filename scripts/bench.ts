import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { chromium } from 'playwright';
import { dropMemory } from '../bench/dropMemory.ts';
import { hostStart } from '../bench/hostStart.ts';
import { idleProcessor } from '../bench/idleProcessor.ts';
import { mainTurns } from '../bench/mainTurns.ts';
import type { Measurement } from '../bench/Measurement.ts';
import { mtpInside } from '../bench/mtpInside.ts';
import { mtpOverUsbIp } from '../bench/mtpOverUsbIp.ts';
import { queueMemory } from '../bench/queueMemory.ts';
import { roundTrip } from '../bench/roundTrip.ts';
import { startToInteractive } from '../bench/startToInteractive.ts';
import { browserArguments } from '../e2e/browserArguments.ts';
import { ensureBuilt } from './build.ts';
import { projectFolder } from './setup/projectFolder.mjs';
import { ensureTestTools } from './test/ensureTestTools.ts';
import { findChromium } from './test/findChromium.ts';

const resultsFolder = join(projectFolder, 'bench', 'results');

const benchmarks = {
  hostStart,
  startToInteractive,
  roundTrip,
  queueMemory,
  dropMemory,
  idleProcessor,
  mainTurns,
  mtpOverUsbIp,
  mtpInside,
};

/**
 * Measures, shows a table, and keeps the numbers.
 *
 * @param names of benchmarks; all when there are none
 * @returns the exit code
 */
export async function bench(names: readonly string[]): Promise<number> {
  const chosen = Object.entries(benchmarks).filter(
    ([name]) => names.length === 0 || names.includes(name),
  );
  if (chosen.length < names.length) {
    console.error(`There are ${Object.keys(benchmarks).join(', ')}.`);
    return 2;
  }
  await ensureTestTools();
  await ensureBuilt();
  const executablePath = findChromium();
  await using browser = await chromium.launch({
    args: [...browserArguments, '--autoplay-policy=no-user-gesture-required'],
    ...(executablePath === null ? {} : { executablePath }),
  });
  const measurements: Measurement[] = [];
  for (const [name, measure] of chosen) {
    console.error(`${name} …`);
    measurements.push(...(await measure(browser)));
  }
  const rows = measurements.map(({ name, value, unit }): [string, string] => [
    name,
    `${value.toFixed(value < 10 ? 2 : 0)} ${unit}`,
  ]);
  const [width, valueWidth] = [0, 1].map((column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  for (const [name, value] of rows) {
    console.log(`${name.padEnd(width ?? 0)}  ${value.padStart(valueWidth ?? 0)}`);
  }
  const machine = `${platform()} ${arch()}, ${cpus()[0]?.model ?? 'unknown'} × ${cpus().length}`;
  const takenAt = new Date().toISOString();
  const file = join(resultsFolder, `${takenAt.replaceAll(':', '-')}.json`);
  mkdirSync(resultsFolder, { recursive: true });
  const result = { takenAt, machine, node: process.version, browser: browser.version() };
  writeFileSync(file, `${JSON.stringify({ ...result, measurements }, null, 1)}\n`);
  console.log(`\n${machine}\n${file}`);
  return 0;
}

if (import.meta.main) process.exitCode = await bench(process.argv.slice(2));
