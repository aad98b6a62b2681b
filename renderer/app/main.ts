import * as z from 'zod/mini';
import { createBridge } from '../bridge/createBridge.ts';
import { resolveLanguage } from '../i18n/languages.ts';
import { loadStrings } from '../i18n/strings.ts';
import { connectStores } from '../stores/connectStores.ts';
import { createStores } from '../stores/Stores.ts';
import { topicsTold } from '../stores/topicsTold.ts';
import { remembered } from './remembered.ts';
import { reportPageErrors } from './reportPageErrors.ts';
import { showTheme } from './showTheme.ts';

/** A page that is loaded and waits longer for main than this is drawn without what main has to tell. */
const firstTopicsMs = 150;

// The page's CSP forbids `eval`; zod would try it once and the browser would log that.
z.config({ jitless: true });
showTheme(remembered.theme.read() ?? 'system');
void start();

/**
 * Connects before the rest of the page is even loaded, so that it is drawn once, with everything there
 * is to show, instead of once for every topic. Imports nothing that draws: see `preloadPage`.
 */
async function start(): Promise<void> {
  const bridge = createBridge();
  const { report } = reportPageErrors(bridge, window);
  const stores = createStores();
  connectStores(stores, bridge);
  const language = resolveLanguage(remembered.language.read() ?? 'system', navigator.languages);
  const [{ startPage }] = await Promise.all([import('./startPage.tsx'), loadStrings(language)]);
  await Promise.race([
    topicsTold(Object.values(stores.topics)),
    new Promise((resolve) => setTimeout(resolve, firstTopicsMs)),
  ]);
  startPage({ bridge, stores, report });
}
