import { relative } from 'node:path';
import process from 'node:process';
import { runQuietly, toolScript } from '../setup/runCommand.ts';
import type { CheckTool, Finding } from './Plant.ts';

/** Whose imports the layer rules are about. */
export const cruisedFolders = ['electron', 'renderer', 'scripts', 'e2e', 'bench'] as const;

/** What each tool finds in a folder, read from its machine-readable report. */
export const findWith: Readonly<
  Record<CheckTool, (folder: string, files: readonly string[]) => Promise<readonly Finding[]>>
> = {
  'dependency-cruiser': async (folder) => {
    const report = await reportOf<CruiseReport>(
      folder,
      'dependency-cruiser/bin/dependency-cruiser.mjs',
      ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...cruisedFolders],
    );
    return report.summary.violations.map(({ from, rule }) => ({
      tool: 'dependency-cruiser',
      file: from,
      rule: rule.name,
    }));
  },

  eslint: async (folder, files) => {
    const report = await reportOf<LintReport>(folder, 'eslint/bin/eslint.js', [
      '--format',
      'json',
      ...files,
    ]);
    return report.flatMap(({ filePath, messages }) =>
      messages.map(({ ruleId, message }) => ({
        tool: 'eslint' as const,
        file: relative(folder, filePath).replaceAll('\\', '/'),
        rule: ruleId ?? message,
      })),
    );
  },

  knip: async (folder) => {
    const report = await reportOf<KnipReport>(folder, 'knip/bin/knip.js', [
      '--no-progress',
      '--reporter',
      'json',
    ]);
    return report.issues.flatMap(({ file, ...issuesByKind }) =>
      Object.entries(issuesByKind).flatMap(([kind, issues]) =>
        (Array.isArray(issues) ? issues : []).map(({ name }) => ({
          tool: 'knip' as const,
          file,
          rule: `${kind} ${name}`,
        })),
      ),
    );
  },

  prettier: async (folder, files) => {
    const { stdout } = await runTool(folder, 'prettier/bin/prettier.cjs', [
      '--list-different',
      // Without a cache of its own it would delete the project's.
      '--cache',
      '--cache-location=.prettier-cache',
      ...files,
    ]);
    const untidy = stdout.split('\n').filter((line) => line !== '');
    return untidy.map((file) => ({ tool: 'prettier', file, rule: 'format' }));
  },

  tsc: async (folder) => {
    const findings = await Promise.all(
      ['electron', 'renderer'].map(async (project) => {
        const args = ['--project', project, '--noEmit', '--pretty', 'false'];
        const { stdout } = await runTool(folder, 'typescript/bin/tsc', args);
        return [...stdout.matchAll(/^(.+)\(\d+,\d+\): error (TS\d+):/gm)].map(
          ([, file = '', rule = '']): Finding => ({ tool: 'tsc', file, rule }),
        );
      }),
    );
    return findings.flat();
  },
};

interface CruiseReport {
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly rule: { readonly name: string };
    }[];
  };
}

type LintReport = readonly {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly message: string }[];
}[];

interface KnipReport {
  readonly issues: readonly ({ readonly file: string } & Readonly<
    Record<string, string | readonly { readonly name: string }[]>
  >)[];
}

function runTool(folder: string, script: string, args: readonly string[]) {
  return runQuietly(process.execPath, [toolScript(script), ...args], { cwd: folder });
}

async function reportOf<Report>(
  folder: string,
  script: string,
  args: readonly string[],
): Promise<Report> {
  const { stdout, output } = await runTool(folder, script, args);
  try {
    return JSON.parse(stdout) as Report;
  } catch (error) {
    throw new Error(`${script} did not report but said:\n${output}`, { cause: error });
  }
}
