import { defineConfig } from 'vitest/config';

/** `npm run test:long` runs the `*.long.test.ts` files, and nothing else; everything else leaves them out. */
const isLongRun = process.env['PORTAMENTO_LONG_TESTS'] === '1';
const tests = (folder: string) => [`${folder}/**/*${isLongRun ? '.long' : ''}.test.{ts,tsx}`];
const exclude = ['**/node_modules/**', ...(isLongRun ? [] : ['**/*.long.test.{ts,tsx}'])];

export default defineConfig({
  cacheDir: 'node_modules/.cache/vitest',
  test: {
    projects: [
      {
        test: {
          name: 'electron',
          environment: 'node',
          include: tests('electron'),
          exclude,
        },
      },
      {
        test: {
          name: 'house',
          environment: 'node',
          include: [...tests('scripts'), ...tests('e2e')],
          exclude,
        },
      },
      {
        extends: './renderer/vite.config.ts',
        test: {
          name: 'renderer',
          environment: 'jsdom',
          include: tests('renderer'),
          exclude,
        },
      },
    ],
  },
});
