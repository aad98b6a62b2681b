import { Emitter, type EventSource } from '../../base/Emitter.ts';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import { GrantId } from '../../contract/ids.ts';
import type { StreamFormat } from '../../contract/signalPath.ts';
import type {
  MediaSource,
  MediaSourceEvent,
  PresentationDescriptor,
  SourceCharacteristics,
  SourceLocator,
} from '../MediaSource.ts';

export const stereoMp3: StreamFormat = {
  major: 'audio',
  name: 'MPEG 1 Layer 3',
  sampleRateHz: 44_100,
  channelCount: 2,
  bitsPerSample: null,
  bitrateBps: 192_000,
  widthPx: null,
  heightPx: null,
};

export const h264: StreamFormat = {
  major: 'video',
  name: 'H264',
  sampleRateHz: null,
  channelCount: null,
  bitsPerSample: null,
  bitrateBps: null,
  widthPx: 1_280,
  heightPx: 720,
};

interface FakeMediaSourceOptions {
  readonly name?: string;
  readonly durationMs?: number | null;
  readonly isDurationStated?: boolean;
  readonly mimeType?: string;
  readonly formats?: readonly StreamFormat[];
  readonly characteristics?: Partial<SourceCharacteristics>;
}

type Request = 'start' | 'pause' | 'stop';

/** A source that does as it is told, and notes what it was told. */
export class FakeMediaSource implements MediaSource {
  readonly locator: SourceLocator;
  readonly characteristics: SourceCharacteristics;
  readonly presentation: PresentationDescriptor;
  /** "start 0", "start here", "pause", "stop" … */
  readonly calls: string[] = [];
  /** Answers every later request of that kind so, instead of granting it. */
  readonly refusals = new Map<Request, AppError>();
  /** Requests of these kinds are never answered. */
  readonly silences = new Set<Request>();
  readonly #emitter = new Emitter<MediaSourceEvent>();
  #subscriptionError: Error | null = null;
  #isShutdown = false;

  constructor(options: FakeMediaSourceOptions = {}) {
    const { name = 'song', durationMs = 60_000, mimeType = 'audio/mpeg' } = options;
    const { formats = [stereoMp3], isDurationStated = false } = options;
    this.locator = { grantId: GrantId.parse(name), url: `media/${name}` };
    this.characteristics = {
      seekable: true,
      pausable: true,
      live: false,
      ...options.characteristics,
    };
    this.presentation = {
      streams: formats.map((format, streamId) => ({ streamId, selected: true, format })),
      durationMs,
      isDurationStated,
      mimeType,
    };
  }

  get events(): EventSource<MediaSourceEvent> {
    if (this.#subscriptionError === null) return this.#emitter;
    const error = this.#subscriptionError;
    return {
      subscribe: () => {
        throw error;
      },
    };
  }

  get isShutdown(): boolean {
    return this.#isShutdown;
  }

  get listenerCount(): number {
    return this.#emitter.listenerCount;
  }

  /** Nobody can listen to it from now on. */
  refuseSubscriptions(error: Error): void {
    this.#subscriptionError = error;
  }

  tell(event: MediaSourceEvent): void {
    this.#emitter.emit(event);
  }

  createPresentationDescriptor(): Promise<Result<PresentationDescriptor, AppError>> {
    return Promise.resolve(
      this.#isShutdown ? err({ code: 'media.shutdown' }) : ok(this.presentation),
    );
  }

  start(positionMs: number | null): Promise<Result<void, AppError>> {
    return this.#answer('start', `start ${positionMs ?? 'here'}`);
  }

  pause(): Promise<Result<void, AppError>> {
    return this.#answer('pause', 'pause');
  }

  stop(): Promise<Result<void, AppError>> {
    return this.#answer('stop', 'stop');
  }

  shutdown(): void {
    this.#isShutdown = true;
  }

  #answer(request: Request, call: string): Promise<Result<void, AppError>> {
    this.calls.push(call);
    if (this.silences.has(request)) return new Promise(() => undefined);
    const refusal = this.#isShutdown
      ? ({ code: 'media.shutdown' } as const)
      : this.refusals.get(request);
    return Promise.resolve(refusal === undefined ? ok() : err(refusal));
  }
}
