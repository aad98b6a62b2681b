import * as z from 'zod/mini';
import { createBridge } from '../bridge/createBridge.ts';
import { resolveLanguage } from '../i18n/languages.ts';
import { loadStrings } from '../i18n/strings.ts';
import { connectStores } from '../stores/connectStores.ts';
import { createStores } from '../stores/Stores.ts';
import { untilKnown } from '../stores/untilKnown.ts';
import { remembered } from './remembered.ts';
import { reportPageErrors } from './reportPageErrors.ts';
import { showTheme } from './showTheme.ts';

/** A page that is loaded and waits longer for main than this is drawn without what main has to tell. */
const firstAnswerMs = 150;

// The page's CSP forbids `eval`; zod would try it once and the browser would log that.
z.config({ jitless: true });
showTheme(remembered.theme.read() ?? 'system');
void start();

/**
 * Connects before the rest of the page is even loaded, so that it is drawn once, with everything there
 * is to show, instead of once for every topic. Imports nothing that draws: see `firstPaint`.
 */
async function start(): Promise<void> {
  const bridge = createBridge();
  const { report } = reportPageErrors(bridge, window);
  const stores = createStores();
  connectStores(stores, bridge);
  const language = resolveLanguage(remembered.language.read() ?? 'system', navigator.languages);
  const [{ startPage }] = await Promise.all([
    import('./startPage.tsx'),
    loadStrings(language),
    documentParsed(),
  ]);
  await Promise.race([
    // Main answers in order: by then it has told every topic.
    untilKnown(stores.appInfo),
    new Promise((resolve) => setTimeout(resolve, firstAnswerMs)),
  ]);
  startPage({ bridge, stores, report });
}

/** The script is `async`: nothing that index.html names besides holds it up, not even its own end. */
async function documentParsed(): Promise<void> {
  if (document.readyState !== 'loading') return;
  await new Promise((resolve) => {
    document.addEventListener('DOMContentLoaded', resolve, { once: true });
  });
}
