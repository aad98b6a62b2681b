import type { BrowserWindow, BrowserWindowConstructorOptions, Screen } from 'electron';
import type { Logger } from '../base/Logger.ts';
import { systemMonotonicClock, type MonotonicClock, type Timer } from '../base/MonotonicClock.ts';
import { appOrigin } from './appOrigin.ts';
import { isVisibleOn, readWindowBounds, saveWindowBounds } from './WindowBounds.ts';

export interface MainWindowOptions {
  /** Makes the real window; a fake in tests. */
  readonly createWindow: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly screen: Pick<Screen, 'getAllDisplays'>;
  readonly preloadFile: string;
  readonly iconFile: string;
  /** Where the window's place is kept. */
  readonly boundsFile: string;
  readonly dark: boolean;
  /** Should closing only hide the window? Asked at every close. */
  readonly hidesOnClose: () => boolean;
  readonly logger: Logger;
  readonly clock?: MonotonicClock;
}

/** A window that has rested for so long is where the person wants it: its place outlives `kill -9`. */
export const restMs = 500;
/** A page that crashes again so soon would crash for ever; it stays down until it is asked for. */
export const crashPauseMs = 10_000;

const defaultSize = { width: 1280, height: 800 } as const;

/** Web preferences that keep the page apart from Node and from this process. */
const confinedPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  // The page is the sink: it plays when main says so, also while nobody looks.
  backgroundThrottling: false,
  autoplayPolicy: 'no-user-gesture-required',
} as const;

/** The one window of the desktop host. */
export class MainWindow {
  readonly #options: MainWindowOptions;
  readonly #clock: MonotonicClock;
  #window: BrowserWindow | undefined;
  /** While the window is being made; whoever asks for it then waits for the same one. */
  #opening: Promise<void> | undefined;
  #quitting = false;
  #restTimer: Timer | undefined;
  #saving: Promise<void> = Promise.resolve();
  #lastCrashMs = Number.NEGATIVE_INFINITY;

  constructor(options: MainWindowOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemMonotonicClock;
  }

  /** The window while there is one. */
  get window(): BrowserWindow | undefined {
    return this.#window;
  }

  /** Shows the window, making it first where there is none, and brings it to the front. */
  async show(): Promise<void> {
    if (this.#window === undefined || this.#opening !== undefined) {
      this.#opening ??= this.#open().finally(() => {
        this.#opening = undefined;
      });
      await this.#opening;
      return;
    }
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  }

  /** Settles when the window's place is on disk; for the end of the program. */
  saved(): Promise<void> {
    return this.#saving;
  }

  /** From now on closing the window is real. */
  allowClose(): void {
    this.#quitting = true;
  }

  async #open(): Promise<void> {
    const { createWindow, screen, preloadFile, iconFile, boundsFile, dark } = this.#options;
    const stored = await readWindowBounds(boundsFile);
    const workAreas = screen.getAllDisplays().map((display) => display.workArea);
    const place = stored !== undefined && isVisibleOn(stored, workAreas) ? stored : defaultSize;
    const window = createWindow({
      ...('x' in place ? { x: place.x, y: place.y } : {}),
      width: place.width,
      height: place.height,
      minWidth: 360,
      minHeight: 120,
      show: false,
      icon: iconFile,
      backgroundColor: dark ? '#161618' : '#fbfbfc',
      webPreferences: { ...confinedPreferences, preload: preloadFile },
    });
    this.#window = window;
    if (stored?.maximized === true) window.maximize();
    window.once('ready-to-show', () => window.show());
    window.on('move', () => this.#saveAtRest(window));
    window.on('resize', () => this.#saveAtRest(window));
    window.on('maximize', () => this.#saveAtRest(window));
    window.on('unmaximize', () => this.#saveAtRest(window));
    window.on('close', (event) => this.#close(event, window));
    window.once('closed', () => {
      this.#restTimer?.[Symbol.dispose]();
      this.#window = undefined;
    });
    window.webContents.on('render-process-gone', (_event, { reason }) =>
      this.#revive(window, reason),
    );
    await window.loadURL(`${appOrigin}/`);
  }

  #close(event: { preventDefault(): void }, window: BrowserWindow): void {
    this.#save(window);
    if (this.#quitting || !this.#options.hidesOnClose()) return;
    event.preventDefault();
    window.hide();
  }

  #saveAtRest(window: BrowserWindow): void {
    this.#restTimer?.[Symbol.dispose]();
    this.#restTimer = this.#clock.setTimer(restMs, () => this.#save(window));
  }

  #save(window: BrowserWindow): void {
    this.#restTimer?.[Symbol.dispose]();
    const { boundsFile, logger } = this.#options;
    const bounds = { ...window.getNormalBounds(), maximized: window.isMaximized() };
    this.#saving = this.#saving
      .then(() => saveWindowBounds(boundsFile, bounds))
      .catch((error: unknown) =>
        logger.warn('The place of the window could not be saved', { error }),
      );
  }

  /** A page that crashed leaves an empty window; main has kept all that it showed. */
  #revive(window: BrowserWindow, reason: string): void {
    if (reason === 'clean-exit') return;
    const nowMs = this.#clock.nowMs();
    const isFirst = nowMs - this.#lastCrashMs > crashPauseMs;
    this.#lastCrashMs = nowMs;
    this.#options.logger.error('The page is gone', { reason });
    if (isFirst) window.webContents.reload();
  }
}
