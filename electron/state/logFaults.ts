import type { Logger } from '../base/Logger.ts';

/** Writes what nobody caught to the log before it ends the process, which it does as ever. */
export function logFaults(logger: Logger): Disposable {
  const note = (error: unknown, origin: NodeJS.UncaughtExceptionOrigin) =>
    logger.error('Nobody caught this', { error, origin });
  process.on('uncaughtExceptionMonitor', note);
  return { [Symbol.dispose]: () => process.off('uncaughtExceptionMonitor', note) };
}
