import { Emitter, type EventSource } from '../base/Emitter.ts';
import type { Logger } from '../base/Logger.ts';
import type { MonotonicClock } from '../base/MonotonicClock.ts';
import type { MediaSession } from '../media/MediaSession.ts';
import type { MediaSink } from '../media/MediaSink.ts';
import type { SequencerSource } from '../media/SequencerSource.ts';
import { completionOf } from './completionOf.ts';
import { DeckDriver } from './DeckDriver.ts';
import type { DeckEvent, DeckSnapshot } from './DeckEvent.ts';
import { DeckFaults } from './DeckFaults.ts';
import { DeckObserver } from './DeckObserver.ts';
import { DeckPlace } from './DeckPlace.ts';
import { DeckSequence } from './DeckSequence.ts';
import type { DeckItem } from './DeckTrack.ts';
import { DeckTracks } from './DeckTracks.ts';
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
  readonly #tracks: DeckTracks;
  readonly #transport: DeckTransport;
  readonly #wishes: DeckWishes;
  readonly #place: DeckPlace;
  readonly #faults: DeckFaults;
  readonly #observer: DeckObserver;
  readonly #driver: DeckDriver;
  readonly #loop: SettleLoop;
  readonly #events = new Emitter<DeckEvent>();

  constructor({ session, sequencer, sink, clock, logger }: DeckOptions) {
    const sequence = new DeckSequence(session, sequencer);
    const tracks = new DeckTracks(sequence);
    const emit = (event: DeckEvent) => this.#events.emit(event);
    const onChange = () => this.#change();
    const faults = new DeckFaults({ tracks, clock, logger, emit, onChange });
    const transport = new DeckTransport(session, (failure) => {
      if (sequence.current !== null) faults.report(sequence.current, failure);
    });
    const wishes = new DeckWishes(
      transport,
      (track) => tracks.isLoaded && track === tracks.current,
    );
    const place = new DeckPlace(tracks, transport, wishes);
    const parts = { sink, tracks, sequence, transport, wishes, place, faults, emit, onChange };
    const driver = new DeckDriver(parts);
    this.#session = session;
    this.#sequencer = sequencer;
    this.#sequence = sequence;
    this.#tracks = tracks;
    this.#transport = transport;
    this.#wishes = wishes;
    this.#place = place;
    this.#faults = faults;
    this.#driver = driver;
    this.#loop = new SettleLoop(
      () => driver.step(),
      (error) => logger.error('The deck stumbled', { error }),
    );
    this.#observer = new DeckObserver({ ...parts, session, clock });
  }

  get events(): EventSource<DeckEvent> {
    return this.#events;
  }

  get snapshot(): DeckSnapshot {
    return this.#place.snapshot;
  }

  /** Replaces what plays; `null` takes everything off. What was next is dropped. */
  load(
    item: DeckItem | null,
    how: { readonly positionMs: number; readonly play: boolean } = { positionMs: 0, play: false },
  ): void {
    this.#tracks.replace(item);
    this.#wishes.intent = item === null ? 'stop' : how.play ? 'play' : 'pause';
    this.#wishes.positionMs = how.positionMs > 0 ? how.positionMs : null;
    this.#place.bufferedMs = [];
    this.#tryAgain();
  }

  /** What follows when the current item ends. */
  setNext(item: DeckItem | null): void {
    if (this.#tracks.setNext(item)) this.#loop.kick();
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

  get isSettled(): boolean {
    return this.#loop.isSettled && !this.#driver.isOpening && this.#session.isIdle;
  }

  /** Resolves when nothing is left to be done for now. */
  async settled(): Promise<void> {
    while (!this.isSettled) {
      await this.#loop.settled();
      await this.#driver.opened();
      await this.#session.idle();
    }
  }

  /** Close, then the sources, then the session (MS-55). */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#loop.stop();
    this.#observer[Symbol.dispose]();
    await completionOf(this.#session.close());
    this.#transport[Symbol.dispose]();
    this.#tracks[Symbol.dispose]();
    this.#sequence.forgetTopologies();
    this.#session.shutdown();
    this.#sequencer.shutdown();
    await this.#loop.settled();
  }

  /** Something new is wanted: a sink that was left alone may take that. */
  #tryAgain(): void {
    this.#faults.forgive();
    this.#change();
  }

  #change(): void {
    this.#events.emit({ kind: 'changed' });
    this.#loop.kick();
  }
}
