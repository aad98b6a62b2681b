import { Emitter, type EventSource } from '../base/Emitter.ts';
import { Mutex } from '../base/Mutex.ts';
import { err, ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import type { EntryId } from '../contract/ids.ts';
import type { QueueSnapshot } from '../contract/queue.ts';
import type { QueueEntry } from '../queue/QueueEntry.ts';
import type { PlayMode } from '../queue/QueueWorkerApi.ts';
import type { DeckEvent } from './DeckEvent.ts';
import { EntryItems } from './EntryItems.ts';
import { FailureStreak } from './FailureStreak.ts';
import { NextPlanner } from './NextPlanner.ts';
import type { PlaythroughOptions } from './PlaythroughOptions.ts';

export type PlayerTopic = 'playback' | 'player' | 'nowPlaying';
type Outcome = Promise<Result<void, AppError>>;
type Task = () => Outcome | Result<void, AppError>;

interface LoadOptions {
  readonly positionMs?: number;
  /** Is it what was heard before? Then going on again leads where it led the first time. */
  readonly walkingBack?: boolean;
}

/**
 * The way through the queue: which entry is current, whether it is to be heard, and what happens by
 * itself when it ends, fails, is removed, or the page that played it is gone. What it does, and what
 * commands do, is done one after the other (`inTurn`).
 */
export class Playthrough implements AsyncDisposable {
  readonly #options: PlaythroughOptions;
  readonly #planner: NextPlanner;
  readonly #turns = new Mutex();
  readonly #changes = new Emitter<PlayerTopic>();
  readonly #subscriptions: Disposable[];
  readonly #items: EntryItems;
  #disposed = false;

  #current: QueueEntry | null = null;
  /** Does the queue know what is current? Only then its word that nothing is means that it was removed. */
  #isConfirmed = false;
  #error: AppError | null = null;
  #intent: 'play' | 'pause' = 'pause';
  /** Was sound wanted when its page went? Another one that merely finds the lease free stays silent. */
  #wasInterrupted = false;
  readonly #failures = new FailureStreak();
  /** Was the queue heard to its end? The last entry then stands at its beginning. */
  #isThrough = false;
  #revision: number;

  constructor(options: PlaythroughOptions) {
    const { deck, leases, queue, logger } = options;
    this.#options = options;
    this.#items = new EntryItems(options.sources);
    this.#revision = queue.snapshot.revision;
    this.#planner = new NextPlanner({
      queue,
      deck,
      itemOf: (entry) => this.#items.itemOf(entry),
      current: () => this.#current?.entryId ?? null,
      mode: () => this.mode,
      onHasNextChange: () => this.#changes.emit('player'),
      logger,
    });
    this.#subscriptions = [
      deck.events.subscribe((event) => this.#onDeckEvent(event)),
      leases.events.subscribe((event) => {
        if (event.kind === 'invalidated') this.#onSinkLost();
        if (event.kind === 'available') this.#onSinkAvailable();
      }),
      leases.changes.subscribe(() => this.#changes.emit('playback')),
      queue.changes.subscribe((snapshot) => this.#onQueueChange(snapshot)),
    ];
  }

  /** Which topic of the player has another value now. */
  get changes(): EventSource<PlayerTopic> {
    return this.#changes;
  }

  get current(): QueueEntry | null {
    return this.#current;
  }

  /** Why the current entry cannot be played. */
  get error(): AppError | null {
    return this.#error;
  }

  /** Does the person want sound? */
  get intent(): 'play' | 'pause' {
    return this.#intent;
  }

  get mode(): PlayMode {
    return this.#options.state.state;
  }

  get hasNext(): boolean {
    return this.#planner.hasNext;
  }

  /** Runs `task` when everything before it is done. */
  async inTurn(task: Task): Outcome {
    return await this.#turns.runExclusive(() =>
      this.#disposed ? err<AppError>({ code: 'app.shuttingDown' }) : task(),
    );
  }

  /** Says what the person wants; the failures of before count no more. */
  want(intent: 'play' | 'pause'): void {
    this.#failures.end();
    this.#setIntent(intent);
  }

  async load(
    entryId: EntryId,
    intent: 'play' | 'pause',
    { positionMs = 0, walkingBack = false }: LoadOptions = {},
  ): Outcome {
    const { queue, deck } = this.#options;
    const entry = await queue.entry(entryId);
    if (!entry.ok) return entry;
    if (entry.value === null) return err({ code: 'queue.noSuchEntry' });
    this.#current = entry.value;
    this.#error = null;
    this.#isThrough = false;
    this.#items.forget();
    this.#setIntent(intent);
    deck.load(this.#items.itemOf(entry.value), { positionMs, play: intent === 'play' });
    return await this.#begin(entryId, positionMs, walkingBack);
  }

  /** What is to play after `entryId`; with `null`, where playing begins. */
  async following(entryId: EntryId | null, mode = this.mode): Promise<EntryId | null> {
    const following = await this.#options.queue.following(entryId, mode);
    return following.ok ? following.value : null;
  }

  /**
   * What "play" begins with: the current entry; after the end of the queue what was added there since,
   * else the queue anew, as if it repeated.
   */
  async first(): Promise<EntryId | null> {
    const currentId = this.#current?.entryId ?? null;
    if (currentId === null) return await this.following(null);
    if (!this.#isThrough) return currentId;
    return await this.following(currentId, { ...this.mode, repeat: 'all' });
  }

  /** Something the person set is another now. */
  tellSettings(): void {
    this.#changes.emit('player');
  }

  /** A mode has changed. */
  replan(): void {
    this.tellSettings();
    this.#planner.replan();
  }

  /** Playing goes on from `positionMs` of the current entry, or will. */
  seek(positionMs: number): void {
    this.#isThrough = false;
    this.#options.deck.seek(positionMs);
    this.savePosition();
  }

  savePosition(): void {
    const { state, deck } = this.#options;
    const currentEntryId = this.#current?.entryId ?? null;
    void state.update({ currentEntryId, positionMs: deck.snapshot.positionMs });
  }

  /** Resolves when what was begun is done, for now. */
  async settled(): Promise<void> {
    await this.#turns.runExclusive(() => undefined);
    await this.#planner.settled();
    await this.#options.deck.settled();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const subscription of this.#subscriptions) subscription[Symbol.dispose]();
    this.#disposed = true;
    await this.#turns.runExclusive(() => undefined);
    await this.#planner[Symbol.asyncDispose]();
  }

  /** What follows from something that happened; nobody waits for it. */
  #react(task: Task): void {
    const { logger } = this.#options;
    this.inTurn(task).then(
      (outcome) => {
        if (!outcome.ok) logger.warn('The player could not go on', { ...outcome.error });
      },
      (error: unknown) => logger.error('The player stumbled', { error }),
    );
  }

  /** Another entry is on the deck: everybody is told. */
  async #begin(entryId: EntryId, positionMs: number, walkingBack = false): Outcome {
    const { queue, state } = this.#options;
    this.#isConfirmed = false;
    this.#planner.restart();
    this.#tellAll();
    void state.update({ currentEntryId: entryId, positionMs });
    const confirmed = await queue.setCurrent(entryId, walkingBack);
    if (this.#current?.entryId !== entryId) return ok();
    if (!confirmed.ok && confirmed.error.code === 'queue.noSuchEntry') {
      return await this.#goOnFrom(entryId, this.#intent);
    }
    this.#isConfirmed = confirmed.ok;
    this.#planner.replan();
    return confirmed.ok ? ok() : confirmed;
  }

  /** Loads what follows `entryId`, which is gone; takes everything off where nothing does. */
  async #goOnFrom(entryId: EntryId, intent: 'play' | 'pause'): Outcome {
    const followingId = await this.following(entryId);
    if (followingId !== null) return await this.load(followingId, intent);
    this.#current = null;
    this.#error = null;
    this.#isConfirmed = false;
    this.#setIntent('pause');
    this.#options.deck.load(null);
    this.#planner.restart();
    this.#tellAll();
    void this.#options.state.update({ currentEntryId: null, positionMs: 0 });
    return ok();
  }

  #tellAll(): void {
    for (const topic of ['nowPlaying', 'player', 'playback'] as const) this.#changes.emit(topic);
  }

  #setIntent(intent: 'play' | 'pause'): void {
    this.#wasInterrupted = false;
    if (this.#intent === intent) return;
    this.#intent = intent;
    this.#changes.emit('player');
    this.#changes.emit('playback');
  }

  #onDeckEvent(event: DeckEvent): void {
    switch (event.kind) {
      case 'changed':
        this.#onMoved();
        break;
      case 'opened':
        this.#onOpened(event.entryId);
        break;
      case 'started':
        this.#onStarted();
        break;
      case 'switched':
        this.#onSwitched(event.entryId);
        break;
      case 'ended': {
        const endedId = this.#current?.entryId;
        if (endedId !== undefined) this.#react(() => this.#onEnded(endedId));
        break;
      }
      case 'failed':
        this.#onFailed(event);
        break;
    }
  }

  #onMoved(): void {
    const { deck, state } = this.#options;
    const { moving, positionMs } = deck.snapshot;
    if (moving) state.notePosition(positionMs);
    this.#changes.emit('playback');
  }

  /** Keeps what examining the source has brought to light. */
  #onOpened(entryId: EntryId): void {
    const description = this.#items.takeDescription(entryId);
    if (description !== null) {
      const { tags, format, durationMs, artId, hasVideo } = description;
      const metadata = { tags, format, durationMs, artId, hasVideo };
      this.#react(() => this.#options.queue.updateMetadata([{ entryId, metadata }]));
    }
    this.#changes.emit('nowPlaying');
    this.#changes.emit('player');
  }

  #onStarted(): void {
    const entry = this.#current;
    if (entry !== null && entry.errorCode !== null) {
      this.#react(() => this.#options.queue.setError(entry.entryId, null));
    }
    this.#changes.emit('player');
  }

  #onSwitched(entryId: EntryId): void {
    const entry = this.#planner.planned;
    if (entry?.entryId !== entryId) {
      this.#react(() => this.load(entryId, this.#intent));
      return;
    }
    this.#failures.end();
    this.#current = entry;
    this.#error = null;
    this.#isConfirmed = false;
    this.#planner.restart();
    this.#react(() => this.#begin(entryId, 0));
  }

  async #onEnded(entryId: EntryId): Outcome {
    if (this.#current?.entryId !== entryId) return ok();
    this.#failures.end();
    const nextId = this.mode.repeat === 'one' ? entryId : await this.following(entryId);
    if (nextId !== null) return await this.load(nextId, this.#intent);
    // The session has let it go; put on anew, it can be sought in.
    const loaded = await this.load(entryId, 'pause');
    this.#options.deck.stop();
    this.#isThrough = true;
    return loaded;
  }

  #onFailed(event: Extract<DeckEvent, { kind: 'failed' }>): void {
    const { entryId, error, role, soundedMs } = event;
    const { queue, notices } = this.#options;
    const entry = role === 'next' ? this.#planner.planned : this.#current;
    const named = entry === null ? error : { ...error, subject: entry.fileName };
    notices.add(named);
    this.#react(() => queue.setError(entryId, error.code));
    if (role === 'next') {
      this.#planner.passOver(entryId);
      return;
    }
    this.#error = named;
    this.#changes.emit('nowPlaying');
    this.#failures.add(entryId, soundedMs);
    this.#react(() => this.#skip(entryId));
  }

  /** Goes on after a failure, once around at most. What is paused stays where it is. */
  async #skip(failedId: EntryId): Outcome {
    const { snapshot } = this.#options.deck;
    if (snapshot.entryId !== failedId || snapshot.phase !== 'failed') return ok();
    if (this.#intent === 'pause') return ok();
    const nextId = await this.following(failedId);
    if (nextId !== null && !this.#failures.has(nextId)) return await this.load(nextId, 'play');
    this.#setIntent('pause');
    return ok();
  }

  #onSinkLost(): void {
    this.#wasInterrupted = this.#intent === 'play';
    this.savePosition();
  }

  #onSinkAvailable(): void {
    if (this.#wasInterrupted && this.#options.leases.origin === 'claimed') {
      this.#setIntent('pause');
      this.#options.deck.pause();
    }
    this.#wasInterrupted = false;
  }

  #onQueueChange(snapshot: QueueSnapshot): void {
    const entry = this.#current;
    const { currentEntryId, revision } = snapshot;
    if (entry !== null && this.#isConfirmed && currentEntryId === null) {
      this.#isConfirmed = false;
      this.#react(() =>
        this.#current?.entryId === entry.entryId && !this.#isConfirmed
          ? this.#goOnFrom(entry.entryId, this.#intent)
          : ok(),
      );
    } else if (entry === null && currentEntryId !== null) {
      this.#react(() => (this.#current === null ? this.load(currentEntryId, 'pause') : ok()));
    } else if (entry !== null) {
      this.#react(() => this.#refresh(entry.entryId));
    }
    if (revision !== this.#revision) this.#planner.replan();
    this.#revision = revision;
    this.#changes.emit('player');
  }

  /** Takes over what the queue has learnt of the current entry. */
  async #refresh(entryId: EntryId): Outcome {
    if (this.#current?.entryId !== entryId) return ok();
    const { metadataKnown, errorCode } = this.#current;
    const entry = await this.#options.queue.entry(entryId);
    if (!entry.ok) return entry;
    if (entry.value === null || this.#current.entryId !== entryId) return ok();
    this.#current = entry.value;
    const isNews =
      entry.value.metadataKnown !== metadataKnown || entry.value.errorCode !== errorCode;
    if (isNews) this.#changes.emit('nowPlaying');
    return ok();
  }
}
