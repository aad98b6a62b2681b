import type { LoadId } from '../../electron/contract/ids.ts';
import type { SinkFact, SinkOrder } from '../../electron/contract/sink.ts';
import type { FailureReason } from './failureReason.ts';
import { gainOfVolume } from './gainOfVolume.ts';
import { hasAudioTrack } from './hasAudioTrack.ts';
import { MediaSlot } from './MediaSlot.ts';
import { PositionTeller } from './PositionTeller.ts';
import type { SinkEngine } from './SinkEngine.ts';
import { VideoStage } from './VideoStage.ts';

const maximumAgeMs = 60_000;

type Start = Extract<SinkOrder, { kind: 'start' }>;

/**
 * Plays through two media elements: one that is current, one that is prepared to follow. What follows
 * begins when the browser says that the current one has ended, which leaves a short gap.
 *
 * Everything that waits (a seek, the start of sound) belongs to a *turn*; a newer order about what
 * plays begins the next turn, and what waited for an older one has no effect any more.
 */
export class MediaElementEngine implements SinkEngine {
  readonly #slots: readonly [MediaSlot, MediaSlot];
  readonly #stage: VideoStage;
  readonly #listeners = new Set<(fact: SinkFact) => void>();
  #current: MediaSlot | null = null;
  #turn = 0;
  /** Was it told that the current load sounds? */
  #playing = false;
  #stalled = false;
  /** Did the browser pause the current load, and main has not ordered anything of it since? */
  #isInterrupted = false;
  #rate = 1;
  /** What follows which load. */
  #next: { readonly loadId: LoadId; readonly nextLoadId: LoadId } | null = null;
  /** What the browser refused to start; run again in a gesture. */
  #refused: (() => void) | null = null;
  readonly #positions = new PositionTeller(
    (fact) => this.#emit(fact),
    () => this.#rate,
  );

  /** @param createElement makes the element of each slot; a test passes its own */
  constructor(
    page: Document = document,
    createElement: (index: 0 | 1) => HTMLVideoElement = () => page.createElement('video'),
  ) {
    const listener = {
      onReady: (slot: MediaSlot) => this.#onReady(slot),
      onFailed: (slot: MediaSlot, reason: FailureReason, details: string) =>
        this.#onFailed(slot, reason, details),
      onWaiting: (slot: MediaSlot) => this.#onWaiting(slot),
      onPlaying: (slot: MediaSlot) => this.#onPlaying(slot),
      onPaused: (slot: MediaSlot) => this.#onPaused(slot),
      onTime: (slot: MediaSlot) => this.#positions.onTime(slot),
      onProgress: (slot: MediaSlot) => this.#positions.onProgress(slot),
      onEnded: (slot: MediaSlot) => this.#onEnded(slot),
    };
    this.#stage = new VideoStage(page);
    this.#slots = [
      new MediaSlot(createElement(0), listener),
      new MediaSlot(createElement(1), listener),
    ];
    for (const slot of this.#slots) this.#stage.park(slot.element);
  }

  subscribeFacts(listener: (fact: SinkFact) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  execute(order: SinkOrder): void {
    if (order.kind === 'setVolume') {
      for (const { element } of this.#slots) {
        element.volume = gainOfVolume(order.volume);
        element.muted = order.muted;
      }
      return;
    }
    if (order.kind === 'prepare') {
      this.#prepare(order);
      return;
    }
    const slot = this.#slotOf(order.loadId);
    if (slot === undefined) return;
    switch (order.kind) {
      case 'start':
        void this.#start(slot, order);
        break;
      case 'pause':
        this.#halt(slot);
        this.#emit({ kind: 'paused', loadId: order.loadId, positionMs: slot.positionMs });
        break;
      case 'stop':
        this.#halt(slot);
        void slot.seek(0);
        this.#emit({ kind: 'stopped', loadId: order.loadId });
        break;
      case 'scrub':
        void this.#scrub(slot, order.loadId, order.positionMs);
        break;
      case 'setRate':
        this.#setRate(slot, order.loadId, order.rate);
        break;
      case 'setNext':
        this.#next =
          order.nextLoadId === null ? null : { loadId: order.loadId, nextLoadId: order.nextLoadId };
        break;
      case 'unload':
        this.#unload(slot);
        break;
    }
  }

  reset(): void {
    this.#turn += 1;
    for (const slot of this.#slots) this.#unload(slot);
    this.#next = null;
  }

  attachVideo(host: HTMLElement): () => void {
    return this.#stage.attach(host);
  }

  startListening(): void {
    const start = this.#refused;
    this.#refused = null;
    start?.();
  }

  dispose(): void {
    this.reset();
    this.#listeners.clear();
    this.#stage.dispose();
  }

  #slotOf(loadId: LoadId): MediaSlot | undefined {
    return this.#slots.find((slot) => slot.load?.loadId === loadId);
  }

  #prepare(order: Extract<SinkOrder, { kind: 'prepare' }>): void {
    const [first, second] = this.#slots;
    const spare =
      [first, second].find((slot) => slot.load === null) ??
      (this.#current === first ? second : first);
    this.#unload(spare);
    const { loadId, url, mimeType, hasVideo } = order;
    spare.prepare({ loadId, url, mimeType, hasVideo });
  }

  async #start(slot: MediaSlot, order: Start): Promise<void> {
    const turn = this.#begin(slot);
    this.#playing = false;
    this.#rate = order.rate;
    if (!(await slot.ready) || turn !== this.#turn) return;
    if (order.positionMs !== null) {
      // The old place falls silent while the browser looks for the new one.
      slot.element.pause();
      if (!(await slot.seek(order.positionMs)) || turn !== this.#turn) return;
    }
    const report = () => {
      this.#playing = order.rate > 0;
      this.#emit({
        kind: 'started',
        loadId: order.loadId,
        positionMs: slot.positionMs,
        ageMs: 0,
        rate: order.rate,
      });
    };
    if (order.rate > 0 && !slot.element.ended) {
      this.#sound(slot, turn, report);
      return;
    }
    report();
    // Told to play at its end, an element would begin anew.
    if (slot.element.ended) this.#onEnded(slot);
  }

  /** Makes `slot` the current one and everything else silent. */
  #begin(slot: MediaSlot): number {
    this.#turn += 1;
    this.#refused = null;
    this.#stalled = false;
    this.#isInterrupted = false;
    this.#positions.stop();
    if (this.#current !== slot) {
      this.#current?.element.pause();
      this.#current = slot;
      this.#stage.show(slot.load?.hasVideo === true ? slot.element : null);
    }
    return this.#turn;
  }

  /** Starts sound and calls `report` when it is heard. */
  #sound(slot: MediaSlot, turn: number, report: () => void, unblocking = false): void {
    const loadId = slot.load?.loadId;
    if (loadId === undefined) return;
    slot.setRate(this.#rate);
    slot.element.play().then(
      () => {
        if (turn !== this.#turn) return;
        if (unblocking) this.#emit({ kind: 'unblocked' });
        report();
        this.#positions.start(slot);
      },
      (error: unknown) => {
        if (turn !== this.#turn || !isNotAllowed(error)) return;
        this.#refused = () => this.#sound(slot, turn, report, true);
        this.#emit({ kind: 'blocked', loadId });
      },
    );
  }

  /** Ends whatever `slot` was about to do, and its sound. */
  #halt(slot: MediaSlot): void {
    if (slot === this.#current) {
      this.#turn += 1;
      this.#playing = false;
      this.#stalled = false;
      this.#refused = null;
      this.#positions.stop();
    }
    slot.element.pause();
  }

  async #scrub(slot: MediaSlot, loadId: LoadId, positionMs: number): Promise<void> {
    const turn = this.#begin(slot);
    this.#playing = false;
    slot.element.pause();
    if (!(await slot.ready) || turn !== this.#turn) return;
    if (!(await slot.seek(positionMs)) || turn !== this.#turn) return;
    this.#emit({ kind: 'scrubbed', loadId, positionMs: slot.positionMs });
  }

  #setRate(slot: MediaSlot, loadId: LoadId, rate: number): void {
    if (slot === this.#current) {
      this.#rate = rate;
      if (rate === 0) {
        slot.element.pause();
        this.#positions.stop();
      } else if (this.#playing && slot.element.paused) {
        this.#sound(slot, this.#turn, () => this.#positions.tell(slot));
      }
    }
    if (rate > 0) slot.setRate(rate);
    this.#emit({ kind: 'rateChanged', loadId, rate });
    if (slot === this.#current && this.#playing) this.#positions.tell(slot);
  }

  #unload(slot: MediaSlot): void {
    if (slot === this.#current) {
      this.#halt(slot);
      this.#current = null;
      this.#stage.show(null);
    }
    slot.unload();
  }

  #onReady(slot: MediaSlot): void {
    if (slot.load === null) return;
    const { videoWidth, videoHeight } = slot.element;
    const hasVideo = slot.load.hasVideo && videoWidth > 0;
    this.#emit({
      kind: 'prepared',
      loadId: slot.load.loadId,
      durationMs: slot.durationMs,
      seekable: slot.seekable,
      hasAudio: hasAudioTrack(slot.element, hasVideo),
      hasVideo,
      widthPx: hasVideo ? videoWidth : 0,
      heightPx: hasVideo ? videoHeight : 0,
    });
  }

  #onFailed(slot: MediaSlot, reason: FailureReason, details: string): void {
    if (slot.load === null) return;
    if (slot === this.#current) this.#halt(slot);
    this.#emit({ kind: 'failed', loadId: slot.load.loadId, reason, details });
  }

  #onWaiting(slot: MediaSlot): void {
    // A seek waits too, and ends with a fact of its own.
    if (!this.#sounds(slot) || this.#stalled || slot.element.seeking) return;
    this.#stalled = true;
    this.#positions.stop();
    this.#emit({ kind: 'stalled', loadId: slot.load.loadId, positionMs: slot.positionMs });
  }

  /** An event of a pause comes late: what it is about may be over, or was ordered. */
  #onPaused(slot: MediaSlot): void {
    const { element } = slot;
    const isOrdered = this.#rate === 0 || element.ended || !element.paused;
    if (!this.#sounds(slot) || isOrdered) return;
    const { loadId } = slot.load;
    this.#halt(slot);
    this.#isInterrupted = true;
    this.#emit({ kind: 'interrupted', loadId, positionMs: slot.positionMs });
  }

  #onPlaying(slot: MediaSlot): void {
    // A browser that goes on by itself must not sound while main and its pages show a pause.
    if (slot === this.#current && this.#isInterrupted) slot.element.pause();
    if (!this.#sounds(slot) || !this.#stalled) return;
    this.#stalled = false;
    this.#emit({ kind: 'resumed', loadId: slot.load.loadId, positionMs: slot.positionMs });
    this.#positions.start(slot);
  }

  #onEnded(slot: MediaSlot): void {
    if (!this.#sounds(slot)) return;
    const ended = slot.load.loadId;
    this.#positions.stop();
    const nextLoadId = this.#next?.loadId === ended ? this.#next.nextLoadId : null;
    const next = nextLoadId === null ? undefined : this.#slotOf(nextLoadId);
    this.#next = null;
    if (nextLoadId === null || next === undefined) this.#end(ended, slot);
    else void this.#switch(slot, ended, next, nextLoadId);
  }

  async #switch(
    from: MediaSlot,
    ended: LoadId,
    next: MediaSlot,
    nextLoadId: LoadId,
  ): Promise<void> {
    // Waiting for what is there already would lengthen the gap.
    if (!next.isReady) {
      const waiting = this.#turn;
      const isReady = await next.ready;
      if (waiting !== this.#turn) return;
      if (!isReady) {
        this.#end(ended, from);
        return;
      }
    }
    const turn = this.#begin(next);
    this.#sound(next, turn, () => {
      // It has sounded for as long as its position has moved.
      const ageMs = Math.min(maximumAgeMs, next.positionMs / this.#rate);
      this.#emit({ kind: 'switched', loadId: ended, nextLoadId, ageMs });
    });
  }

  #end(loadId: LoadId, slot: MediaSlot): void {
    this.#playing = false;
    this.#emit({ kind: 'ended', loadId, positionMs: slot.durationMs ?? slot.positionMs });
  }

  #sounds(slot: MediaSlot): slot is MediaSlot & { readonly load: NonNullable<MediaSlot['load']> } {
    return slot === this.#current && this.#playing && slot.load !== null;
  }

  #emit(fact: SinkFact): void {
    for (const listener of [...this.#listeners]) listener(fact);
  }
}

/** A browser's refusal to sound without a gesture; `AbortError` is the answer to our own next order. */
function isNotAllowed(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotAllowedError';
}
