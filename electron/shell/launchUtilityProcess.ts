import { fileURLToPath } from 'node:url';
import type { utilityProcess as UtilityProcess } from 'electron';
import { Emitter } from '../base/Emitter.ts';
import type { LaunchProcess } from '../base/LaunchedProcess.ts';

/** Starts modules as utility processes of Electron. */
export function launchUtilityProcess(
  utilityProcess: Pick<typeof UtilityProcess, 'fork'>,
): LaunchProcess {
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
