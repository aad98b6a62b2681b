import { Emitter, type EventSource } from '../../base/Emitter.ts';
import type { LoadId } from '../../contract/ids.ts';
import type { SinkCapabilities, SinkFact, SinkOrder } from '../../contract/sink.ts';
import type { MediaSink, MediaSinkEvent } from '../MediaSink.ts';

export const fakeCapabilities: SinkCapabilities = {
  sampleRateHz: 48_000,
  channelCount: 2,
  playableTypes: ['audio/mpeg', 'audio/flac', 'video/mp4', 'video/mp4; codecs="avc1.640028"'],
  label: 'Fake page',
};

type StartOrder = Extract<SinkOrder, { kind: 'start' }>;

type Answering = 'answers' | 'silent';

/** What the fake page found out about a url, and what goes wrong with it. */
interface FakeMedium {
  readonly durationMs: number | null;
  readonly seekable: boolean;
  readonly failure: Extract<SinkFact, { kind: 'failed' }>['reason'] | null;
}

/**
 * A page that answers orders as a real one does, at once. It can fall silent, refuse to make a sound,
 * and fail on single urls. Time does not pass in it: tests say where it is.
 */
export class FakeMediaSink implements MediaSink {
  readonly orders: SinkOrder[] = [];
  /** A real page sends facts later, over a port; some tests want to step in between. */
  answering: Answering = 'answers';
  /** Kinds of orders that are never answered. */
  readonly silences = new Set<SinkOrder['kind']>();
  /** Refuses sound until `unblock`. */
  isBlocked = false;
  readonly media = new Map<string, Partial<FakeMedium>>();
  /** Hears each order before it is answered. */
  onOrder: (order: SinkOrder) => unknown = () => undefined;
  readonly #emitter = new Emitter<MediaSinkEvent>();
  readonly #urls = new Map<LoadId, string>();
  #capabilities: SinkCapabilities | null;
  #positionMs = 0;
  #playingLoadId: LoadId | null = null;
  #nextLoadId: LoadId | null = null;
  #refused: StartOrder | null = null;

  constructor(capabilities: SinkCapabilities | null = fakeCapabilities) {
    this.#capabilities = capabilities;
  }

  get capabilities(): SinkCapabilities | null {
    return this.#capabilities;
  }

  get events(): EventSource<MediaSinkEvent> {
    return this.#emitter;
  }

  get playingLoadId(): LoadId | null {
    return this.#playingLoadId;
  }

  /** What it will go on with by itself. */
  get nextLoadId(): LoadId | null {
    return this.#nextLoadId;
  }

  get orderKinds(): readonly SinkOrder['kind'][] {
    return this.orders.map((order) => order.kind);
  }

  order(order: SinkOrder): void {
    if (this.#capabilities === null) return;
    this.orders.push(order);
    this.onOrder(order);
    if (this.answering === 'silent' || this.silences.has(order.kind)) return;
    for (const fact of this.#answersTo(order)) this.tell(fact);
  }

  tell(fact: SinkFact): void {
    this.#emitter.emit({ kind: 'fact', fact });
  }

  /** Playback has advanced to `positionMs`. */
  playTo(positionMs: number, ageMs = 0): void {
    if (this.#playingLoadId === null) throw new Error('Nothing plays');
    this.#positionMs = positionMs;
    const loadId = this.#playingLoadId;
    this.tell({ kind: 'position', loadId, positionMs, ageMs, rate: 1, bufferedMs: [] });
  }

  /** A call came in: what plays is paused, unasked. */
  interrupt(): void {
    const loadId = this.#playingLoadId;
    if (loadId === null) throw new Error('Nothing plays');
    this.tell({ kind: 'interrupted', loadId, positionMs: this.#positionMs });
  }

  /** What plays is over: the next one sounds where it was ordered to follow. */
  playToEnd(): void {
    const loadId = this.#playingLoadId;
    if (loadId === null) throw new Error('Nothing plays');
    const nextLoadId = this.#nextLoadId;
    this.#playingLoadId = nextLoadId;
    this.#nextLoadId = null;
    const positionMs = this.#positionMs;
    if (nextLoadId === null) this.tell({ kind: 'ended', loadId, positionMs });
    else this.tell({ kind: 'switched', loadId, nextLoadId, ageMs: 0 });
  }

  /** The person clicked: what was refused sounds. */
  unblock(): void {
    this.isBlocked = false;
    const refused = this.#refused;
    if (refused === null) return;
    this.tell({ kind: 'unblocked' });
    this.tell(this.#start({ ...refused, positionMs: null }));
  }

  /** The page is gone. */
  invalidate(): void {
    this.#capabilities = null;
    this.#urls.clear();
    this.#playingLoadId = null;
    this.#nextLoadId = null;
    this.#refused = null;
    this.#emitter.emit({ kind: 'invalidated' });
  }

  /** Another page took the lease. */
  comeBack(capabilities: SinkCapabilities = fakeCapabilities): void {
    this.#capabilities = capabilities;
    this.#emitter.emit({ kind: 'available', capabilities });
  }

  #answersTo(order: SinkOrder): SinkFact[] {
    switch (order.kind) {
      case 'prepare':
        this.#urls.set(order.loadId, order.url);
        return [this.#prepared(order.loadId, order.url)];
      case 'start':
        return [this.#start(order)];
      case 'pause':
        this.#refused = null;
        return [{ kind: 'paused', loadId: order.loadId, positionMs: this.#positionMs }];
      case 'stop':
        this.#positionMs = 0;
        this.#playingLoadId = null;
        this.#refused = null;
        return [{ kind: 'stopped', loadId: order.loadId }];
      case 'scrub':
        this.#positionMs = order.positionMs;
        this.#refused = null;
        return [{ kind: 'scrubbed', loadId: order.loadId, positionMs: order.positionMs }];
      case 'setRate':
        return [{ kind: 'rateChanged', loadId: order.loadId, rate: order.rate }];
      case 'setNext':
        this.#nextLoadId = order.nextLoadId;
        return [];
      case 'unload':
        this.#urls.delete(order.loadId);
        if (this.#playingLoadId === order.loadId) this.#playingLoadId = null;
        if (this.#refused?.loadId === order.loadId) this.#refused = null;
        return [];
      case 'setVolume':
        return [];
    }
  }

  #prepared(loadId: LoadId, url: string): SinkFact {
    const medium = this.media.get(url) ?? {};
    const reason = medium.failure ?? null;
    if (reason !== null) return { kind: 'failed', loadId, reason, details: 'as told' };
    return {
      kind: 'prepared',
      loadId,
      durationMs: medium.durationMs ?? null,
      seekable: medium.seekable ?? true,
      hasAudio: true,
      hasVideo: false,
      widthPx: 0,
      heightPx: 0,
    };
  }

  #start(order: StartOrder): SinkFact {
    const { loadId, rate } = order;
    if (order.positionMs !== null) this.#positionMs = order.positionMs;
    this.#refused = this.isBlocked ? order : null;
    if (this.isBlocked) return { kind: 'blocked', loadId };
    this.#playingLoadId = loadId;
    return { kind: 'started', loadId, positionMs: this.#positionMs, ageMs: 0, rate };
  }
}
