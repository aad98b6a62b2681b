import { createRoot } from 'react-dom/client';
import type { Bridge } from '../bridge/Bridge.ts';
import { startPlayback } from '../playback/index.ts';
import type { Stores } from '../stores/index.ts';
import { loadLazyParts } from '../ui/lazyPart.ts';
import '../ui/styles/global.css';
import { App } from './App.tsx';

interface PageParts {
  readonly bridge: Bridge;
  readonly stores: Stores;
  /** Tells main of an error. */
  readonly report: (thrown: unknown) => void;
}

/** Draws the page and makes it a sink; called once. */
export function startPage({ bridge, stores, report }: PageParts): void {
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no element #root');
  const playback = startPlayback(bridge);
  createRoot(root, { onUncaughtError: report }).render(
    <App bridge={bridge} stores={stores} playback={playback} onError={report} />,
  );
  loadLazyParts(() => bridge.connectionState === 'open');
}
