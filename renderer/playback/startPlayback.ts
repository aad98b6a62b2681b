import { LeaseId } from '../../electron/contract/ids.ts';
import type { Bridge } from '../bridge/Bridge.ts';
import { MediaElementEngine } from './MediaElementEngine.ts';
import { readSinkCapabilities } from './readSinkCapabilities.ts';
import type { SinkEngine } from './SinkEngine.ts';
import { SinkLeaseKeeper } from './SinkLeaseKeeper.ts';

/** The sound and pictures of this page. */
export interface Playback {
  /** Does this page play, rather than another one or none? */
  readonly isHere: boolean;
  /** Calls `listener` when `isHere` changed, until the returned function is called. */
  subscribe(listener: () => void): () => void;
  /** Makes this page the one that plays; resolves with whether it is. */
  playHere(): Promise<boolean>;
  /** Starts what the browser refused; to be called in the handler of a gesture. */
  startListening(): void;
  /** Shows the playing picture in `host` until the returned function is called. */
  attachVideo(host: HTMLElement): () => void;
  dispose(): void;
}

const storageKey = 'portamento.leaseId';

/**
 * Makes the page a sink: it takes the lease when nobody plays and the page is looked at, obeys main's
 * orders, and gives the lease back when the page goes. Called once, by the page's root.
 */
export function startPlayback(
  bridge: Bridge,
  engine: SinkEngine = new MediaElementEngine(),
): Playback {
  const keeper = new SinkLeaseKeeper({
    bridge,
    engine,
    readCapabilities: () => readSinkCapabilities(),
    isVisible: () => document.visibilityState === 'visible',
    previousLeaseId: takeStoredLeaseId(),
  });
  const left = new AbortController();
  const { signal } = left;
  const reconcile = () => keeper.reconcile();
  document.addEventListener('visibilitychange', reconcile, { signal });
  window.addEventListener('pageshow', reconcile, { signal });
  window.addEventListener(
    'pagehide',
    () => {
      storeLeaseId(keeper.lastLeaseId);
      keeper.release();
    },
    { signal },
  );
  if ('mediaDevices' in navigator) {
    navigator.mediaDevices.addEventListener('devicechange', () => keeper.checkOutput(), { signal });
  }
  return {
    get isHere() {
      return keeper.leaseId !== null;
    },
    subscribe: (listener) => keeper.subscribe(listener),
    playHere: () => keeper.playHere(),
    startListening: () => engine.startListening(),
    attachVideo: (host) => engine.attachVideo(host),
    dispose: () => {
      left.abort();
      keeper.dispose();
      engine.dispose();
    },
  };
}

/**
 * The lease this tab held before it was reloaded. It is stored only while the page goes away, so that
 * a duplicated tab, which inherits the storage, does not pretend to be the first.
 */
function takeStoredLeaseId(): LeaseId | null {
  const stored = LeaseId.safeParse(sessionStorage.getItem(storageKey));
  sessionStorage.removeItem(storageKey);
  return stored.success ? stored.data : null;
}

function storeLeaseId(leaseId: LeaseId | null): void {
  if (leaseId !== null) sessionStorage.setItem(storageKey, leaseId);
}
