import type { EventSource } from '../base/Emitter.ts';
import { err, ok } from '../base/Result.ts';
import type { EntryId } from '../contract/ids.ts';
import type {
  NowPlaying,
  PlaybackSnapshot,
  PlayerSnapshot,
  RepeatMode,
} from '../contract/playback.ts';
import type { PlayerState } from '../state/PlayerState.ts';
import { playbackSnapshot } from './playbackSnapshot.ts';
import { Playthrough } from './Playthrough.ts';
import type { PlaythroughOptions } from './PlaythroughOptions.ts';
import type { PlayerTopic } from './PlayState.ts';
import type { Outcome } from './Turns.ts';

/** "Previous" goes to the beginning when more than this has played. */
const restartThresholdMs = 3_000;

/** The person's player: its commands and its topics. Commands are done one after the other. */
export class Player implements AsyncDisposable {
  readonly #options: PlaythroughOptions;
  readonly #playthrough: Playthrough;

  constructor(options: PlaythroughOptions) {
    this.#options = options;
    this.#playthrough = new Playthrough(options);
  }

  /** Which topic has another value now. */
  get changes(): EventSource<PlayerTopic> {
    return this.#playthrough.changes;
  }

  get playback(): PlaybackSnapshot {
    const { deck, leases, sources } = this.#options;
    const { current, intent } = this.#playthrough;
    const isHeld = current !== null && sources.isHeld(current.location);
    const sink = leases.capabilities === null ? 'none' : leases.blocked ? 'blocked' : 'ready';
    return playbackSnapshot({ deck: deck.snapshot, current, intent, sink, isHeld });
  }

  get player(): PlayerSnapshot {
    const { state, queue, deck } = this.#options;
    const { volume, muted, repeat, shuffle, rate } = state.state;
    const { current, intent, hasNext } = this.#playthrough;
    return {
      volume,
      muted,
      repeat,
      shuffle,
      rate,
      can: {
        play: current !== null || queue.snapshot.count > 0,
        pause: current !== null && intent === 'play',
        seek: deck.snapshot.canSeek,
        next: hasNext,
        previous: current !== null,
        setRate: true,
      },
    };
  }

  get nowPlaying(): NowPlaying {
    const { current, error } = this.#playthrough;
    if (current === null) return null;
    const { entryId, location, fileName, tags, format, artId, hasVideo } = current;
    return {
      entryId,
      grantId: this.#options.sources.grantOf(location),
      fileName,
      tags,
      format,
      durationMs: this.#options.deck.snapshot.durationMs ?? current.durationMs,
      artId,
      hasVideo,
      error,
    };
  }

  /** As it was left: paused, where it stood. */
  async restore(): Promise<void> {
    const { leases, deck, queue, state } = this.#options;
    const { volume, muted, rate, positionMs, currentEntryId } = state.state;
    leases.setLoudness({ volume, muted });
    deck.setRate(rate);
    const entryId = queue.snapshot.currentEntryId;
    if (entryId === null) return;
    const fromMs = entryId === currentEntryId ? positionMs : 0;
    await this.#playthrough.inTurn(() =>
      this.#playthrough.load(entryId, 'pause', { positionMs: fromMs }),
    );
  }

  play(): Outcome {
    return this.#playthrough.inTurn(async () => {
      const { deck } = this.#options;
      const entryId = await this.#playthrough.first();
      this.#playthrough.want('play');
      if (entryId === this.#playthrough.current?.entryId && deck.snapshot.phase !== 'failed') {
        deck.play();
        return ok();
      }
      if (entryId !== null) return await this.#playthrough.load(entryId, 'play');
      this.#playthrough.want('pause');
      return err({ code: 'queue.empty' });
    });
  }

  pause(): Outcome {
    return this.#silence(() => this.#options.deck.pause());
  }

  stop(): Outcome {
    return this.#silence(() => this.#options.deck.stop());
  }

  /** Keeps the pause when paused; beyond the end is the end. */
  seek(positionMs: number): Outcome {
    return this.#playthrough.inTurn(() => {
      const { current } = this.#playthrough;
      if (current === null) return err({ code: 'queue.empty' });
      if (!this.#options.deck.snapshot.canSeek) {
        return err({ code: 'media.notSeekable', subject: current.fileName });
      }
      this.#playthrough.seek(Math.min(positionMs, this.playback.durationMs ?? positionMs));
      return ok();
    });
  }

  /** At the end of the queue it does nothing. */
  next(): Outcome {
    return this.#playthrough.inTurn(async () => {
      const { current, intent } = this.#playthrough;
      const entryId = await this.#playthrough.following(current?.entryId ?? null);
      if (entryId === null) return ok();
      this.#playthrough.want(intent);
      return await this.#playthrough.load(entryId, intent);
    });
  }

  previous(): Outcome {
    return this.#playthrough.inTurn(async () => {
      const { deck, queue } = this.#options;
      const { current, intent, mode } = this.#playthrough;
      if (current === null) return err({ code: 'queue.empty' });
      if (deck.snapshot.positionMs <= restartThresholdMs) {
        const preceding = await queue.preceding(current.entryId, mode);
        if (!preceding.ok) return preceding;
        if (preceding.value !== null) {
          this.#playthrough.want(intent);
          return await this.#playthrough.load(preceding.value, intent, { walkingBack: true });
        }
      }
      if (deck.snapshot.canSeek) this.#playthrough.seek(0);
      return ok();
    });
  }

  playEntry(entryId: EntryId): Outcome {
    return this.#playthrough.inTurn(async () => {
      this.#playthrough.want('play');
      return await this.#playthrough.load(entryId, 'play');
    });
  }

  setRate(rate: number): Outcome {
    return this.#keep({ rate }, () => this.#options.deck.setRate(rate));
  }

  setVolume(volume: number): Outcome {
    return this.#keep({ volume }, () => this.#applyLoudness());
  }

  setMuted(muted: boolean): Outcome {
    return this.#keep({ muted }, () => this.#applyLoudness());
  }

  setRepeat(repeat: RepeatMode): Outcome {
    return this.#playthrough.inTurn(() => {
      void this.#options.state.update({ repeat });
      this.#playthrough.replan();
      return ok();
    });
  }

  setShuffle(shuffle: boolean): Outcome {
    return this.#playthrough.inTurn(async () => {
      if (shuffle) {
        const restarted = await this.#options.queue.restartShuffle();
        if (!restarted.ok) return restarted;
      }
      void this.#options.state.update({ shuffle });
      this.#playthrough.replan();
      return ok();
    });
  }

  /** Resolves when what was begun is done, for now. */
  settled(): Promise<void> {
    return this.#playthrough.settled();
  }

  /** Saves where it stands, then closes the deck. */
  async [Symbol.asyncDispose](): Promise<void> {
    const { deck, state } = this.#options;
    const { positionMs } = deck.snapshot;
    const currentEntryId = this.#playthrough.current?.entryId ?? null;
    await state.update({ currentEntryId, positionMs });
    await this.#playthrough[Symbol.asyncDispose]();
    await deck[Symbol.asyncDispose]();
  }

  #silence(order: () => void): Outcome {
    return this.#playthrough.inTurn(() => {
      this.#playthrough.want('pause');
      order();
      this.#playthrough.savePosition();
      return ok();
    });
  }

  /** What may be set many times a second, by a slider; it holds even when it cannot be written. */
  #keep(patch: Partial<PlayerState>, apply: () => void): Outcome {
    return this.#playthrough.inTurn(() => {
      this.#options.state.updateSoon(patch);
      apply();
      this.#playthrough.tellSettings();
      return ok();
    });
  }

  #applyLoudness(): void {
    const { volume, muted } = this.#options.state.state;
    this.#options.leases.setLoudness({ volume, muted });
  }
}
