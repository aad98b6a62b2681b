import process from 'node:process';

/** The other end of a `LaunchedProcess`, in the process that was launched. */
export interface ParentChannel {
  send(message: unknown): void;
  /** Called with every message from here on. */
  listen(listener: (message: unknown) => void): void;
}

/** Who launched this process: Electron, which has a port for its utility processes, or Node, by its IPC. */
export function parentChannel(): ParentChannel {
  const parentPort = electronPortOf(process);
  if (parentPort !== undefined) {
    return {
      send: (message) => parentPort.postMessage(message),
      listen: (listener) => void parentPort.on('message', ({ data }) => listener(data)),
    };
  }
  // Nobody is left to work for.
  process.once('disconnect', () => process.exit());
  return {
    send: (message) => void process.send?.(message),
    listen: (listener) => void process.on('message', listener),
  };
}

interface ElectronParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
}

function electronPortOf(utility: {
  readonly parentPort?: ElectronParentPort;
}): ElectronParentPort | undefined {
  return utility.parentPort;
}
