import { preloadGlobal, type PreloadApi } from '../../electron/contract/preload.ts';
import type { Bridge } from './Bridge.ts';
import { LeaveGuard } from './LeaveGuard.ts';
import { systemPageClock } from './PageClock.ts';
import { PortBridge, type ReloadReason } from './PortBridge.ts';
import { PreloadFileOpener } from './PreloadFileOpener.ts';
import { PreloadPort } from './PreloadPort.ts';
import { UploadFileOpener } from './UploadFileOpener.ts';
import { Uploads } from './Uploads.ts';
import { WebSocketPort } from './WebSocketPort.ts';

const reloadedKey = 'portamento.reloadedForVersion';

/** The page's bridge to main: over the preload where there is one, else over a WebSocket. */
export function createBridge(): Bridge {
  const preload = (window as { [preloadGlobal]?: PreloadApi<File> })[preloadGlobal];
  const bridge = preload === undefined ? createBrowserBridge() : createDesktopBridge(preload);
  // Page and main fit: the next update may load the page anew again.
  bridge.subscribeConnection((state) => {
    if (state === 'open') sessionStorage.removeItem(reloadedKey);
  });
  return bridge;
}

function createDesktopBridge(preload: PreloadApi<File>): Bridge {
  return new PortBridge({
    port: new PreloadPort(preload, systemPageClock),
    clock: systemPageClock,
    makeFileOpener: (bridge) => new PreloadFileOpener(preload, bridge),
    reload,
  });
}

function createBrowserBridge(): Bridge {
  const clock = systemPageClock;
  const url = new URL('socket', document.baseURI);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return new PortBridge({
    port: new WebSocketPort({ url: url.href, clock, subscribeWakeUps }),
    clock,
    makeFileOpener: (bridge) => {
      const uploads = new Uploads({ bridge, clock, fetch: fetch.bind(window) });
      return new LeaveGuard(new UploadFileOpener(bridge, uploads), bridge, window);
    },
    reload,
  });
}

function subscribeWakeUps(listener: () => void): void {
  window.addEventListener('online', listener);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') listener();
  });
}

/** A page of another version is fetched once; if main gives the old one again, it stays. */
function reload(reason: ReloadReason): boolean {
  if (reason === 'otherVersion') {
    if (sessionStorage.getItem(reloadedKey) !== null) return false;
    sessionStorage.setItem(reloadedKey, 'yes');
  }
  window.location.reload();
  return true;
}
