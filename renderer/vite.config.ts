import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { cspHashes } from './cspHashes.ts';
import { firstPaint } from './firstPaint.ts';
import { availableLanguages } from './i18n/languages.ts';
import { reactAriaLanguages } from './reactAriaLanguages.ts';

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [
    react(),
    cspHashes(),
    firstPaint({
      entry: `${import.meta.dirname}/app/main.ts`,
      page: `${import.meta.dirname}/app/startPage.tsx`,
    }),
    reactAriaLanguages(availableLanguages),
  ],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome140',
    sourcemap: true,
    assetsInlineLimit: 0,
    // The preload polyfill is an inline script, which the CSP forbids and no target needs.
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es' },
  // A whole page in jsdom takes seconds on a busy machine; a test that hangs still ends.
  test: { testTimeout: 30_000 },
});
