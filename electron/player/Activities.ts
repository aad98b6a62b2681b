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
  update(progress: Progress): void;
}

interface Entry {
  activity: Activity;
  readonly controller: AbortController;
}

/** Work that lasts, for the topic `activities`; any page may cancel it by its `callId`. */
export class Activities implements Disposable {
  readonly #clock: MonotonicClock;
  readonly #entries = new Map<CallId, Entry>();
  readonly #changes = new Emitter<readonly Activity[]>();
  #pendingTell: Timer | undefined;

  constructor(clock: MonotonicClock) {
    this.#clock = clock;
  }

  get list(): readonly Activity[] {
    return [...this.#entries.values()].map((entry) => entry.activity);
  }

  get changes(): EventSource<readonly Activity[]> {
    return this.#changes;
  }

  /**
   * Shows `activity` for as long as `work` runs. A `callId` that is already shown runs along without
   * a second row (several batches of one drop).
   *
   * @param callerSignal the caller's own cancel
   */
  async run<Value>(
    activity: Pick<Activity, 'callId' | 'kind' | 'subject'>,
    callerSignal: AbortSignal,
    work: (running: RunningActivity) => Promise<Value>,
  ): Promise<Value> {
    const shown = this.#entries.get(activity.callId);
    if (shown !== undefined) {
      const signal = AbortSignal.any([callerSignal, shown.controller.signal]);
      return work({ signal, update: (progress) => this.#update(shown, progress) });
    }
    const controller = new AbortController();
    const entry: Entry = { activity: { ...activity, doneCount: 0, totalCount: null }, controller };
    this.#entries.set(activity.callId, entry);
    this.#tell();
    try {
      return await work({
        signal: AbortSignal.any([callerSignal, controller.signal]),
        update: (progress) => this.#update(entry, progress),
      });
    } finally {
      this.#entries.delete(activity.callId);
      this.#tell();
    }
  }

  /** Cancelling what has already ended does nothing. */
  cancel(callId: CallId): void {
    this.#entries.get(callId)?.controller.abort();
  }

  [Symbol.dispose](): void {
    for (const entry of this.#entries.values()) entry.controller.abort();
    this.#pendingTell?.[Symbol.dispose]();
    this.#pendingTell = undefined;
  }

  #update(entry: Entry, progress: Progress): void {
    if (this.#entries.get(entry.activity.callId) !== entry) return;
    entry.activity = { ...entry.activity, ...progress };
    this.#pendingTell ??= this.#clock.setTimer(progressIntervalMs, () => this.#tell());
  }

  #tell(): void {
    this.#pendingTell?.[Symbol.dispose]();
    this.#pendingTell = undefined;
    this.#changes.emit(this.list);
  }
}
