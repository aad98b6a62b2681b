import type { PowerSaveBlocker } from 'electron';

/** Keeps the machine awake until it is disposed; its display may go off. */
export function inhibitSleep(blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>): Disposable {
  const id = blocker.start('prevent-app-suspension');
  return {
    [Symbol.dispose]: () => {
      blocker.stop(id);
    },
  };
}
