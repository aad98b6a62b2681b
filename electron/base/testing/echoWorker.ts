import { serveWorker } from '../serveWorker.ts';

export type EchoWorkerApi = {
  readonly echo: { readonly input: unknown; readonly progress: unknown; readonly output: unknown };
  readonly fail: { readonly input: string; readonly progress: never; readonly output: never };
  /** Ends when it is cancelled, and tells how often it was. */
  readonly hang: { readonly input: undefined; readonly progress: string; readonly output: never };
  readonly cancelledCount: {
    readonly input: undefined;
    readonly progress: never;
    readonly output: number;
  };
  readonly die: { readonly input: undefined; readonly progress: never; readonly output: never };
  readonly giveFunction: {
    readonly input: undefined;
    readonly progress: never;
    readonly output: unknown;
  };
};

let cancelledCount = 0;

serveWorker<EchoWorkerApi>({
  echo: (input, call) => {
    call.tell(input);
    return input;
  },
  fail: (message) => Promise.reject(new RangeError(message)),
  hang: (_input, call) =>
    new Promise((_resolve, reject) => {
      call.signal.addEventListener('abort', () => {
        cancelledCount += 1;
        reject(new Error('cancelled'));
      });
      call.tell('hanging');
    }),
  cancelledCount: () => cancelledCount,
  die: () => process.exit(3),
  giveFunction: () => () => undefined,
});
