import * as z from 'zod/mini';
import { createRoot } from 'react-dom/client';
import { createBridge } from '../bridge/createBridge.ts';
import { startPlayback } from '../playback/index.ts';
import '../ui/styles/global.css';
import { App } from './App.tsx';
import { reportPageErrors } from './reportPageErrors.ts';
import { showRememberedTheme } from './theme.ts';

// The page's CSP forbids `eval`; zod would try it once and the browser would log that.
z.config({ jitless: true });
showRememberedTheme();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root');

const bridge = createBridge();
const { report } = reportPageErrors(bridge, window);
createRoot(root, { onUncaughtError: report }).render(
  <App bridge={bridge} playback={startPlayback(bridge)} onError={report} />,
);
