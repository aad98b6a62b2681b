import { join } from 'node:path';
import { build } from 'rolldown';
import { projectFolder } from '../setup/projectFolder.mjs';

/** Bundles the preload into one CommonJS file: a sandboxed preload can load nothing but `electron`. */
export async function buildPreload(): Promise<void> {
  await build({
    input: join(projectFolder, 'electron', 'preload.ts'),
    platform: 'node',
    external: ['electron'],
    logLevel: 'warn',
    output: {
      file: join(projectFolder, 'dist', 'electron', 'preload.cjs'),
      format: 'cjs',
      minify: false,
    },
  });
}
