import { EventEmitter } from 'node:events';
import type {
  BrowserWindow,
  IpcMain,
  IpcMainEvent,
  IpcMainInvokeEvent,
  WebContents,
} from 'electron';
import { appOrigin } from '../appOrigin.ts';

/**
 * Passes a fake for one of Electron's classes. A fake has only what the shell uses of hundreds of
 * members, so the type system cannot see that it is enough; the shell's tests do.
 */
// The caller names the type it needs: that is what the parameter is for.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export function standInFor<Real>(fake: object): Real {
  return fake as Real;
}

export interface SenderFrame {
  readonly url: string;
  readonly parent: SenderFrame | null;
}

export const pageFrame: SenderFrame = { url: `${appOrigin}/index.html`, parent: null };

/** One page: keeps what was sent to it and the window-open policy it was given. */
export class FakeWebContents extends EventEmitter {
  readonly sent: { readonly channel: string; readonly message: unknown }[] = [];
  /** What the page does with what it is sent. */
  onSent: (channel: string, message: unknown) => void = () => undefined;
  openHandler: ((details: { url: string }) => { action: string }) | undefined;
  destroyed = false;
  reloadCount = 0;

  reload(): void {
    this.reloadCount += 1;
  }

  send(channel: string, message: unknown): void {
    if (this.destroyed) throw new Error('Object has been destroyed');
    this.sent.push({ channel, message });
    this.onSent(channel, message);
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }

  get asReal(): WebContents {
    return standInFor<WebContents>(this);
  }
}

/** IPC's main end; `fromPage` and `invokeFromPage` play the page. */
export class FakeIpcMain extends EventEmitter {
  readonly handlers = new Map<
    string,
    (event: IpcMainInvokeEvent, ...input: unknown[]) => Promise<unknown>
  >();

  handle(
    channel: string,
    handler: (event: IpcMainInvokeEvent, ...input: unknown[]) => Promise<unknown>,
  ): void {
    this.handlers.set(channel, handler);
  }

  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }

  fromPage(
    channel: string,
    message: unknown,
    sender: FakeWebContents,
    senderFrame: SenderFrame | null = pageFrame,
  ): void {
    this.emit(channel, standInFor<IpcMainEvent>({ sender: sender.asReal, senderFrame }), message);
  }

  async invokeFromPage(
    channel: string,
    input: unknown,
    sender: FakeWebContents,
    senderFrame: SenderFrame | null = pageFrame,
  ): Promise<unknown> {
    const handler = this.handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    const event = standInFor<IpcMainInvokeEvent>({ sender: sender.asReal, senderFrame });
    return handler(event, input);
  }

  get asReal(): IpcMain {
    return standInFor<IpcMain>(this);
  }
}

/** A window that remembers what was done to it. */
export class FakeBrowserWindow extends EventEmitter {
  readonly webContents = new FakeWebContents();
  readonly actions: string[] = [];
  loadedUrl: string | undefined;
  bounds = { x: 10, y: 20, width: 1000, height: 700 };
  minimized = false;
  maximized = false;

  isMinimized(): boolean {
    return this.minimized;
  }

  isMaximized(): boolean {
    return this.maximized;
  }

  restore(): void {
    this.minimized = false;
    this.actions.push('restore');
  }

  maximize(): void {
    this.maximized = true;
    this.actions.push('maximize');
  }

  show(): void {
    this.actions.push('show');
  }

  hide(): void {
    this.actions.push('hide');
  }

  focus(): void {
    this.actions.push('focus');
  }

  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    return this.bounds;
  }

  async loadURL(url: string): Promise<void> {
    this.loadedUrl = url;
    return Promise.resolve();
  }

  /** The person closes the window; it goes unless a listener keeps it. */
  closeByPerson(): void {
    const keptBy: string[] = [];
    this.emit('close', { preventDefault: () => keptBy.push('listener') });
    if (keptBy.length === 0) this.emit('closed');
  }

  get asReal(): BrowserWindow {
    return standInFor<BrowserWindow>(this);
  }
}
