import type { KnipConfig } from 'knip';

/** Files, exports and dependencies that nothing uses are deleted, not kept for later. */
const config: KnipConfig = {
  entry: [
    'electron/{main,headless,preload}.ts',
    // Worker threads are started by file name, which no import shows.
    'electron/**/*Worker.ts',
    'renderer/app/main.tsx',
    // Loaded by run.mjs under the name of the task.
    'scripts/{bench,build,check,electronSpecs,screenshots,start,test}.ts',
    'scripts/conformance.ts',
  ],
  project: [
    'electron/**/*.ts',
    'renderer/**/*.{ts,tsx}',
    'scripts/**/*.{ts,mjs}',
    '{bench,e2e}/**/*.ts',
  ],
  // A schema and its type share a name, so both are exported even where only one is used outside.
  ignoreExportsUsedInFile: true,
};

export default config;
