import { Emitter, type EventSource } from '../base/Emitter.ts';
import type { MonotonicClock, Timer } from '../base/MonotonicClock.ts';
import type { Activity } from '../contract/activities.ts';
import type { CallId } from '../contract/ids.ts';

/** Progress is told at most this often; the beginning and the end of an activity at once. */
export const progressIntervalMs = 100;

type Progress = Partial<Pick<Activity, 'subject' | 'doneCount' | 'totalCount'>>;

/** An activity as the work inside it sees it. */
export interface RunningActivity {
  /** Aborted when the caller, or any page, cancels. */
  readonly signal: AbortSignal;
  readonly update: (progress: Progress) => void;
}

interface Entry {
  activity: Activity;
  readonly controller: AbortController;
}

/** Work that lasts, for the topic `activities`; any page may cancel it by its `callId`. */
export class Activities implements AsyncDisposable {
  readonly #clock: MonotonicClock;
  readonly #entries = new Set<Entry>();
  readonly #running = new Set<Promise<unknown>>();
  readonly #changes = new Emitter<readonly Activity[]>();
  #pendingTell: Timer | undefined;

  constructor(clock: MonotonicClock) {
    this.#clock = clock;
  }

  get list(): readonly Activity[] {
    return [...this.#entries].map((entry) => entry.activity);
  }

  get changes(): EventSource<readonly Activity[]> {
    return this.#changes;
  }

  /** Shows `activity` until the returned handle is disposed. */
  begin(activity: Pick<Activity, 'callId' | 'kind' | 'subject'>): RunningActivity & Disposable {
    const controller = new AbortController();
    const entry: Entry = { activity: { ...activity, doneCount: 0, totalCount: null }, controller };
    this.#entries.add(entry);
    this.#tell();
    return {
      signal: controller.signal,
      update: (progress) => this.#update(entry, progress),
      [Symbol.dispose]: () => {
        if (this.#entries.delete(entry)) this.#tell();
      },
    };
  }

  /**
   * Shows `activity` for as long as `work` runs.
   *
   * @param callerSignal the caller's own cancel
   */
  async run<Value>(
    activity: Pick<Activity, 'callId' | 'kind' | 'subject'>,
    callerSignal: AbortSignal,
    work: (running: RunningActivity) => Promise<Value>,
  ): Promise<Value> {
    using running = this.begin(activity);
    const working = work({
      signal: AbortSignal.any([callerSignal, running.signal]),
      update: running.update,
    });
    this.#running.add(working);
    try {
      return await working;
    } finally {
      this.#running.delete(working);
    }
  }

  /** Cancelling what has already ended does nothing. */
  cancel(callId: CallId): void {
    for (const entry of this.#entries) {
      if (entry.activity.callId === callId) entry.controller.abort();
    }
  }

  /** Cancels everything and waits until it has ended. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const entry of this.#entries) entry.controller.abort();
    await Promise.allSettled(this.#running);
    this.#pendingTell?.[Symbol.dispose]();
    this.#pendingTell = undefined;
  }

  #update(entry: Entry, progress: Progress): void {
    if (!this.#entries.has(entry)) return;
    entry.activity = { ...entry.activity, ...progress };
    this.#pendingTell ??= this.#clock.setTimer(progressIntervalMs, () => this.#tell());
  }

  #tell(): void {
    this.#pendingTell?.[Symbol.dispose]();
    this.#pendingTell = undefined;
    this.#changes.emit(this.list);
  }
}
