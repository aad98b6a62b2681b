import { Emitter, type EventSource } from '../base/Emitter.ts';
import type { Logger } from '../base/Logger.ts';
import type { MonotonicClock } from '../base/MonotonicClock.ts';
import { err, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import { TopologyId } from '../contract/ids.ts';
import type { MediaFailure } from '../media/MediaErrorCode.ts';
import type { MediaSession } from '../media/MediaSession.ts';
import type { MediaSessionEvent } from '../media/MediaSessionEvent.ts';
import type { MediaSink } from '../media/MediaSink.ts';
import type { SequencerSource } from '../media/SequencerSource.ts';
import { appErrorOf } from './appErrorOf.ts';
import { completionOf } from './completionOf.ts';
import type { DeckEvent, DeckSnapshot } from './DeckEvent.ts';
import { isSinkFailure } from './deckFailures.ts';
import { DeckSequence } from './DeckSequence.ts';
import { DeckTrack, type DeckItem } from './DeckTrack.ts';
import { DeckTransport } from './DeckTransport.ts';
import { DeckWishes } from './DeckWishes.ts';
import { SettleLoop } from './SettleLoop.ts';

interface DeckOptions {
  readonly session: MediaSession;
  readonly sequencer: SequencerSource;
  readonly sink: MediaSink;
  readonly clock: MonotonicClock;
  readonly logger: Logger;
}

const maximumSinkFailures = 3;

/**
 * Plays one item and prepares the next, by driving the media session. Whoever uses it says what is
 * wanted; the deck issues one session command at a time until what is matches what is wanted. So
 * of many quick seeks only the latest is made (MS-17), and everything wanted while no sink is there is
 * made up for when one comes.
 *
 * A seek while paused keeps the pause: a picture is shown by scrubbing (MS-14, MS-51), for sound the
 * target is held until it plays.
 */
export class Deck implements AsyncDisposable {
  readonly #session: MediaSession;
  readonly #sequencer: SequencerSource;
  readonly #sequence: DeckSequence;
  readonly #transport: DeckTransport;
  readonly #wishes: DeckWishes;
  readonly #sink: MediaSink;
  readonly #clock: MonotonicClock;
  readonly #logger: Logger;
  readonly #events = new Emitter<DeckEvent>();
  readonly #subscriptions: Disposable[];
  readonly #loop: SettleLoop;
  #current: DeckTrack | null = null;
  #next: DeckTrack | null = null;
  #bufferedMs: readonly (readonly [number, number])[] = [];
  /** Refusals of the sink for reasons of its own; after some it is left alone until something changes. */
  #sinkFailureCount = 0;
  #lastTopologyId = 0;

  constructor(options: DeckOptions) {
    this.#session = options.session;
    this.#sequencer = options.sequencer;
    this.#sequence = new DeckSequence(options.session, options.sequencer);
    this.#transport = new DeckTransport(options.session, (failure) => {
      const track = this.#sequence.current;
      if (track !== null) this.#onFailure(track, failure);
    });
    this.#wishes = new DeckWishes(
      this.#transport,
      (track) => this.#isLoaded && track === this.#current,
    );
    this.#sink = options.sink;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#loop = new SettleLoop(
      () => this.#step(),
      (error) => this.#logger.error('The deck stumbled', { error }),
    );
    this.#subscriptions = [
      this.#session.events.subscribe((event) => this.#onSessionEvent(event)),
      this.#sink.events.subscribe((event) => {
        if (event.kind === 'available') this.#sinkFailureCount = 0;
        if (event.kind !== 'fact' || event.fact.kind !== 'position') return;
        this.#sinkFailureCount = 0;
        // What is to follow tells how far it is loaded, too.
        if (event.fact.loadId !== this.#session.state.current?.loadId) return;
        this.#bufferedMs = event.fact.bufferedMs;
        this.#events.emit({ kind: 'changed' });
      }),
    ];
  }

  get events(): EventSource<DeckEvent> {
    return this.#events;
  }

  get snapshot(): DeckSnapshot {
    const track = this.#current;
    const phase = track === null ? 'empty' : track.phase;
    const { isPlaying, isMoving, isBuffering, rate } = this.#transport;
    return {
      entryId: track?.item.entryId ?? null,
      phase: phase === 'waiting' ? 'opening' : phase === 'opened' ? 'ready' : phase,
      status: isPlaying ? 'playing' : this.#wishes.intent === 'stop' ? 'stopped' : 'paused',
      buffering: this.#isLoaded && isBuffering,
      positionMs: this.#positionMs(),
      moving: isMoving && this.#isLoaded && this.#wishes.positionMs === null,
      rate,
      durationMs: this.#durationMs(),
      bufferedMs: this.#bufferedMs,
      canSeek: this.#canSeek(),
    };
  }

  /** Replaces what plays; `null` takes everything off. What was next is dropped. */
  load(
    item: DeckItem | null,
    how: { readonly positionMs: number; readonly play: boolean } = { positionMs: 0, play: false },
  ): void {
    this.#discard(this.#current);
    this.#discard(this.#next);
    this.#next = null;
    this.#current = item === null ? null : this.#track(item);
    this.#wishes.intent = item === null ? 'stop' : how.play ? 'play' : 'pause';
    this.#wishes.positionMs = how.positionMs > 0 ? how.positionMs : null;
    this.#bufferedMs = [];
    this.#tryAgain();
  }

  /** What follows when the current item ends. */
  setNext(item: DeckItem | null): void {
    if (this.#next?.item === item || (this.#next === null && item === null)) return;
    this.#discard(this.#next);
    this.#next = item === null ? null : this.#track(item);
    this.#loop.kick();
  }

  play(): void {
    this.#wishes.intent = 'play';
    this.#tryAgain();
  }

  pause(): void {
    if (this.#wishes.intent === 'play') this.#wishes.intent = 'pause';
    this.#tryAgain();
  }

  /** Back to the beginning, and silent. */
  stop(): void {
    this.#wishes.intent = 'stop';
    this.#wishes.positionMs = null;
    this.#tryAgain();
  }

  seek(positionMs: number): void {
    this.#wishes.positionMs = positionMs;
    if (this.#wishes.intent === 'stop') this.#wishes.intent = 'pause';
    this.#tryAgain();
  }

  setRate(rate: number): void {
    this.#wishes.rate = rate;
    this.#tryAgain();
  }

  /** Resolves when nothing is left to be done for now. */
  settled(): Promise<void> {
    return this.#loop.settled();
  }

  /** Close, then the sources, then the session (MS-55). */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#loop.stop();
    for (const subscription of this.#subscriptions) subscription[Symbol.dispose]();
    await completionOf(this.#session.close());
    this.#transport[Symbol.dispose]();
    for (const track of [this.#current, this.#next]) track?.release();
    this.#sequence.forgetTopologies();
    this.#session.shutdown();
    this.#sequencer.shutdown();
    await this.#loop.settled();
  }

  get #isLoaded(): boolean {
    return this.#current !== null && this.#sequence.current === this.#current;
  }

  #positionMs(): number {
    return this.#wishes.positionMs ?? (this.#isLoaded ? this.#transport.positionMs : 0);
  }

  #durationMs(): number | null {
    return (
      (this.#isLoaded ? this.#transport.durationMs : null) ?? this.#current?.durationMs ?? null
    );
  }

  #canSeek(): boolean {
    if (this.#current === null || this.#current.phase === 'failed') return false;
    return !this.#isLoaded || this.#transport.canSeek;
  }

  #track(item: DeckItem): DeckTrack {
    return new DeckTrack(item, TopologyId.parse(++this.#lastTopologyId));
  }

  /** A track the session knows is released when the session has let it go. */
  #discard(track: DeckTrack | null): void {
    if (track === null) return;
    if (track !== this.#sequence.current && track !== this.#sequence.next) track.release();
  }

  /** Something new is wanted: a sink that was left alone may take that. */
  #tryAgain(): void {
    this.#sinkFailureCount = 0;
    this.#change();
  }

  #change(): void {
    this.#events.emit({ kind: 'changed' });
    this.#loop.kick();
  }

  /** Takes one step towards what is wanted. @returns whether there may be another */
  async #step(): Promise<boolean> {
    this.#sequence.releaseOutgoing();
    const track = this.#current;
    if (this.#sink.capabilities === null) return false;
    if (this.#sinkFailureCount >= maximumSinkFailures) return false;
    if (track === null || track.phase === 'failed') return await this.#takeOff();
    if (track.phase === 'waiting') void this.#open(track);
    if (track.phase !== 'opened') return await this.#takeOff();
    if (!this.#isLoaded) return await this.#putOn(track);
    const approach = await this.#wishes.approach(track);
    if (approach === 'moved') this.#events.emit({ kind: 'changed' });
    else if (approach !== 'there') return this.#check(track, err(approach.failure));
    return approach === 'moved' || (await this.#follow());
  }

  /** Nothing is to be heard of what is on the session. */
  async #takeOff(): Promise<boolean> {
    if (this.#sequence.current === null) return false;
    await this.#transport.stop();
    await this.#sequence.clear();
    return true;
  }

  async #putOn(track: DeckTrack): Promise<boolean> {
    await this.#transport.stop();
    if (track !== this.#current) return true;
    return this.#check(track, await this.#sequence.setCurrent(track));
  }

  /** Queues the next track behind the current one, or takes the one that was queued away. */
  async #follow(): Promise<boolean> {
    // What is said to the session now would wait for the gesture, and everything wanted after it too.
    if (this.#transport.isBlocked) return false;
    const next = this.#next;
    if (this.#sequence.next !== null && this.#sequence.next !== next) {
      await this.#sequence.dropNext();
      return true;
    }
    if (next === null) return false;
    if (next.phase === 'waiting') void this.#open(next);
    if (next.phase !== 'opened' || this.#sequence.next === next) return false;
    const queued = this.#sequence.setNext(next);
    if (!queued.ok) this.#onFailure(next, queued.error);
    return true;
  }

  async #open(track: DeckTrack): Promise<void> {
    const error = await track.open();
    if (track !== this.#current && track !== this.#next) return;
    if (error !== null) this.#fail(track, error);
    else this.#events.emit({ kind: 'opened', entryId: track.item.entryId });
    this.#change();
  }

  /** @returns whether to go on: not into what has just failed */
  #check(track: DeckTrack, outcome: Result<void, MediaFailure>): boolean {
    if (!outcome.ok) this.#onFailure(track, outcome.error);
    return outcome.ok || track !== this.#current;
  }

  #onFailure(track: DeckTrack, failure: MediaFailure): void {
    if (track !== this.#current && track !== this.#next) return;
    if (failure.code === 'operationCancelled') return;
    if (isSinkFailure(failure, track.startedAtMs !== null)) {
      this.#logger.info('The session could not go on', { code: failure.code });
      this.#sinkFailureCount += 1;
      return;
    }
    this.#fail(track, appErrorOf(failure, track.item.label));
  }

  #fail(track: DeckTrack, error: AppError): void {
    track.fail();
    const role = track === this.#current ? 'current' : 'next';
    const { entryId } = track.item;
    const nowMs = this.#clock.nowMs();
    const soundedMs = nowMs - (track.startedAtMs ?? nowMs);
    if (role === 'next') {
      this.#next = null;
      this.#discard(track);
    }
    this.#events.emit({ kind: 'failed', role, entryId, error, soundedMs });
    this.#change();
  }

  #onSessionEvent(event: MediaSessionEvent): void {
    switch (event.type) {
      case 'MESessionStarted':
        if (event.failure === null) this.#onStarted();
        break;
      case 'MENewPresentation':
        void this.#queue(event.segmentId);
        return;
      case 'MESessionTopologyStatus':
        if (event.status === 'sinkSwitched' || event.status === 'startedSource') {
          this.#onSounding(event.topology.topologyId);
        } else if (event.status === 'ended') {
          this.#sequence.noteEnded(event.topology.topologyId);
        }
        break;
      case 'MESessionEnded':
        if (this.#isLoaded) this.#onEnded();
        break;
      case 'MEError':
        this.#onError(event.failure, event.topology?.topologyId ?? null);
        break;
      case 'MESinkInvalidated':
        this.#onSinkInvalidated();
        break;
      default:
        break;
    }
    this.#change();
  }

  #onStarted(): void {
    const track = this.#current;
    if (!this.#transport.isPlaying || track === null || !this.#isLoaded) return;
    track.startedAtMs ??= this.#clock.nowMs();
    this.#events.emit({ kind: 'started', entryId: track.item.entryId });
  }

  async #queue(segmentId: number): Promise<void> {
    const next = this.#sequence.next;
    const queued = await this.#sequence.queueTopology(segmentId);
    if (!queued.ok && next !== null) this.#onFailure(next, queued.error);
  }

  #onSounding(topologyId: TopologyId): void {
    const sounding = this.#sequence.next;
    if (sounding?.topologyId !== topologyId) return;
    const wasLoaded = this.#isLoaded;
    this.#sequence.advance();
    // Another item was put on in the same moment: it wins.
    if (!wasLoaded) return;
    // What was queued may have been replaced in the same moment: what is wanted now comes instead.
    const next = this.#next;
    if (next === null) {
      this.#onEnded();
      return;
    }
    this.#current = next;
    this.#next = null;
    this.#wishes.positionMs = null;
    this.#bufferedMs = [];
    next.startedAtMs = this.#clock.nowMs();
    this.#events.emit({ kind: 'switched', entryId: next.item.entryId });
  }

  #onEnded(): void {
    this.#wishes.intent = 'stop';
    this.#wishes.positionMs = null;
    this.#events.emit({ kind: 'ended' });
  }

  #onError(failure: MediaFailure, topologyId: TopologyId | null): void {
    const next = this.#sequence.next;
    if (next !== null && next.topologyId === topologyId) {
      // The one before it was over: this one had taken its place, and fails as the current one.
      if (this.#sequence.isOver) this.#onSounding(topologyId);
      this.#onFailure(next, failure);
      return;
    }
    const track = this.#sequence.current;
    if (track === null || (topologyId !== null && track.topologyId !== topologyId)) return;
    this.#onFailure(track, failure);
  }

  #onSinkInvalidated(): void {
    const isKept = this.#isLoaded && this.#wishes.intent !== 'stop';
    if (isKept) this.#wishes.positionMs = this.#positionMs();
    this.#sequence.forgetTopologies();
    this.#bufferedMs = [];
  }
}
