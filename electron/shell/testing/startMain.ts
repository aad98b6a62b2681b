import { registerHooks } from 'node:module';
import { becomeReady } from './StubElectron.ts';

/* A process that starts the desktop host over `StubElectron`, in Electron's order. */

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: new URL('./StubElectron.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});
// The process was started with this module's address; a packaged app has none there.
process.argv.splice(1, 1);
await import(new URL('../../main.ts', import.meta.url).href);
becomeReady();
