import { ok } from '../../base/Result.ts';
import type { OpenOutcome } from '../../contract/files.ts';
import { LeaseId } from '../../contract/ids.ts';
import type { AppInfo } from '../../contract/settings.ts';
import type { Services } from '../services.ts';

/** One method that was called. */
export interface CapturedCall {
  /** `player.seek` */
  readonly method: string;
  readonly args: readonly unknown[];
}

const info: AppInfo = {
  version: '0.0.0',
  host: 'headless',
  platform: 'other',
  dataFolder: '~',
  logFile: '~/log',
  features: {
    nativeDialogs: false,
    browseFolders: true,
    uploads: true,
    tray: false,
    showFolder: false,
  },
};

const nothingOpened: OpenOutcome = {
  addedCount: 0,
  ignoredCount: 0,
  failures: [],
  failedCount: 0,
};

/** Services that note every call and answer with as little as the contract allows. */
export class CapturingServices implements Services {
  readonly calls: CapturedCall[] = [];

  readonly app: Services['app'] = this.#capturing('app', {
    info,
    showDataFolder: done,
    reportError: nothing,
    readLog: () => Promise.resolve(ok('log')),
    dismissNotice: nothing,
    cancelActivity: nothing,
  });

  readonly settings: Services['settings'] = this.#capturing('settings', {
    update: done,
    reset: done,
  });

  readonly player: Services['player'] = this.#capturing('player', {
    play: done,
    pause: done,
    stop: done,
    seek: done,
    next: done,
    previous: done,
    playEntry: done,
    setRate: done,
    setVolume: done,
    setMuted: done,
    setRepeat: done,
    setShuffle: done,
  });

  readonly queue: Services['queue'] = this.#capturing('queue', {
    page: () => Promise.resolve(ok({ revision: 1, count: 0, offset: 0, rows: [] })),
    remove: done,
    move: done,
    playNext: done,
    clear: done,
    undo: done,
    indexOf: () => Promise.resolve(ok(null)),
    saveToFolder: () => Promise.resolve(ok({ fileName: 'list.m3u8' })),
    saveWithDialog: () => Promise.resolve(ok({ fileName: null })),
  });

  readonly open: Services['open'] = this.#capturing('open', {
    browse: () =>
      Promise.resolve(
        ok({ folderId: null, name: '', trail: [], folders: [], files: [], omittedCount: 0 }),
      ),
    open: () => Promise.resolve(ok(nothingOpened)),
    openWithDialog: () => Promise.resolve(ok(nothingOpened)),
    announce: () => Promise.resolve(ok(nothingOpened)),
    uploadFailed: nothing,
  });

  readonly sink: Services['sink'] = this.#capturing('sink', {
    acquire: () => LeaseId.parse('lease1'),
    release: nothing,
    acceptFact: nothing,
    clientGone: nothing,
  });

  readonly session: Services['session'] = this.#capturing('session', { readLog: () => [] });

  #capturing<Service extends Readonly<Record<string, unknown>>>(
    scope: string,
    service: Service,
  ): Service {
    return new Proxy(service, {
      get: (target, key, receiver) => {
        const member: unknown = Reflect.get(target, key, receiver);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]): unknown => {
          this.calls.push({ method: `${scope}.${String(key)}`, args });
          return Reflect.apply(member, target, args);
        };
      },
    });
  }
}

function done() {
  return Promise.resolve(ok());
}

function nothing() {
  return undefined;
}
