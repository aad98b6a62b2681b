import type { LogFile } from './LogFile.ts';

/** Writes what nobody caught to the log before it ends the process, which it does as ever. */
export function logFaults(log: Pick<LogFile, 'logger' | 'flush'>): Disposable {
  const note = (error: unknown, origin: NodeJS.UncaughtExceptionOrigin) => {
    log.logger.error('Nobody caught this', { error, origin });
    log.flush();
  };
  process.on('uncaughtExceptionMonitor', note);
  return { [Symbol.dispose]: () => process.off('uncaughtExceptionMonitor', note) };
}
