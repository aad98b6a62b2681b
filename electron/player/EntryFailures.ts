import { ok } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import type { EntryId, NoticeId } from '../contract/ids.ts';
import type { PlayQueue } from '../queue/PlayQueue.ts';
import type { Deck } from './Deck.ts';
import type { DeckEvent } from './DeckEvent.ts';
import type { EntryLoader } from './EntryLoader.ts';
import { FailureStreak } from './FailureStreak.ts';
import type { NextPlanner } from './NextPlanner.ts';
import type { Notices } from './Notices.ts';
import type { PlayState } from './PlayState.ts';
import type { QueueWalk } from './QueueWalk.ts';
import type { Outcome, Turns } from './Turns.ts';

interface EntryFailuresOptions {
  readonly play: PlayState;
  readonly deck: Deck;
  readonly queue: Pick<PlayQueue, 'setError'>;
  readonly planner: NextPlanner;
  readonly loader: EntryLoader;
  readonly walk: QueueWalk;
  readonly turns: Turns;
  readonly notices: Pick<Notices, 'add' | 'dismiss'>;
}

type Failure = Extract<DeckEvent, { kind: 'failed' }>;
type EarlyEnd = Extract<DeckEvent, { kind: 'endedEarly' }>;

/** What becomes of entries that cannot be played: it is told, noted on their rows, and the next one plays. */
export class EntryFailures {
  readonly #options: EntryFailuresOptions;
  readonly #streak = new FailureStreak();
  /** What was told of the failures of the streak. */
  readonly #noticeIds = new Set<NoticeId>();

  constructor(options: EntryFailuresOptions) {
    this.#options = options;
  }

  /** Something played, or the person wants to try again: failures of before count no more. */
  forget(): void {
    this.#streak.end();
    this.#noticeIds.clear();
  }

  note({ entryId, error, role, soundedMs }: Failure): void {
    const { play, queue, planner, turns, notices } = this.#options;
    const entry = role === 'next' ? planner.planned : play.entry;
    const named = entry === null ? error : { ...error, subject: entry.fileName };
    turns.react(() => queue.setError(entryId, error.code));
    if (role === 'next') {
      notices.add(named);
      planner.passOver(entryId);
      return;
    }
    play.error = named;
    play.tell('nowPlaying');
    this.#streak.add(entryId, soundedMs);
    if (this.#streak.count === 1) this.#noticeIds.clear();
    turns.react(() => this.#skip(entryId, named));
  }

  /** It played, though not to the end its file states: the queue goes on as after any other. */
  noteEarlyEnd({ entryId, positionMs, statedDurationMs }: EarlyEnd): void {
    const { play, notices } = this.#options;
    if (play.entry?.entryId !== entryId) return;
    const seconds = (milliseconds: number) => (milliseconds / 1_000).toFixed(1);
    notices.add({
      code: 'media.incomplete',
      subject: play.entry.fileName,
      details: `Ended at ${seconds(positionMs)} s of ${seconds(statedDurationMs)} s`,
    });
  }

  /**
   * Goes on after a failure, once around and so far at most. What is paused stays where it is, and what
   * stays tells its failure itself (`nowPlaying`).
   */
  async #skip(failedId: EntryId, error: AppError): Outcome {
    const { play, deck, loader, walk } = this.#options;
    const { entryId, phase } = deck.snapshot;
    if (entryId !== failedId) this.#tell(error);
    if (entryId !== failedId || phase !== 'failed' || play.intent === 'pause') return ok();
    const next = this.#streak.isOver ? null : await walk.playableAfter(failedId);
    if (next !== null && !this.#streak.has(next.entryId)) {
      this.#tell(error);
      return await loader.load(next.entryId, 'play');
    }
    play.intent = 'pause';
    this.#tellTogether();
    return ok();
  }

  #tell(error: AppError): void {
    const noticeId = this.#options.notices.add(error);
    if (noticeId !== null) this.#noticeIds.add(noticeId);
  }

  /** One notice for all of them, in the place of one for each. */
  #tellTogether(): void {
    const { notices } = this.#options;
    const { count } = this.#streak;
    if (count < 2) return;
    for (const noticeId of this.#noticeIds) notices.dismiss(noticeId);
    this.#noticeIds.clear();
    notices.add({ code: 'queue.unplayable', count });
  }
}
