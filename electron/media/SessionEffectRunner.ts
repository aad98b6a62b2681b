import type { MonotonicClock, Timer } from '../base/MonotonicClock.ts';
import { ClockDriver, type TimeSources } from './ClockDriver.ts';
import type { MediaSessionEvent } from './MediaSessionEvent.ts';
import type { MediaSink } from './MediaSink.ts';
import type { PresentationClockReader } from './PresentationClock.ts';
import type { Sequencer } from './Sequencer.ts';
import { sourceNodeOf } from './session/presentationTimes.ts';
import type { SessionEffect } from './session/SessionEffect.ts';
import type { SessionInput } from './session/SessionInput.ts';
import { SourceDriver } from './SourceDriver.ts';
import { TopologyBinder } from './TopologyBinder.ts';
import { TopologyResolver, type TopologyLoader } from './TopologyResolver.ts';

interface SessionEffectRunnerOptions {
  readonly sink: MediaSink;
  readonly clock: MonotonicClock;
  readonly loader?: TopologyLoader;
  readonly timeSources?: TimeSources;
  /** Takes what comes of an effect, now or later. */
  readonly receive: (input: SessionInput) => void;
  readonly emit: (event: MediaSessionEvent) => void;
}

/** Carries out what a transition decided, on sources, sink, clock and sequencers. */
export class SessionEffectRunner implements Disposable {
  readonly #sink: MediaSink;
  readonly #monotonic: MonotonicClock;
  readonly #receive: (input: SessionInput) => void;
  readonly #emit: (event: MediaSessionEvent) => void;
  readonly #binder: TopologyBinder;
  readonly #sources: SourceDriver;
  readonly #clock: ClockDriver;
  readonly #sequencers = new Map<Sequencer, Disposable>();
  /** What sources and the topology loader are asked, until they have answered. */
  readonly #asking = new Set<Promise<void>>();
  #idleTimer: Timer | null = null;

  constructor(options: SessionEffectRunnerOptions) {
    this.#sink = options.sink;
    this.#monotonic = options.clock;
    this.#receive = options.receive;
    this.#emit = options.emit;
    this.#binder = new TopologyBinder(options.sink, options.loader ?? new TopologyResolver());
    this.#sources = new SourceDriver((loadId, event) =>
      this.#receive({ kind: 'sourceEvent', loadId, event }),
    );
    this.#clock = new ClockDriver(
      options.clock,
      (loadId) => this.#receive({ kind: 'stopTimeReached', loadId }),
      options.timeSources,
    );
  }

  /** As clients may see it. */
  get clock(): PresentationClockReader {
    return this.#clock.clock.reader;
  }

  /** Is no source and no topology loader asked anything, with nothing that would follow? */
  get isIdle(): boolean {
    return this.#asking.size === 0;
  }

  /** Resolves when it is so. */
  async idle(): Promise<void> {
    while (!this.isIdle) await Promise.all(this.#asking);
  }

  disarmIdleTimer(): void {
    this.#idleTimer?.[Symbol.dispose]();
    this.#idleTimer = null;
  }

  [Symbol.dispose](): void {
    this.disarmIdleTimer();
    this.#binder[Symbol.dispose]();
    this.#sources[Symbol.dispose]();
    this.#clock[Symbol.dispose]();
    for (const subscription of this.#sequencers.values()) subscription[Symbol.dispose]();
    this.#sequencers.clear();
  }

  perform(effect: SessionEffect): void {
    switch (effect.kind) {
      case 'emit':
        this.#emit(effect.event);
        break;
      case 'order':
        this.#sink.order(effect.order);
        break;
      case 'resolve':
        this.#ask(this.#resolve(effect));
        break;
      case 'refit':
        this.#ask(this.#refit(effect));
        break;
      case 'callSource':
        this.#ask(this.#callSource(effect));
        break;
      case 'releaseSource':
        this.#sources.release(effect.loadId);
        break;
      case 'selectSegment': {
        const { token, sequencer, target } = effect;
        this.#receive({ kind: 'segmentSelected', token, result: sequencer.select(target) });
        break;
      }
      case 'attachSequencer':
        this.#attach(effect.sequencer);
        break;
      case 'tellSequencer':
        if (effect.what === 'started') effect.sequencer.segmentStarted(effect.segmentId);
        else effect.sequencer.segmentEnded(effect.segmentId);
        break;
      case 'armIdleTimer':
        this.#armIdleTimer(effect.token, effect.delayMs);
        break;
      case 'watchStopTime':
        this.#clock.watchStopTime(effect.loadId, effect.stopPositionMs);
        break;
      default: {
        const changed = this.#clock.perform(effect);
        if (!changed.ok && effect.kind === 'startClock') {
          this.#receive({ kind: 'clockFailed', failure: changed.error });
        }
      }
    }
  }

  #ask(asking: Promise<void>): void {
    this.#asking.add(asking);
    void asking.finally(() => this.#asking.delete(asking));
  }

  async #resolve(effect: Extract<SessionEffect, { kind: 'resolve' }>): Promise<void> {
    const { token, topology, capabilities, noResolution } = effect;
    const result = await this.#binder.resolve(topology, capabilities, noResolution);
    this.#receive({ kind: 'topologyResolved', token, result });
  }

  async #refit(effect: Extract<SessionEffect, { kind: 'refit' }>): Promise<void> {
    const result = await this.#binder.resolve(effect.topology, effect.capabilities, false);
    if (!result.ok) return;
    this.#receive({ kind: 'topologyRefitted', loadId: effect.loadId, topology: result.value });
  }

  async #callSource(effect: Extract<SessionEffect, { kind: 'callSource' }>): Promise<void> {
    const { token, presentation, request, positionMs } = effect;
    const { loadId } = presentation;
    const { source } = sourceNodeOf(presentation);
    if (source === null) return;
    const result = await this.#sources.request(loadId, source, request, positionMs);
    this.#receive({ kind: 'sourceReplied', token, loadId, request, result });
  }

  #attach(sequencer: Sequencer): void {
    if (this.#sequencers.has(sequencer)) return;
    const subscription = sequencer.events.subscribe((event) =>
      this.#receive({ kind: 'sequencerEvent', event }),
    );
    this.#sequencers.set(sequencer, subscription);
  }

  #armIdleTimer(token: number, delayMs: number): void {
    this.disarmIdleTimer();
    this.#idleTimer = this.#monotonic.setTimer(delayMs, () =>
      this.#receive({ kind: 'idleElapsed', token }),
    );
  }
}
