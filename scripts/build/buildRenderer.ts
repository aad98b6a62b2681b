import { join } from 'node:path';
import process from 'node:process';
import { build } from 'vite';
import { projectFolder } from '../setup/projectFolder.mjs';
import { assetSources } from './assetSources.ts';
import { packageFolderOf } from './packageFolderOf.ts';

const rendererFolder = join(projectFolder, 'renderer');

/** Bundles the page into `dist/renderer`. @returns the folders of the packages that are in the bundle */
export async function buildRenderer(): Promise<ReadonlySet<string>> {
  const packageFolders = new Set<string>();
  const { NODE_ENV } = process.env;
  await build({
    configFile: join(rendererFolder, 'vite.config.ts'),
    logLevel: 'warn',
    // The page is loaded from this machine: more requests would cost more than the bytes.
    build: { chunkSizeWarningLimit: 2_000 },
    plugins: [
      {
        name: 'portamento:bundled-packages',
        generateBundle(_options, bundle) {
          const modules = [...this.getModuleIds()].map((moduleId) =>
            moduleId.replace(/^\0/, '').replace(/[?#].*$/, ''),
          );
          for (const file of [...modules, ...assetSources(Object.values(bundle), rendererFolder)]) {
            const folder = packageFolderOf(file);
            if (folder !== null) packageFolders.add(folder);
          }
        },
      },
    ],
  });
  // Vite leaves "production" in the environment, where the tests that may follow would find it.
  if (NODE_ENV === undefined) delete process.env['NODE_ENV'];
  return packageFolders;
}
