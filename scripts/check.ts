import { availableParallelism } from 'node:os';
import process from 'node:process';
import { cruisedFolders } from './check/findWith.ts';
import { foldersWithoutRules } from './check/foldersWithoutRules.ts';
import { plantCount, provePlantsAreCaught } from './check/provePlantsAreCaught.ts';
import { projectFolder } from './setup/projectFolder.mjs';
import { runQuietly, toolScript } from './setup/runCommand.ts';
import { tallyLines } from './test/tallyLines.mjs';
import { writeSummary, type TestRecord } from './test/TestSummary.ts';

interface CheckStep {
  readonly name: string;
  /** @returns what is wrong, for a person to read; `null` when nothing is */
  readonly findFault: () => Promise<string | null>;
}

/** Checks every rule of the house that a machine can check. @returns the exit code */
export async function check(): Promise<number> {
  const records: TestRecord[] = [];
  const perform = async ({ name, findFault }: CheckStep): Promise<void> => {
    const startedMs = performance.now();
    const fault = await findFault().catch((error: unknown) => String(error));
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    console.log(`${fault === null ? '✓' : '✗'} ${name} (${seconds} s)`);
    if (fault !== null) console.log(`${fault.trimEnd()}\n`);
    records.push({ name, file: 'scripts/check.ts', status: fault === null ? 'passed' : 'failed' });
  };

  await perform(proof);
  const waiting = [...steps];
  const workers = Array.from({ length: Math.min(availableParallelism(), 4) }, async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift())
      await perform(step);
  });
  await Promise.all(workers);
  const summary = writeSummary('check.json', records);
  console.log(`\nChecks:\n${tallyLines(summary)}`);
  return summary.failed === 0 ? 0 : 1;
}

const proof: CheckStep = {
  name: `${plantCount} planted violations are caught`,
  async findFault() {
    const faults = await provePlantsAreCaught();
    return faults.length === 0 ? null : faults.join('\n');
  },
};

/** The longest first, so that the short ones fill in beside it. */
const steps: readonly CheckStep[] = [
  tool('lint', 'eslint/bin/eslint.js', [
    '.',
    '--max-warnings=0',
    '--cache',
    '--cache-strategy=content',
    '--cache-location=node_modules/.cache/eslint/',
  ]),
  tool('types', 'typescript/bin/tsc', ['--build', '--pretty']),
  tool('format', 'prettier/bin/prettier.cjs', [
    '.',
    '--check',
    '--cache',
    '--cache-strategy=content',
  ]),
  tool('layers', 'dependency-cruiser/bin/dependency-cruiser.mjs', [
    '--config=.dependency-cruiser.mjs',
    '--output-type=err-long',
    ...cruisedFolders,
  ]),
  {
    name: 'every folder is a room',
    findFault: () => {
      const folders = foldersWithoutRules(projectFolder);
      return Promise.resolve(folders.length === 0 ? null : folders.join('\n'));
    },
  },
  tool('unused code', 'knip/bin/knip.js', ['--no-progress', '--treat-config-hints-as-errors']),
  tool('conformance table is current', '../scripts/conformance.ts', ['--check']),
];

function tool(name: string, script: string, args: readonly string[]): CheckStep {
  return {
    name,
    async findFault() {
      const { exitCode, output } = await runQuietly(process.execPath, [
        toolScript(script),
        ...args,
      ]);
      return exitCode === 0 ? null : output;
    },
  };
}

if (import.meta.main) process.exitCode = await check();
