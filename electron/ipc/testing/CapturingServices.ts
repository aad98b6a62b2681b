import { ok } from '../../base/Result.ts';
import type { OpenOutcome } from '../../contract/files.ts';
import { LeaseId, ListingId, ObjectId, PlanId, StorageId } from '../../contract/ids.ts';
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

const nothingDone = { doneCount: 0, failures: [], failedCount: 0 };
const rootFolder = { storageId: StorageId.parse('storage'), folderId: null };
const noPlayer = { deviceId: null };
const noRows = { revision: 1, count: 0, offset: 0, rows: [] };

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
    page: () => Promise.resolve(ok(noRows)),
    remove: done,
    move: done,
    playNext: done,
    clear: done,
    undo: done,
    indexOf: () => Promise.resolve(ok(null)),
    saveToFolder: () => Promise.resolve(ok({ fileName: 'list.m3u8', leftOutCount: 0 })),
    saveWithDialog: () => Promise.resolve(ok({ fileName: null, leftOutCount: 0 })),
  });

  readonly open: Services['open'] = this.#capturing('open', {
    browse: () =>
      Promise.resolve(
        ok({ folderId: null, name: '', trail: [], folders: [], files: [], omittedCount: 0 }),
      ),
    open: () => Promise.resolve(ok(nothingOpened)),
    openWithDialog: () => Promise.resolve(ok(nothingOpened)),
    announce: () => Promise.resolve(ok(nothingOpened)),
    offer: done,
    uploadFailed: nothing,
    rangeFailed: nothing,
  });

  readonly sink: Services['sink'] = this.#capturing('sink', {
    acquire: () => LeaseId.parse('lease1'),
    release: nothing,
    acceptFact: nothing,
    clientGone: nothing,
  });

  readonly session: Services['session'] = this.#capturing('session', { readLog: () => [] });

  readonly devices: Services['devices'] = this.#capturing('devices', {
    refresh: done,
    retry: done,
    eject: done,
    setPreferences: done,
    forget: done,
    addHost: () => Promise.resolve(ok(noPlayer)),
    addFolder: () => Promise.resolve(ok(noPlayer)),
    removeSource: done,
    openListing: () => Promise.resolve(ok(ListingId.parse('listing'))),
    listingPage: () => Promise.resolve(ok(noRows)),
    closeListing: nothing,
    findFolder: () => Promise.resolve(ok(rootFolder)),
    makeFolder: () => Promise.resolve(ok(ObjectId.parse('folder'))),
    rename: done,
    remove: () => Promise.resolve(ok(nothingDone)),
    move: () => Promise.resolve(ok(nothingDone)),
    play: () => Promise.resolve(ok(nothingOpened)),
    copyToComputer: () => Promise.resolve(ok(nothingDone)),
    offerDownload: () => Promise.resolve(ok({ url: 'download/d1', fileName: 'song.mp3' })),
  });

  readonly transfers: Services['transfers'] = this.#capturing('transfers', {
    plan: () => Promise.resolve(ok(PlanId.parse('plan'))),
    addQueueRows: () => Promise.resolve(ok(nothingOpened)),
    planPage: () => ok(noRows),
    decide: () => ok(),
    replan: () => ok(),
    start: done,
    discardPlan: nothing,
    pause: done,
    resume: done,
    cancel: done,
    retry: done,
    clearFinished: done,
    page: () => Promise.resolve(ok(noRows)),
    readLog: () => Promise.resolve(ok('log')),
  });

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
