import { fork } from 'node:child_process';
import { Emitter } from './Emitter.ts';
import type { LaunchedProcess } from './LaunchedProcess.ts';

/** Starts a module in a Node like this one. What it prints is dropped. */
export function launchNodeProcess(
  module: URL,
  parameters: readonly string[] = [],
): LaunchedProcess {
  const child = fork(module, parameters, {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const messages = new Emitter<unknown>();
  const ended = Promise.withResolvers<string>();
  child.on('message', (message) => messages.emit(message));
  child.once('exit', (code, signal) => ended.resolve(signal ?? `code ${code ?? 'unknown'}`));
  child.on('error', (error) => ended.resolve(error.message));
  return {
    send(message) {
      // What does not arrive any more is told by `ended`.
      if (child.connected) child.send(message as object, () => undefined);
    },
    messages,
    ended: ended.promise,
    kill: () => void child.kill('SIGKILL'),
  };
}
