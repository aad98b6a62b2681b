import type { IpcMain, IpcMainEvent, WebContents } from 'electron';
import type { Port } from '../base/Port.ts';
import { channels } from './channels.ts';
import { ElectronPort } from './ElectronPort.ts';
import { isTrustedSender } from './isTrustedSender.ts';

/**
 * Gives each load of our page its own `Port`: a reload, a crash or the window's end closes the old one.
 * Messages from any other frame are dropped.
 */
export class ElectronPorts implements Disposable {
  readonly #ipcMain: Pick<IpcMain, 'on' | 'removeListener'>;
  readonly #onConnect: (port: Port) => void;
  readonly #ports = new Map<WebContents, ElectronPort>();

  constructor(ipcMain: Pick<IpcMain, 'on' | 'removeListener'>, onConnect: (port: Port) => void) {
    this.#ipcMain = ipcMain;
    this.#onConnect = onConnect;
    ipcMain.on(channels.connect, this.#connect);
    ipcMain.on(channels.message, this.#receive);
  }

  [Symbol.dispose](): void {
    this.#ipcMain.removeListener(channels.connect, this.#connect);
    this.#ipcMain.removeListener(channels.message, this.#receive);
    for (const port of this.#ports.values()) port[Symbol.dispose]();
    this.#ports.clear();
  }

  readonly #connect = (event: IpcMainEvent): void => {
    if (!isTrustedSender(event.senderFrame)) return;
    const contents = event.sender;
    const known = this.#ports.get(contents);
    known?.abandon();
    if (known === undefined) {
      contents.on('render-process-gone', () => this.#close(contents));
      contents.once('destroyed', () => this.#close(contents));
    }
    const port = new ElectronPort(contents);
    this.#ports.set(contents, port);
    this.#onConnect(port);
  };

  readonly #receive = (event: IpcMainEvent, message: unknown): void => {
    if (isTrustedSender(event.senderFrame)) this.#ports.get(event.sender)?.messages.emit(message);
  };

  #close(contents: WebContents): void {
    this.#ports.get(contents)?.abandon();
    this.#ports.delete(contents);
  }
}
