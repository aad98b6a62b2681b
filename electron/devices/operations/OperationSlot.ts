import { Emitter, type EventSource } from '../../base/Emitter.ts';
import { Mutex } from '../../base/Mutex.ts';
import { err, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { FailureShape } from '../FailureShape.ts';
import type { OperationKind, OperationObserver, OperationOptions } from './OperationOptions.ts';

/** What a device is doing. */
export interface RunningOperation {
  readonly kind: OperationKind;
  readonly doneBytes: number;
  /** `null` where there is nothing to count. */
  readonly estimatedBytes: number | null;
}

/** What an operation says of itself while it runs. */
export interface OperationReport {
  /** Once, when it is known how much there is to do; an operation that never says so does at its end. */
  begun(estimatedBytes: number | null): void;
  progressed(doneBytes: number): void;
}

/** Where the operations of one device run, one at a time. */
export class OperationSlot {
  readonly #mutex = new Mutex();
  readonly #changes = new Emitter<void>();
  #running: RunningOperation | null = null;
  /** Those that run or wait. */
  #askedCount = 0;

  get running(): RunningOperation | null {
    return this.#running;
  }

  /** Something began or ended, or how much there is to do became known; not that it goes on. */
  get changes(): EventSource<void> {
    return this.#changes;
  }

  /** Runs `task` alone, or fails with `device.busy`, or with `app.cancelled` while it waits. */
  async run<Value, Failure>(
    kind: OperationKind,
    options: OperationOptions,
    failure: FailureShape<Failure>,
    task: (report: OperationReport) => Promise<Result<Value, Failure>>,
  ): Promise<Result<Value, Failure>> {
    if (this.#askedCount > 0 && options.ifBusy !== 'wait') {
      return err(failure.of({ code: 'device.busy' }));
    }
    this.#askedCount += 1;
    try {
      const turn = await this.#mutex.runUnlessAborted(options.signal, () =>
        this.#runNow(kind, options, failure, task),
      );
      return turn.ok ? turn.value : err(failure.of({ code: 'app.cancelled' }));
    } finally {
      this.#askedCount -= 1;
    }
  }

  async #runNow<Value, Failure>(
    kind: OperationKind,
    { observer }: OperationOptions,
    failure: FailureShape<Failure>,
    task: (report: OperationReport) => Promise<Result<Value, Failure>>,
  ): Promise<Result<Value, Failure>> {
    const observed = new ObservedOperation(kind, observer, (running) => this.#change(running));
    try {
      const result = await task(observed);
      observed.ended(result.ok ? result : err(failure.errorOf(result.error)));
      return result;
    } finally {
      this.#change(null);
    }
  }

  #change(running: RunningOperation | null): void {
    const before = this.#running;
    this.#running = running;
    const goesOn =
      before !== null &&
      running !== null &&
      before.kind === running.kind &&
      before.estimatedBytes === running.estimatedBytes;
    if (!goesOn) this.#changes.emit();
  }
}

/** Keeps the order that an observer is promised. */
class ObservedOperation implements OperationReport {
  readonly #kind: OperationKind;
  readonly #observer: OperationObserver | undefined;
  readonly #onChange: (running: RunningOperation) => void;
  #estimatedBytes: number | null = null;
  #hasBegun = false;

  constructor(
    kind: OperationKind,
    observer: OperationObserver | undefined,
    onChange: (running: RunningOperation) => void,
  ) {
    this.#kind = kind;
    this.#observer = observer;
    this.#onChange = onChange;
    onChange({ kind, doneBytes: 0, estimatedBytes: null });
  }

  begun(estimatedBytes: number | null): void {
    this.#hasBegun = true;
    this.#estimatedBytes = estimatedBytes;
    this.#onChange({ kind: this.#kind, doneBytes: 0, estimatedBytes });
    this.#observer?.begun?.(this.#kind, estimatedBytes);
  }

  progressed(doneBytes: number): void {
    this.#onChange({ kind: this.#kind, doneBytes, estimatedBytes: this.#estimatedBytes });
    this.#observer?.progressed?.(doneBytes);
  }

  ended(result: Result<unknown, AppError>): void {
    if (!this.#hasBegun) this.begun(null);
    this.#observer?.ended?.(result);
  }
}
