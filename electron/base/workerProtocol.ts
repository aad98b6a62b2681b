/** What one method of a worker takes, tells while it works, and gives. Structured-cloneable values only. */
export interface WorkerMethod {
  readonly input: unknown;
  readonly progress: unknown;
  readonly output: unknown;
}

/** The methods of one worker by name. */
export type WorkerApi = Readonly<Record<string, WorkerMethod>>;

export type WorkerRequest =
  | {
      readonly kind: 'call';
      readonly callNumber: number;
      readonly method: string;
      readonly input: unknown;
    }
  | { readonly kind: 'cancel'; readonly callNumber: number };

export type WorkerResponse =
  | { readonly kind: 'progress'; readonly callNumber: number; readonly progress: unknown }
  | { readonly kind: 'done'; readonly callNumber: number; readonly output: unknown }
  | { readonly kind: 'failed'; readonly callNumber: number; readonly error: Error };
