import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { commandNames } from './contract/commands.ts';
import { ClientMessage } from './contract/messages.ts';
import { preloadGlobal, type PreloadApi } from './contract/preload.ts';
import { channels } from './shell/channels.ts';

const allowedCommands: ReadonlySet<string> = new Set(commandNames);

/** Is this a message of the contract that asks for nothing outside it? Main checks again, with inputs. */
function isAllowed(message: unknown): boolean {
  const parsed = ClientMessage.safeParse(message);
  return parsed.success && (parsed.data.kind !== 'invoke' || allowedCommands.has(parsed.data.name));
}

const api: PreloadApi<File> = {
  connect: () => ipcRenderer.send(channels.connect),
  send: (message) => {
    if (isAllowed(message)) ipcRenderer.send(channels.message, message);
  },
  onMessage: (listener) => {
    ipcRenderer.on(channels.message, (_event, message: unknown) => listener(message));
  },
  onClosed: (listener) => {
    ipcRenderer.on(channels.closed, () => listener());
  },
  openFiles: (files, target, callId, last) =>
    ipcRenderer.invoke(channels.openPaths, {
      paths: files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== ''),
      target,
      callId,
      last,
    }) as ReturnType<PreloadApi<File>['openFiles']>, // Electron types every reply as `any`.
};

contextBridge.exposeInMainWorld(preloadGlobal, api);
