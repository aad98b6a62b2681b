import { Emitter, type EventSource } from '../base/Emitter.ts';
import { silentLogger, type Logger } from '../base/Logger.ts';
import type { Notice } from '../contract/activities.ts';
import type { AppError } from '../contract/errors.ts';
import { NoticeId } from '../contract/ids.ts';

/** Notices beyond this many push the oldest out. */
export const maximumNotices = 20;

interface NoticesOptions {
  /** Wall time, for the stamp a person reads. */
  readonly now: () => Date;
  /** Told everything, also what is only counted. */
  readonly logger?: Logger;
}

/** What went wrong without a page asking for it, until someone has read it: the topic `notices`. */
export class Notices {
  readonly #now: () => Date;
  readonly #logger: Logger;
  readonly #changes = new Emitter<readonly Notice[]>();
  #list: readonly Notice[] = [];
  #lastNoticeId = 0;

  constructor(options: NoticesOptions) {
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

  /**
   * Takes the place of a notice of the same code and subject, and counts it; others are kept apart.
   *
   * @returns the notice that tells it; `null` for `app.cancelled`, which is what the person wanted
   */
  add(error: AppError): NoticeId | null {
    if (error.code === 'app.cancelled') return null;
    this.#logger.warn('A notice was given', { ...error });
    const repeated = this.#list.find(
      (notice) => notice.error.code === error.code && notice.error.subject === error.subject,
    );
    const noticeId = repeated?.noticeId ?? NoticeId.parse(++this.#lastNoticeId);
    const repeatCount = repeated === undefined ? 0 : repeated.repeatCount + 1;
    const notice: Notice = { noticeId, error, at: this.#now().toISOString(), repeatCount };
    const others = this.#list.filter((other) => other !== repeated);
    this.#replace([...others, notice].slice(-maximumNotices));
    return noticeId;
  }

  /** An unknown id is one that another page dismissed first. */
  dismiss(noticeId: NoticeId): void {
    if (!this.#list.some((notice) => notice.noticeId === noticeId)) return;
    this.#replace(this.#list.filter((notice) => notice.noticeId !== noticeId));
  }

  #replace(list: readonly Notice[]): void {
    this.#list = list;
    this.#changes.emit(list);
  }
}
