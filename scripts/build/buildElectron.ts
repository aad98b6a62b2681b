import { existsSync, globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { projectFolder } from '../setup/projectFolder.mjs';
import { runVisibly, toolScript } from '../setup/runCommand.ts';

const outputFolder = join(projectFolder, 'dist', 'electron');

/** Compiles main's side file by file, and removes what sources that are gone left behind. */
export async function buildElectron(): Promise<boolean> {
  const exitCode = await runVisibly(process.execPath, [
    toolScript('typescript/bin/tsc'),
    '--build',
    'electron/contract',
    'electron',
  ]);
  removeOrphans();
  return exitCode === 0;
}

function removeOrphans(): void {
  for (const output of globSync('**/*.{js,d.ts}', { cwd: outputFolder })) {
    const source = output.replace(/\.(d\.ts|js)$/, '.ts');
    if (!existsSync(join(projectFolder, 'electron', source))) rmSync(join(outputFolder, output));
  }
}
