import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { Emitter } from '../base/Emitter.ts';
import type { LaunchProcess } from '../base/LaunchedProcess.ts';

/** What is used of Electron's `utilityProcess`. */
interface UtilityProcesses {
  fork(
    modulePath: string,
    parameters: string[],
    options: { readonly stdio: 'ignore' },
  ): {
    readonly pid: number | undefined;
    postMessage(message: unknown): void;
    on(event: 'message', listener: (message: unknown) => void): unknown;
    once(event: 'exit', listener: (code: number) => void): unknown;
  };
}

/** Starts modules as utility processes of Electron. */
export function launchUtilityProcess(utilityProcess: UtilityProcesses): LaunchProcess {
  return (module) => {
    const child = utilityProcess.fork(fileURLToPath(module), [], { stdio: 'ignore' });
    const messages = new Emitter<unknown>();
    const ended = Promise.withResolvers<string>();
    child.on('message', (message) => messages.emit(message));
    child.once('exit', (code) => ended.resolve(`code ${code}`));
    return {
      send: (message) => child.postMessage(message),
      messages,
      ended: ended.promise,
      kill() {
        // Electron's own `kill` asks politely, which native code that blocks does not hear.
        if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
      },
    };
  };
}
