import type { CommandInput, CommandName } from '../../../electron/contract/commands.ts';
import type { AppError } from '../../../electron/contract/errors.ts';
import type { RepeatMode } from '../../../electron/contract/playback.ts';
import type { Bridge } from '../../bridge/Bridge.ts';
import { currentPositionMs } from '../../stores/index.ts';
import type { Stores } from '../../stores/Stores.ts';
import { WantedValue } from './WantedValue.ts';

/** The rates the menu and the keys step through. */
export const rates: readonly number[] = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 3, 4];

const nextRepeat: Readonly<Record<RepeatMode, RepeatMode>> = { off: 'all', all: 'one', one: 'off' };

/**
 * What a person does to the player, from the bar, the keyboard or media keys. Relative actions start
 * from what was last asked for, else from the newest state the page knows. Failures go to `tell`;
 * nothing rejects.
 */
export class PlayerActions {
  readonly #bridge: Bridge;
  readonly #stores: Stores;
  readonly #tell: (error: AppError) => void;
  readonly #playing = new WantedValue<boolean>((playing) =>
    this.#send(playing ? 'player.play' : 'player.pause', {}),
  );
  readonly #volume = new WantedValue<number>((volume) =>
    this.#send('player.setVolume', { volume }),
  );
  readonly #muted = new WantedValue<boolean>((muted) => this.#send('player.setMuted', { muted }));
  readonly #shuffle = new WantedValue<boolean>((shuffle) =>
    this.#send('player.setShuffle', { shuffle }),
  );
  readonly #repeat = new WantedValue<RepeatMode>((repeat) =>
    this.#send('player.setRepeat', { repeat }),
  );
  readonly #rate = new WantedValue<number>((rate) => this.#send('player.setRate', { rate }));
  #seekTarget: { readonly positionMs: number } | null = null;

  constructor(bridge: Bridge, stores: Stores, tell: (error: AppError) => void) {
    this.#bridge = bridge;
    this.#stores = stores;
    this.#tell = tell;
  }

  play(): void {
    void this.#playing.set(true);
  }

  pause(): void {
    void this.#playing.set(false);
  }

  stop(): void {
    this.#playing.forget();
    void this.#send('player.stop', {});
  }

  togglePlay(): void {
    const playback = this.#stores.topics.playback.getState()?.value;
    const plays = playback?.intent === 'play' && playback.status !== 'stopped';
    void this.#playing.set(!(this.#playing.pending ?? plays));
  }

  next(): void {
    void this.#send('player.next', {});
  }

  previous(): void {
    void this.#send('player.previous', {});
  }

  /** Resolves when main has taken the jump over. */
  async seekTo(positionMs: number): Promise<void> {
    const target = { positionMs: Math.max(0, Math.round(positionMs)) };
    this.#seekTarget = target;
    await this.#send('player.seek', target);
    if (this.#seekTarget === target) this.#seekTarget = null;
  }

  /** Steps add up while a jump is under way. */
  seekBy(offsetMs: number): void {
    const playback = this.#stores.topics.playback.getState();
    if (playback === null || playback.value.status === 'empty') return;
    const fromMs =
      this.#seekTarget?.positionMs ??
      currentPositionMs(playback.value, playback.receivedAtMs, performance.now());
    const endMs = playback.value.durationMs ?? Number.POSITIVE_INFINITY;
    void this.seekTo(Math.min(Math.max(0, fromMs + offsetMs), endMs));
  }

  /** Resolves when the newest volume that was asked for is main's. */
  setVolume(volume: number): Promise<void> {
    return this.#volume.set(Math.min(1, Math.max(0, volume)));
  }

  changeVolumeBy(offset: number): void {
    const player = this.#player;
    if (player === undefined) return;
    if (offset > 0 && (this.#muted.pending ?? player.muted)) this.setMuted(false);
    // Whole hundredths, so that ten steps up and down end where they began.
    void this.setVolume(Math.round(((this.#volume.pending ?? player.volume) + offset) * 100) / 100);
  }

  setMuted(muted: boolean): void {
    void this.#muted.set(muted);
  }

  toggleMuted(): void {
    const player = this.#player;
    if (player !== undefined) this.setMuted(!(this.#muted.pending ?? player.muted));
  }

  toggleShuffle(): void {
    const player = this.#player;
    if (player !== undefined) void this.#shuffle.set(!(this.#shuffle.pending ?? player.shuffle));
  }

  cycleRepeat(): void {
    const player = this.#player;
    if (player !== undefined)
      void this.#repeat.set(nextRepeat[this.#repeat.pending ?? player.repeat]);
  }

  setRate(rate: number): void {
    void this.#rate.set(rate);
  }

  /** To the next of `rates` above or below. */
  stepRate(direction: 1 | -1): void {
    const now = this.#rate.pending ?? this.#player?.rate;
    if (now === undefined) return;
    const next =
      direction === 1 ? rates.find((rate) => rate > now) : rates.findLast((rate) => rate < now);
    if (next !== undefined) this.setRate(next);
  }

  get #player() {
    return this.#stores.topics.player.getState()?.value;
  }

  async #send<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<void> {
    const outcome = await this.#bridge.invoke(name, input);
    if (!outcome.ok) this.#tell(outcome.error);
  }
}
