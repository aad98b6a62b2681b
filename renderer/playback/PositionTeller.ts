import type { SinkFact } from '../../electron/contract/sink.ts';
import type { MediaSlot } from './MediaSlot.ts';

/** How often a playing position is told. */
export const positionIntervalMs = 250;
const maximumRanges = 50;

/** Tells where loads stand: the one that plays again and again, any other when there is a reason. */
export class PositionTeller {
  readonly #emit: (fact: SinkFact) => void;
  readonly #rate: () => number;
  #timer: ReturnType<typeof setInterval> | undefined;
  #playing: MediaSlot | null = null;
  #toldAtMs = 0;

  /** @param rate at which what is current plays, or would */
  constructor(emit: (fact: SinkFact) => void, rate: () => number) {
    this.#emit = emit;
    this.#rate = rate;
  }

  /** Tells where `slot` stands, from now on until `stop`. */
  start(slot: MediaSlot): void {
    this.stop();
    this.#playing = slot;
    this.tell(slot);
    this.#timer = setInterval(() => this.tell(slot), positionIntervalMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#playing = null;
  }

  tell(slot: MediaSlot): void {
    const loadId = slot.load?.loadId;
    // At its end an element claims to stand at the length its file states, wherever the bytes ended.
    if (loadId === undefined || slot.element.ended) return;
    // The element computes its position when it is first asked in a task, so it is true now.
    const { positionMs } = slot;
    if (slot === this.#playing) this.#toldAtMs = performance.now();
    const bufferedMs = slot.bufferedMs(maximumRanges);
    this.#emit({ kind: 'position', loadId, positionMs, ageMs: 0, rate: this.#rate(), bufferedMs });
  }

  /** The browser's own ticks go on where a hidden page's timers are slowed down. */
  onTime(slot: MediaSlot): void {
    const isDue = performance.now() - this.#toldAtMs >= positionIntervalMs;
    if (slot === this.#playing && isDue) this.tell(slot);
  }

  /** Main gives up on a load it hears nothing of: a slow one shows that it lives. */
  onProgress(slot: MediaSlot): void {
    if (slot !== this.#playing) this.tell(slot);
  }
}
