import { spawn } from 'node:child_process';

/**
 * Keeps a Linux machine with systemd awake until it is disposed: `systemd-inhibit` holds its lock for as
 * long as the program it runs, which ends with its input. Elsewhere nothing happens.
 */
export function inhibitSleep(): Disposable {
  const options = ['--what=sleep:idle', '--who=Portamento', '--why=Copying files', '--mode=block'];
  const holder = spawn('systemd-inhibit', [...options, 'cat'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // There is no such program, or it may not: the machine sleeps when it wants to.
  holder.on('error', () => undefined);
  holder.stdin.on('error', () => undefined);
  return { [Symbol.dispose]: () => void holder.stdin.end() };
}
