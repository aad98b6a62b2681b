import type { ChildProcess } from 'node:child_process';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';

/** Niceness of what plays and records: a busy machine would let it run dry. */
const soundNiceness = -11;

/** Only root may go before others; elsewhere what is measured says when the machine was too busy. */
const isAllowed = process.platform === 'linux' && process.getuid?.() === 0;

/** Lets a process go before others where this user may. */
export function favour({ pid }: ChildProcess): void {
  if (isAllowed && pid !== undefined) setPriority(pid, soundNiceness);
}

/** The same for a browser that Playwright starts: what to execute instead, and with which environment. */
export function favouredBrowser(executablePath: string | undefined): {
  readonly executablePath?: string;
  readonly env?: Readonly<Record<string, string>>;
} {
  if (executablePath === undefined) return {};
  if (!isAllowed) return { executablePath };
  return {
    executablePath: fileURLToPath(new URL('favouredBrowser.sh', import.meta.url)),
    env: { PORTAMENTO_BROWSER: executablePath },
  };
}
