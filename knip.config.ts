import type { KnipConfig } from 'knip';

/** Files, exports and dependencies that nothing uses are deleted, not kept for later. */
const config: KnipConfig = {
  entry: [
    'electron/{main,headless,preload}.ts',
    // Worker threads are started by file name, which no import shows.
    'electron/**/*Worker.ts',
    // Likewise processes, and what runs inside the lab's guest.
    '{electron,bench}/**/*{Child,Inside,.inside}.ts',
    // Loaded by run.mjs under the name of the task.
    'scripts/{bench,build,check,electronSpecs,packageApp,screenshots,start,test}.ts',
    'scripts/conformance.ts',
    // Started by people, and inside the lab's guest.
    'e2e/lab/{cli,inside/*}.ts',
    // Named on the command lines of the runners and in .ci/run.
    'scripts/test/VitestRecorder.ts',
    'scripts/total.mjs',
  ],
  project: [
    'electron/**/*.ts',
    'renderer/**/*.{ts,tsx,css}',
    'scripts/**/*.{ts,mjs}',
    '{bench,e2e}/**/*.ts',
  ],
  compilers: {
    css: (text: string) =>
      [...text.matchAll(/@import\s+['"]([^'"]+)['"]/g)]
        .map(([, path]) => `import '${path}';`)
        .join('\n'),
  },
  playwright: { config: 'e2e/playwright.config.ts', entry: 'e2e/**/*.spec.ts' },
  // Programs of the system, which npm does not bring.
  ignoreBinaries: [
    'Xvfb',
    'dbus-daemon',
    'mkfifo',
    'mount',
    'openbox',
    'parec',
    'pulseaudio',
    'setpriv',
    'systemd-inhibit',
  ],
  // A schema and its type share a name, so both are exported even where only one is used outside.
  ignoreExportsUsedInFile: true,
};

export default config;
