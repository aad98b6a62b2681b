import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { cspHashes } from './cspHashes.ts';

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react(), cspHashes()],
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
});
