import { Emitter, type EventSource } from '../base/Emitter.ts';
import { silentLogger, type Logger } from '../base/Logger.ts';
import type { MonotonicClock } from '../base/MonotonicClock.ts';
import type { Notice } from '../contract/activities.ts';
import type { AppError } from '../contract/errors.ts';
import { NoticeId } from '../contract/ids.ts';

/** Notices beyond this many push the oldest out. */
export const maximumNotices = 20;
/** A notice of the same code and subject that follows this soon after the last one is counted, not added. */
export const repeatWindowMs = 10_000;

interface NoticesOptions {
  readonly clock: MonotonicClock;
  /** Wall time, for the stamp a person reads. */
  readonly now: () => Date;
  /** Told everything, also what is only counted. */
  readonly logger?: Logger;
}

/** What went wrong without a page asking for it, until someone has read it: the topic `notices`. */
export class Notices {
  readonly #clock: MonotonicClock;
  readonly #now: () => Date;
  readonly #logger: Logger;
  readonly #changes = new Emitter<readonly Notice[]>();
  readonly #lastAtMs = new Map<NoticeId, number>();
  #list: readonly Notice[] = [];
  #lastNoticeId = 0;

  constructor(options: NoticesOptions) {
    this.#clock = options.clock;
    this.#now = options.now;
    this.#logger = options.logger ?? silentLogger;
  }

  /** Oldest first. */
  get list(): readonly Notice[] {
    return this.#list;
  }

  get changes(): EventSource<readonly Notice[]> {
    return this.#changes;
  }

  /** @returns the notice that tells it; `null` for `app.cancelled`, which is what the person wanted */
  add(error: AppError): NoticeId | null {
    if (error.code === 'app.cancelled') return null;
    this.#logger.warn('A notice was given', { ...error });
    const nowMs = this.#clock.nowMs();
    const repeated = this.#list.find(
      (notice) =>
        notice.error.code === error.code &&
        notice.error.subject === error.subject &&
        nowMs - (this.#lastAtMs.get(notice.noticeId) ?? -Infinity) <= repeatWindowMs,
    );
    const noticeId = repeated?.noticeId ?? NoticeId.parse(++this.#lastNoticeId);
    this.#lastAtMs.set(noticeId, nowMs);
    if (repeated === undefined) {
      const notice: Notice = { noticeId, error, at: this.#now().toISOString(), repeatCount: 0 };
      this.#replace([...this.#list, notice].slice(-maximumNotices));
    } else {
      this.#replace(
        this.#list.map((notice) =>
          notice === repeated ? { ...notice, repeatCount: notice.repeatCount + 1 } : notice,
        ),
      );
    }
    return noticeId;
  }

  /** An unknown id is one that another page dismissed first. */
  dismiss(noticeId: NoticeId): void {
    if (!this.#lastAtMs.has(noticeId)) return;
    this.#replace(this.#list.filter((notice) => notice.noticeId !== noticeId));
  }

  #replace(list: readonly Notice[]): void {
    const kept = new Set(list.map((notice) => notice.noticeId));
    for (const noticeId of [...this.#lastAtMs.keys()]) {
      if (!kept.has(noticeId)) this.#lastAtMs.delete(noticeId);
    }
    this.#list = list;
    this.#changes.emit(list);
  }
}
