import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { projectFolder } from '../../scripts/setup/projectFolder.mjs';
import { toolScript } from '../../scripts/setup/runCommand.ts';
import { withInsideDevice } from './insideDevice.ts';
import type { LabDevice, MtpLab } from './MtpLab.ts';

/** What vitest's own reporter `json` writes, as far as it is read here. */
const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.nullish(z.array(z.string())),
        }),
      ),
    }),
  ),
});

const timeoutS = 1_500;

/**
 * Runs a file of tests (`*.inside.ts`) inside the guest, with one device on its bus, and makes each of
 * them a test of this run, which ends as it did there. To be awaited while tests are being collected.
 */
export async function reportTestsInside(
  lab: MtpLab,
  file: string,
  device: LabDevice,
): Promise<void> {
  const reportFile = join(lab.sharedFolder, 'report.json');
  rmSync(reportFile, { force: true });
  const config = join(import.meta.dirname, 'inside', 'vitest.config.ts');
  const vitest = [
    toolScript('vitest/vitest.mjs'),
    'run',
    '--config',
    config,
    '--root',
    projectFolder,
  ];
  const command = withInsideDevice(device, [process.execPath, ...vitest, file]);
  await using run = await lab.inside(command, { device, timeoutS });
  const { exitCode, lines } = await run.finished();
  const printed = lines.join('\n');
  const results = existsSync(reportFile)
    ? Report.parse(JSON.parse(readFileSync(reportFile, 'utf8'))).testResults
    : [];
  const reported = results.flatMap(({ assertionResults }) => assertionResults);
  for (const { fullName, status, failureMessages } of reported) {
    test(`inside: ${fullName}`, () => {
      if (status !== 'passed') expect.fail(`${status}\n${failureMessages?.join('\n') ?? ''}`);
    });
  }
  test(`inside: ${file} came to its end with ${device}`, () => {
    expect(reported.length, printed).toBeGreaterThan(0);
    const complaints = results.map(({ message }) => message).join('');
    if (reported.every(({ status }) => status === 'passed')) {
      expect(exitCode, `${complaints}\n${printed}`).toBe(0);
    }
  });
}
