import { join } from 'node:path';
import { silentLogger, type Logger } from '../base/Logger.ts';
import { systemMonotonicClock, type MonotonicClock, type Timer } from '../base/MonotonicClock.ts';
import { JsonFile } from './JsonFile.ts';
import { initialPlayerState, PlayerState } from './PlayerState.ts';

/**
 * How long a position may wait to be saved while playing. A killed process loses at most 5 s: this,
 * the age of what the sink told last, and the time of the write.
 */
export const positionSaveIntervalMs = 4_000;
/** What is dragged is saved this often at most, so that a slider does not keep the disk busy. */
export const draggedSaveIntervalMs = 250;

export interface PlayerStateStoreOptions {
  readonly folder: string;
  readonly clock?: MonotonicClock;
  readonly logger?: Logger;
}

/**
 * Volume, modes, and where playing stood; in `player.json`. What cannot be written is logged, kept in
 * memory and written with the next change: playing never stops because of it.
 */
export class PlayerStateStore implements AsyncDisposable {
  readonly #file: JsonFile<PlayerState>;
  readonly #clock: MonotonicClock;
  readonly #logger: Logger;
  #state: PlayerState;
  #lastSaveMs = Number.NEGATIVE_INFINITY;
  #saveTimer: Timer | null = null;
  #saveDueMs = Number.POSITIVE_INFINITY;
  /** The newest write, which the ones before it end with; it never rejects. */
  #saved: Promise<void> = Promise.resolve();

  private constructor(file: JsonFile<PlayerState>, clock: MonotonicClock, logger: Logger) {
    this.#file = file;
    this.#state = file.initialValue;
    this.#clock = clock;
    this.#logger = logger;
  }

  /** What is damaged or cannot be read is as it is at first. */
  static async open(options: PlayerStateStoreOptions): Promise<PlayerStateStore> {
    const { folder, clock = systemMonotonicClock, logger = silentLogger } = options;
    const file = await JsonFile.open<PlayerState>({
      path: join(folder, 'player.json'),
      shapes: PlayerState.shape,
      defaults: initialPlayerState,
      logger,
    });
    return new PlayerStateStore(file, clock, logger);
  }

  /** Name of the file that a damaged state is kept in; `null` when all was well. */
  get damagedKeptAs(): string | null {
    return this.#file.damagedKeptAs;
  }

  get state(): PlayerState {
    return this.#state;
  }

  /**
   * Takes over and saves at once: for what the person set, and for the position at every pause, stop,
   * seek and change of entry. Settles when it is on disk.
   */
  update(patch: Partial<PlayerState>): Promise<void> {
    this.#state = { ...this.#state, ...patch };
    return this.#save();
  }

  /** Takes over at once what may be dragged; saved within `draggedSaveIntervalMs`. */
  updateSoon(patch: Partial<PlayerState>): void {
    this.#state = { ...this.#state, ...patch };
    this.#saveWithin(draggedSaveIntervalMs);
  }

  /** Takes over where playing stands now; saved within `positionSaveIntervalMs`. */
  notePosition(positionMs: number): void {
    if (positionMs === this.#state.positionMs) return;
    this.#state = { ...this.#state, positionMs };
    this.#saveWithin(positionSaveIntervalMs);
  }

  /** Saves what waits, and settles when it is on disk. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.#saveTimer === null ? this.#saved : this.#save();
  }

  /** Counted from the last save; a save that is due sooner anyway takes this one along. */
  #saveWithin(intervalMs: number): void {
    const dueMs = this.#lastSaveMs + intervalMs;
    const nowMs = this.#clock.nowMs();
    if (dueMs <= nowMs) {
      void this.#save();
      return;
    }
    if (this.#saveDueMs <= dueMs) return;
    this.#saveTimer?.[Symbol.dispose]();
    this.#saveDueMs = dueMs;
    this.#saveTimer = this.#clock.setTimer(dueMs - nowMs, () => void this.#save());
  }

  #save(): Promise<void> {
    this.#saveTimer?.[Symbol.dispose]();
    this.#saveTimer = null;
    this.#saveDueMs = Number.POSITIVE_INFINITY;
    this.#lastSaveMs = this.#clock.nowMs();
    this.#saved = this.#write();
    return this.#saved;
  }

  async #write(): Promise<void> {
    try {
      await this.#file.write(this.#state);
    } catch (error) {
      this.#logger.error('The state of the player could not be saved', { error });
    }
  }
}
