import type { DeckSnapshot } from './DeckEvent.ts';
import type { DeckTracks } from './DeckTracks.ts';
import type { DeckTransport } from './DeckTransport.ts';
import type { DeckWishes } from './DeckWishes.ts';

/** Where the current track stands, and how much of it is there. */
export class DeckPlace {
  /** Loaded ranges, as the sink reports them. */
  bufferedMs: readonly (readonly [number, number])[] = [];
  readonly #tracks: DeckTracks;
  readonly #transport: DeckTransport;
  readonly #wishes: DeckWishes;

  constructor(tracks: DeckTracks, transport: DeckTransport, wishes: DeckWishes) {
    this.#tracks = tracks;
    this.#transport = transport;
    this.#wishes = wishes;
  }

  /** Where it is wanted to be, else where it is. */
  get positionMs(): number {
    return this.#wishes.positionMs ?? (this.#tracks.isLoaded ? this.#transport.positionMs : 0);
  }

  get snapshot(): DeckSnapshot {
    const { current: track, isLoaded } = this.#tracks;
    const phase = track === null ? 'empty' : track.phase;
    const { isPlaying, isMoving, isBuffering, rate, durationMs } = this.#transport;
    return {
      entryId: track?.item.entryId ?? null,
      phase: phase === 'waiting' ? 'opening' : phase === 'opened' ? 'ready' : phase,
      status: isPlaying ? 'playing' : this.#wishes.intent === 'stop' ? 'stopped' : 'paused',
      buffering: isLoaded && isBuffering,
      positionMs: this.positionMs,
      moving: isMoving && isLoaded && this.#wishes.positionMs === null,
      rate,
      durationMs: (isLoaded ? durationMs : null) ?? track?.durationMs ?? null,
      bufferedMs: this.bufferedMs,
      canSeek: this.#canSeek(),
    };
  }

  #canSeek(): boolean {
    const { current, isLoaded } = this.#tracks;
    if (current === null || current.phase === 'failed') return false;
    return !isLoaded || this.#transport.canSeek;
  }
}
