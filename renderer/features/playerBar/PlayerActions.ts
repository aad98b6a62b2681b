import type { CommandInput, CommandName } from '../../../electron/contract/commands.ts';
import type { AppError } from '../../../electron/contract/errors.ts';
import type { RepeatMode } from '../../../electron/contract/playback.ts';
import type { Bridge } from '../../bridge/Bridge.ts';
import { currentPositionMs } from '../../stores/index.ts';
import type { Stores } from '../../stores/Stores.ts';

/** The rates the menu and the keys step through. */
export const rates: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 3];

const nextRepeat: Readonly<Record<RepeatMode, RepeatMode>> = { off: 'all', all: 'one', one: 'off' };

/**
 * What a person does to the player, from the bar, the keyboard or media keys. Relative actions start
 * from the newest state the page knows. Failures go to `tell`; nothing rejects.
 */
export class PlayerActions {
  readonly #bridge: Bridge;
  readonly #stores: Stores;
  readonly #tell: (error: AppError) => void;
  #wantedVolume: number | null = null;
  #isSendingVolume = false;
  #seekTarget: { readonly positionMs: number } | null = null;

  constructor(bridge: Bridge, stores: Stores, tell: (error: AppError) => void) {
    this.#bridge = bridge;
    this.#stores = stores;
    this.#tell = tell;
  }

  play(): void {
    void this.#send('player.play', {});
  }

  pause(): void {
    void this.#send('player.pause', {});
  }

  stop(): void {
    void this.#send('player.stop', {});
  }

  togglePlay(): void {
    const playback = this.#stores.topics.playback.getState()?.value;
    if (playback?.intent === 'play' && playback.status !== 'stopped') this.pause();
    else this.play();
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

  /** While one volume is on its way only the newest of the later ones follows. */
  setVolume(volume: number): void {
    this.#wantedVolume = Math.min(1, Math.max(0, volume));
    if (!this.#isSendingVolume) void this.#sendVolumes();
  }

  changeVolumeBy(offset: number): void {
    const player = this.#stores.topics.player.getState()?.value;
    if (player === undefined) return;
    if (player.muted && offset > 0) this.setMuted(false);
    // Whole hundredths, so that ten steps up and down end where they began.
    this.setVolume(Math.round(((this.#wantedVolume ?? player.volume) + offset) * 100) / 100);
  }

  setMuted(muted: boolean): void {
    void this.#send('player.setMuted', { muted });
  }

  toggleMuted(): void {
    const player = this.#stores.topics.player.getState()?.value;
    if (player !== undefined) this.setMuted(!player.muted);
  }

  toggleShuffle(): void {
    const player = this.#stores.topics.player.getState()?.value;
    if (player !== undefined) void this.#send('player.setShuffle', { shuffle: !player.shuffle });
  }

  cycleRepeat(): void {
    const player = this.#stores.topics.player.getState()?.value;
    if (player !== undefined) {
      void this.#send('player.setRepeat', { repeat: nextRepeat[player.repeat] });
    }
  }

  setRate(rate: number): void {
    void this.#send('player.setRate', { rate });
  }

  /** To the next of `rates` above or below. */
  stepRate(direction: 1 | -1): void {
    const now = this.#stores.topics.player.getState()?.value.rate;
    if (now === undefined) return;
    const next =
      direction === 1 ? rates.find((rate) => rate > now) : rates.findLast((rate) => rate < now);
    if (next !== undefined) this.setRate(next);
  }

  async #sendVolumes(): Promise<void> {
    this.#isSendingVolume = true;
    while (this.#wantedVolume !== null) {
      const volume = this.#wantedVolume;
      await this.#send('player.setVolume', { volume });
      if (this.#wantedVolume === volume) this.#wantedVolume = null;
    }
    this.#isSendingVolume = false;
  }

  async #send<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<void> {
    const outcome = await this.#bridge.invoke(name, input);
    if (!outcome.ok) this.#tell(outcome.error);
  }
}
