import { defineConfig } from 'vitest/config';

/** `npm run test:long` runs the `*.long.test.ts` files, and nothing else; everything else leaves them out. */
const isLongRun = process.env['PORTAMENTO_LONG_TESTS'] === '1';
const length = isLongRun ? '.long' : '';
const tests = (folder: string) => [`${folder}/**/*${length}.test.{ts,tsx}`];
const exclude = ['**/node_modules/**', ...(isLongRun ? [] : ['**/*.long.test.{ts,tsx}'])];
const excludeLab = [...exclude, '**/*.lab{,.long}.test.ts'];

export default defineConfig({
  cacheDir: 'node_modules/.cache/vitest',
  test: {
    projects: [
      {
        test: {
          name: 'electron',
          environment: 'node',
          include: tests('electron'),
          exclude: excludeLab,
        },
      },
      {
        test: {
          name: 'house',
          environment: 'node',
          include: [...tests('scripts'), ...tests('e2e')],
          exclude: excludeLab,
        },
      },
      {
        test: {
          name: 'lab',
          environment: 'node',
          include: [`{electron,e2e}/**/*.lab${length}.test.ts`],
          exclude,
          globalSetup: 'e2e/lab/globalSetup.ts',
          // All of them use the same two devices.
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: './renderer/vite.config.ts',
        test: {
          name: 'renderer',
          environment: 'jsdom',
          setupFiles: './renderer/testing/prepareJsdom.ts',
          include: tests('renderer'),
          exclude,
        },
      },
    ],
  },
});
