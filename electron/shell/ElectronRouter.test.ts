import { Emitter } from '../base/Emitter.ts';
import type { Port } from '../base/Port.ts';
import type { PortPair } from '../ipc/testing/createPortPair.ts';
import { describeRouter } from '../ipc/testing/describeRouter.ts';
import { channels } from './channels.ts';
import { ElectronPorts } from './ElectronPorts.ts';
import { FakeIpcMain, FakeWebContents } from './testing/FakeElectron.ts';

/** The page's end of Electron's IPC: what it sends and hears is a structured clone, as in Electron. */
class FakePagePort implements Port {
  readonly messages = new Emitter<unknown>();
  readonly closed = new Emitter<void>();
  readonly brokeOff = false;
  readonly bufferedBytes = 0;
  readonly #ipcMain: FakeIpcMain;
  readonly #contents: FakeWebContents;

  constructor(ipcMain: FakeIpcMain, contents: FakeWebContents) {
    this.#ipcMain = ipcMain;
    this.#contents = contents;
    contents.onSent = (channel, message) => {
      const clone: unknown = structuredClone(message);
      queueMicrotask(() => {
        if (channel === channels.closed) this.closed.emit();
        else this.messages.emit(clone);
      });
    };
  }

  send(message: unknown): void {
    this.#ipcMain.fromPage(channels.message, structuredClone(message), this.#contents);
  }

  [Symbol.dispose](): void {
    this.#contents.destroyed = true;
    this.#contents.emit('destroyed');
  }
}

function makePortPair(): Promise<PortPair> {
  return new Promise((resolve) => {
    const ipcMain = new FakeIpcMain();
    const contents = new FakeWebContents();
    const page = new FakePagePort(ipcMain, contents);
    // Lives as long as its IPC, which is this pair's own.
    new ElectronPorts(ipcMain.asReal, (server) => resolve({ server, page }));
    ipcMain.fromPage(channels.connect, undefined, contents);
  });
}

describeRouter("Electron's IPC", makePortPair);
