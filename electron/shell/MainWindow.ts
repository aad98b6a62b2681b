import type { BrowserWindow, BrowserWindowConstructorOptions, Screen } from 'electron';
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
  readonly onError: (error: unknown) => void;
}

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
  #window: BrowserWindow | undefined;
  #quitting = false;
  #saving: Promise<void> = Promise.resolve();

  constructor(options: MainWindowOptions) {
    this.#options = options;
  }

  /** The window while there is one. */
  get window(): BrowserWindow | undefined {
    return this.#window;
  }

  /** Shows the window, making it first where there is none, and brings it to the front. */
  async show(): Promise<void> {
    if (this.#window === undefined) {
      await this.#open();
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
    window.on('close', (event) => this.#close(event, window));
    window.once('closed', () => {
      this.#window = undefined;
    });
    await window.loadURL(`${appOrigin}/`);
  }

  #close(event: { preventDefault(): void }, window: BrowserWindow): void {
    const bounds = { ...window.getNormalBounds(), maximized: window.isMaximized() };
    this.#saving = this.#saving
      .then(() => saveWindowBounds(this.#options.boundsFile, bounds))
      .catch(this.#options.onError);
    if (this.#quitting || !this.#options.hidesOnClose()) return;
    event.preventDefault();
    window.hide();
  }
}
