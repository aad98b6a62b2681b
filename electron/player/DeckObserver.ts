import type { MonotonicClock } from '../base/MonotonicClock.ts';
import type { TopologyId } from '../contract/ids.ts';
import type { MediaFailure } from '../media/MediaErrorCode.ts';
import type { MediaSession } from '../media/MediaSession.ts';
import type { MediaSessionEvent } from '../media/MediaSessionEvent.ts';
import type { MediaSink, MediaSinkEvent } from '../media/MediaSink.ts';
import type { DeckEvent } from './DeckEvent.ts';
import type { DeckFaults } from './DeckFaults.ts';
import type { DeckPlace } from './DeckPlace.ts';
import type { DeckSequence } from './DeckSequence.ts';
import type { DeckTracks } from './DeckTracks.ts';
import type { DeckTransport } from './DeckTransport.ts';
import type { DeckWishes } from './DeckWishes.ts';
import { endsEarly } from './endsEarly.ts';

interface DeckObserverOptions {
  readonly session: MediaSession;
  readonly sink: MediaSink;
  readonly clock: MonotonicClock;
  readonly tracks: DeckTracks;
  readonly sequence: DeckSequence;
  readonly transport: DeckTransport;
  readonly wishes: DeckWishes;
  readonly place: DeckPlace;
  readonly faults: DeckFaults;
  readonly emit: (event: DeckEvent) => void;
  /** Something is another now than it was. */
  readonly onChange: () => void;
}

/** A position that is older says little of where a track ended: the page may have been held up. */
const maximumPositionAgeMs = 2_000;

/** Brings the deck up to date with what session and sink tell. */
export class DeckObserver implements Disposable {
  readonly #options: DeckObserverOptions;
  readonly #subscriptions: readonly Disposable[];
  /** When the sink last told where the current track is. */
  #positionToldAtMs = Number.NEGATIVE_INFINITY;

  constructor(options: DeckObserverOptions) {
    this.#options = options;
    this.#subscriptions = [
      options.session.events.subscribe((event) => this.#onSessionEvent(event)),
      options.sink.events.subscribe((event) => this.#onSinkEvent(event)),
    ];
  }

  [Symbol.dispose](): void {
    for (const subscription of this.#subscriptions) subscription[Symbol.dispose]();
  }

  #onSinkEvent(event: MediaSinkEvent): void {
    const { session, clock, faults, place, emit } = this.#options;
    if (event.kind === 'available') faults.forgive();
    if (event.kind !== 'fact' || event.fact.kind !== 'position') return;
    faults.forgive();
    // What is to follow tells how far it is loaded, too.
    if (event.fact.loadId !== session.state.current?.loadId) return;
    place.bufferedMs = event.fact.bufferedMs;
    this.#positionToldAtMs = clock.nowMs();
    emit({ kind: 'changed' });
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
          this.#options.sequence.noteEnded(event.topology.topologyId);
        }
        break;
      case 'MEEndOfPresentation':
      case 'MEEndOfPresentationSegment':
        if (!event.cancelled) this.#onOver(event.topology.topologyId);
        break;
      case 'MESessionEnded':
        if (this.#options.tracks.isLoaded) this.#onEnded();
        break;
      case 'MEError':
        this.#onError(event.failure, event.topology?.topologyId ?? null);
        break;
      case 'MESinkInvalidated':
        this.#onSinkInvalidated();
        break;
      case 'MEExtendedType':
        if (event.extendedType === 'SinkInterrupted') this.#onInterrupted();
        break;
      default:
        break;
    }
    this.#options.onChange();
  }

  #onStarted(): void {
    const { tracks, transport, clock, emit } = this.#options;
    const track = tracks.current;
    if (!transport.isPlaying || track === null || !tracks.isLoaded) return;
    track.startedAtMs ??= clock.nowMs();
    emit({ kind: 'started', entryId: track.item.entryId });
  }

  async #queue(segmentId: number): Promise<void> {
    const { sequence, faults } = this.#options;
    const { next } = sequence;
    const queued = await sequence.queueTopology(segmentId);
    if (!queued.ok && next !== null) faults.report(next, queued.error);
  }

  /** Everything there was of a track was heard; the clock still shows where. */
  #onOver(topologyId: TopologyId): void {
    const { sequence, transport, clock, emit } = this.#options;
    const track = sequence.current;
    if (track?.topologyId !== topologyId) return;
    if (clock.nowMs() - this.#positionToldAtMs > maximumPositionAgeMs) return;
    const { positionMs } = transport;
    const { statedDurationMs } = track;
    if (statedDurationMs === null || !endsEarly(positionMs, statedDurationMs)) return;
    const { entryId } = track.item;
    emit({ kind: 'endedEarly', entryId, positionMs, statedDurationMs });
  }

  #onSounding(topologyId: TopologyId): void {
    const { tracks, sequence, wishes, place, clock, emit } = this.#options;
    if (sequence.next?.topologyId !== topologyId) return;
    const wasLoaded = tracks.isLoaded;
    sequence.advance();
    // Another item was put on in the same moment: it wins.
    if (!wasLoaded) return;
    // What was queued may have been replaced in the same moment: what is wanted now comes instead.
    const sounding = tracks.advance();
    if (sounding === null) {
      this.#onEnded();
      return;
    }
    wishes.positionMs = null;
    place.bufferedMs = [];
    sounding.startedAtMs = clock.nowMs();
    emit({ kind: 'switched', entryId: sounding.item.entryId });
  }

  #onEnded(): void {
    const { wishes, emit } = this.#options;
    wishes.intent = 'stop';
    wishes.positionMs = null;
    emit({ kind: 'ended' });
  }

  #onError(failure: MediaFailure, topologyId: TopologyId | null): void {
    const { sequence, faults } = this.#options;
    const { next } = sequence;
    if (next !== null && next.topologyId === topologyId) {
      // The one before it was over: this one had taken its place, and fails as the current one.
      if (sequence.isOver) this.#onSounding(topologyId);
      faults.report(next, failure);
      return;
    }
    const track = sequence.current;
    if (track === null || (topologyId !== null && track.topologyId !== topologyId)) return;
    faults.report(track, failure);
  }

  /** What is about to take the place of the current track is wanted all the same. */
  #onInterrupted(): void {
    const { tracks, wishes, emit } = this.#options;
    if (!tracks.isLoaded || wishes.intent !== 'play') return;
    wishes.intent = 'pause';
    emit({ kind: 'interrupted' });
  }

  #onSinkInvalidated(): void {
    const { tracks, sequence, wishes, place } = this.#options;
    const isKept = tracks.isLoaded && wishes.intent !== 'stop';
    if (isKept) wishes.positionMs = place.positionMs;
    sequence.forgetTopologies();
    place.bufferedMs = [];
  }
}
