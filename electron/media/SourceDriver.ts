import { err, ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import type { LoadId } from '../contract/ids.ts';
import type { MediaSource, MediaSourceEvent } from './MediaSource.ts';
import type { SourceRequest } from './session/SessionInput.ts';

interface DrivenSource {
  readonly source: MediaSource;
  readonly subscription: Disposable;
  isStarted: boolean;
}

/**
 * The only one who starts, pauses and stops sources, and hears what they tell (MS-03). Two
 * presentations may play the same source; it is stopped with the last of them.
 */
export class SourceDriver implements Disposable {
  readonly #driven = new Map<LoadId, DrivenSource>();
  readonly #onEvent: (loadId: LoadId, event: MediaSourceEvent) => void;

  constructor(onEvent: (loadId: LoadId, event: MediaSourceEvent) => void) {
    this.#onEvent = onEvent;
  }

  /** A source that cannot be heard is not started (MS-12). */
  async request(
    loadId: LoadId,
    source: MediaSource,
    request: SourceRequest,
    positionMs: number | null,
  ): Promise<Result<void, AppError>> {
    if (source.isShutdown) return err({ code: 'media.shutdown' });
    const attached = this.#attach(loadId, source);
    if (!attached.ok) return attached;
    const driven = attached.value;
    driven.isStarted = request !== 'stop';
    try {
      switch (request) {
        case 'start':
          return await source.start(positionMs);
        case 'pause':
          return await source.pause();
        case 'stop':
          return await source.stop();
      }
    } catch (error) {
      return err({ code: 'app.internal', details: String(error) });
    }
  }

  /** Hears it no more, and stops it unless something else plays it. */
  release(loadId: LoadId): void {
    const driven = this.#driven.get(loadId);
    if (driven === undefined) return;
    this.#driven.delete(loadId);
    driven.subscription[Symbol.dispose]();
    const isShared = [...this.#driven.values()].some((other) => other.source === driven.source);
    if (!driven.isStarted || isShared || driven.source.isShutdown) return;
    // Nobody waits for it: whatever it answers, the session has let go.
    driven.source.stop().catch(() => undefined);
  }

  [Symbol.dispose](): void {
    for (const loadId of [...this.#driven.keys()]) this.release(loadId);
  }

  #attach(loadId: LoadId, source: MediaSource): Result<DrivenSource, AppError> {
    const former = this.#driven.get(loadId);
    if (former !== undefined) return ok(former);
    try {
      const subscription = source.events.subscribe((event) => this.#onEvent(loadId, event));
      const driven = { source, subscription, isStarted: false };
      this.#driven.set(loadId, driven);
      return ok(driven);
    } catch (error) {
      return err({ code: 'app.internal', details: String(error) });
    }
  }
}
