import { maximumQueueEntries } from '../contract/queue.ts';
import { readQueueState, type QueueState } from './QueueState.ts';
import type { PlayMode } from './QueueWorkerApi.ts';
import type { Sql } from '../state/sqlite/Sql.ts';
import type { UndoHistory } from './UndoHistory.ts';

const maximumHeard = 1_000;

/**
 * What plays after and before what.
 *
 * Shuffle draws without repeats. Each row carries the round it plays in next, and a random key that
 * is its place in that round. Rows of the running round are still to come; a row that is heard goes to
 * a random place in the next one, and a new row to a random place among those to come. So a round is
 * never drawn up as a whole, the answer to "what follows" stands before it is needed, and each song
 * costs one write. The running round is over when no row carries its number; the next one then begins
 * with its lowest key that is not the row just heard.
 */
export class PlayOrder {
  readonly #sql: Sql;
  readonly #undo: UndoHistory;

  constructor(sql: Sql, undo: UndoHistory) {
    this.#sql = sql;
    this.#undo = undo;
  }

  following(entryNumber: number | null, mode: PlayMode): number | null {
    return mode.shuffle
      ? this.#followingShuffled(entryNumber, mode)
      : this.#followingInOrder(entryNumber, mode);
  }

  preceding(entryNumber: number | null, mode: PlayMode): number | null {
    if (entryNumber === null) return null;
    if (mode.shuffle) {
      const anchor = this.#anchorOf(entryNumber) ?? Number.MAX_SAFE_INTEGER;
      return this.#heardAt(this.#heardBefore(entryNumber, anchor));
    }
    const rank = this.#rankOf(entryNumber);
    if (rank === null) return null;
    return (
      this.#sql.number(
        'SELECT entryNumber FROM place WHERE rank < :rank ORDER BY rank DESC LIMIT 1',
        { rank },
      ) ?? (mode.repeat === 'off' ? null : this.#last())
    );
  }

  /** The row below in the order of the queue, also of a row that undo remembers. */
  below(entryNumber: number): number | null {
    const rank = this.#rankOf(entryNumber);
    if (rank === null) return null;
    return this.#sql.number(
      'SELECT entryNumber FROM place WHERE rank > :rank ORDER BY rank LIMIT 1',
      { rank },
    );
  }

  first(): number | null {
    return this.#sql.number('SELECT entryNumber FROM place ORDER BY rank LIMIT 1');
  }

  /**
   * Makes a row of the queue current. Going to what was heard right before or after the current one is
   * a walk over what was heard; anything else is heard anew.
   *
   * @param walkingBack settles it when the row that was heard before is also the one that comes next
   */
  setCurrent(entryNumber: number, walkingBack: boolean): void {
    const state = readQueueState(this.#sql);
    if (entryNumber === state.currentEntryNumber) return;
    const walkedTo = this.#walkTo(entryNumber, state, walkingBack);
    if (walkedTo === null) this.#startNewRoundIfOver(entryNumber, state);
    this.#moveToNextRound(entryNumber);
    this.#sql.run(
      'UPDATE queue SET currentEntryNumber = :entryNumber, heardNumber = :heardNumber',
      { entryNumber, heardNumber: walkedTo ?? this.#noteHeard(entryNumber, state.heardNumber) },
    );
  }

  clearCurrent(): void {
    this.#sql.run('UPDATE queue SET currentEntryNumber = NULL');
  }

  /** After undo: current as it was, and standing where it was heard. */
  restoreCurrent(entryNumber: number | null): void {
    this.#sql.run(
      `UPDATE queue SET currentEntryNumber = :entryNumber, heardNumber = ifnull(
         (SELECT max(heardNumber) FROM heard WHERE entryNumber = :entryNumber), heardNumber)`,
      { entryNumber },
    );
  }

  /** It was tried and failed: not again in this round. */
  passOver(entryNumber: number): void {
    this.#sql.run(
      `UPDATE place SET shuffleRound = shuffleRound + 1, shuffleKey = randomKey()
       WHERE entryNumber = :entryNumber`,
      { entryNumber },
    );
  }

  /** It need not be tried: it comes behind everything that is to come in this round and the next. */
  leaveOut(entryNumber: number): void {
    this.#sql.run(
      `UPDATE place SET shuffleRound = (SELECT shuffleRound FROM queue) + 2
       WHERE entryNumber = :entryNumber`,
      { entryNumber },
    );
  }

  /** Every row but the current one is still to come. */
  restartShuffle(): void {
    const { shuffleRound, currentEntryNumber } = readQueueState(this.#sql);
    this.#forgetWhatWasHeardAfter();
    this.#sql.run(
      `UPDATE place SET shuffleKey = randomKey(),
         shuffleRound = :shuffleRound + (entryNumber IS :currentEntryNumber)`,
      { shuffleRound, currentEntryNumber },
    );
  }

  /**
   * A key in front of everything that is still to come, with room for a full queue behind it; keys
   * of rows that play next follow it in whole steps.
   */
  keyInFront(): number {
    this.#forgetWhatWasHeardAfter();
    const lowest = this.#sql.number(
      `SELECT min(shuffleKey) FROM place
       WHERE shuffleRound = (SELECT shuffleRound FROM queue)`,
    );
    return Math.floor(Math.min(0, lowest ?? 0)) - maximumQueueEntries - 1;
  }

  #followingInOrder(entryNumber: number | null, { repeat }: PlayMode): number | null {
    if (entryNumber === null) return this.first();
    return this.below(entryNumber) ?? (repeat === 'off' ? null : this.first());
  }

  #followingShuffled(entryNumber: number | null, { repeat }: PlayMode): number | null {
    if (entryNumber === null) return this.#toComeFirst(null);
    const anchor = this.#anchorOf(entryNumber);
    const heardAfter = anchor === null ? null : this.#heardAfter(entryNumber, anchor);
    if (heardAfter !== null) return this.#heardAt(heardAfter);
    if (repeat === 'off') return this.#toComeInRound(entryNumber);
    return (
      this.#drawnAfter(entryNumber) ?? this.#toComeFirst(entryNumber) ?? this.#toComeFirst(null)
    );
  }

  /** The first still to come in this round; for a row that is itself to come, the one behind it. */
  #toComeInRound(entryNumber: number): number | null {
    const { shuffleRound, currentEntryNumber } = readQueueState(this.#sql);
    const ownKey =
      entryNumber === currentEntryNumber
        ? null
        : this.#sql.number(
            `SELECT shuffleKey FROM place
             WHERE entryNumber = :entryNumber AND shuffleRound = :shuffleRound`,
            { entryNumber, shuffleRound },
          );
    return this.#sql.number(
      `SELECT entryNumber FROM place
       WHERE shuffleRound = :shuffleRound AND entryNumber <> :entryNumber
         AND (shuffleKey, entryNumber) > (:ownKey, :entryNumber)
       ORDER BY shuffleKey, entryNumber LIMIT 1`,
      { shuffleRound, entryNumber, ownKey: ownKey ?? Number.NEGATIVE_INFINITY },
    );
  }

  #drawnAfter(entryNumber: number): number | null {
    return this.#toComeInRound(entryNumber) ?? this.#nextRound(entryNumber);
  }

  #nextRound(justHeard: number): number | null {
    return this.#sql.number(
      `SELECT entryNumber FROM place
       WHERE shuffleRound > (SELECT shuffleRound FROM queue) AND entryNumber <> :justHeard
       ORDER BY shuffleRound, shuffleKey LIMIT 1`,
      { justHeard },
    );
  }

  #toComeFirst(except: number | null): number | null {
    return this.#sql.number(
      `SELECT entryNumber FROM place WHERE entryNumber IS NOT :except
       ORDER BY shuffleRound, shuffleKey LIMIT 1`,
      { except },
    );
  }

  #startNewRoundIfOver(entryNumber: number, { shuffleRound }: QueueState): void {
    const running = this.#sql.number('SELECT min(shuffleRound) FROM place') ?? shuffleRound;
    const others = this.#sql.number(
      'SELECT 1 FROM place WHERE shuffleRound = :shuffleRound AND entryNumber <> :entryNumber',
      { shuffleRound, entryNumber },
    );
    if (others === null && running > shuffleRound) {
      this.#sql.run('UPDATE queue SET shuffleRound = :running', { running });
    }
  }

  #moveToNextRound(entryNumber: number): void {
    this.#sql.run(
      `UPDATE place SET shuffleRound = (SELECT shuffleRound FROM queue) + 1, shuffleKey = randomKey()
       WHERE entryNumber = :entryNumber`,
      { entryNumber },
    );
  }

  #rankOf(entryNumber: number): number | null {
    const parameters = { entryNumber };
    return (
      this.#sql.number('SELECT rank FROM place WHERE entryNumber = :entryNumber', parameters) ??
      this.#undo.formerRankOf(entryNumber)
    );
  }

  #last(): number | null {
    return this.#sql.number('SELECT entryNumber FROM place ORDER BY rank DESC LIMIT 1');
  }

  /** Where in `heard` an entry stands; `null` when it was not heard. */
  #anchorOf(entryNumber: number): number | null {
    const { currentEntryNumber, heardNumber } = readQueueState(this.#sql);
    if (entryNumber === currentEntryNumber) return heardNumber;
    return this.#sql.number('SELECT max(heardNumber) FROM heard WHERE entryNumber = :entryNumber', {
      entryNumber,
    });
  }

  /** @returns where in `heard` the walk leads; `null` when it is none */
  #walkTo(entryNumber: number, state: QueueState, walkingBack: boolean): number | null {
    const { currentEntryNumber, heardNumber } = state;
    const before = this.#heardBefore(currentEntryNumber, heardNumber);
    const leadsBack = this.#heardAt(before) === entryNumber;
    if (leadsBack && walkingBack) return before;
    const after = this.#heardAfter(currentEntryNumber, heardNumber);
    if (this.#heardAt(after) === entryNumber) return after;
    const comesNext = this.#drawnAfter(currentEntryNumber ?? 0) === entryNumber;
    return leadsBack && !comesNext ? before : null;
  }

  #heardBefore(entryNumber: number | null, anchor: number): number | null {
    return this.#sql.number(
      `SELECT max(heardNumber) FROM heard JOIN place USING (entryNumber)
       WHERE heardNumber < :anchor AND entryNumber IS NOT :entryNumber`,
      { anchor, entryNumber },
    );
  }

  #heardAfter(entryNumber: number | null, anchor: number): number | null {
    return this.#sql.number(
      `SELECT min(heardNumber) FROM heard JOIN place USING (entryNumber)
       WHERE heardNumber > :anchor AND entryNumber IS NOT :entryNumber`,
      { anchor, entryNumber },
    );
  }

  #heardAt(heardNumber: number | null): number | null {
    return this.#sql.number('SELECT entryNumber FROM heard WHERE heardNumber = :heardNumber', {
      heardNumber,
    });
  }

  /** @returns where it stands in `heard` */
  #noteHeard(entryNumber: number, after: number): number {
    this.#forgetWhatWasHeardAfter();
    const heardNumber = after + 1;
    this.#sql.run('INSERT INTO heard VALUES (:heardNumber, :entryNumber)', {
      heardNumber,
      entryNumber,
    });
    this.#sql.run('DELETE FROM heard WHERE heardNumber <= :oldest', {
      oldest: heardNumber - maximumHeard,
    });
    return heardNumber;
  }

  #forgetWhatWasHeardAfter(): void {
    this.#sql.run('DELETE FROM heard WHERE heardNumber > (SELECT heardNumber FROM queue)');
  }
}
