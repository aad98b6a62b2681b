import { defineConfig } from 'vitest/config';

/** Of the tests that `reportTestsInside` runs in the guest: in one process, since starting one takes seconds there. */
export default defineConfig({
  // The project's own is not to be written to; in the guest everything outside of /lab is lost.
  cacheDir: '/tmp/vitest',
  test: {
    include: ['{electron,e2e}/**/*.inside.ts'],
    pool: 'forks',
    isolate: false,
    fileParallelism: false,
    reporters: [['json', { outputFile: '/lab/report.json' }]],
  },
});
