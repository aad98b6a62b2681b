import type { EventSource } from '../base/Emitter.ts';
import type { Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import type { GrantId } from '../contract/ids.ts';
import type { StreamFormat } from '../contract/signalPath.ts';

/** One stream of a presentation (IMFStreamDescriptor). */
export interface StreamDescriptor {
  readonly streamId: number;
  /** Is it part of what is played? A topology may only use selected streams. */
  readonly selected: boolean;
  readonly format: StreamFormat;
}

/** What a source offers to play (IMFPresentationDescriptor). */
export interface PresentationDescriptor {
  readonly streams: readonly StreamDescriptor[];
  /** `null` when the container does not say. */
  readonly durationMs: number | null;
  /** Does the container say how long it is, so that one that ends before is incomplete? */
  readonly isDurationStated: boolean;
  /** Container MIME type with codecs where known, as asked of the sink: `audio/mp4; codecs="mp4a.40.2"`. */
  readonly mimeType: string;
}

/** Where the sink fetches the bytes. */
export interface SourceLocator {
  readonly grantId: GrantId;
  /** Relative to the page's origin. */
  readonly url: string;
}

/** What a source can do (IMFMediaSource::GetCharacteristics). */
export interface SourceCharacteristics {
  readonly seekable: boolean;
  readonly pausable: boolean;
  readonly live: boolean;
}

/** What a source tells the session while it is driven by it. Times are in milliseconds. */
export type MediaSourceEvent =
  /** MEError: nothing more will come. */
  | { readonly kind: 'error'; readonly error: AppError }
  /** MENonFatalError: it goes on. */
  | { readonly kind: 'nonFatalError'; readonly error: AppError }
  /** MEBufferingStarted / MEBufferingStopped. */
  | { readonly kind: 'bufferingStarted' }
  | { readonly kind: 'bufferingStopped' }
  /** MESourceRateChangeRequested. */
  | { readonly kind: 'rateChangeRequested'; readonly rate: number; readonly thin: boolean }
  /** Anything else; forwarded unread. */
  | { readonly kind: 'other'; readonly name: string };

/**
 * A source of media (IMFMediaSource). While a session drives it, the application calls
 * `createPresentationDescriptor`, `characteristics` and `shutdown` only (MS-03).
 */
export interface MediaSource {
  readonly locator: SourceLocator;
  readonly characteristics: SourceCharacteristics;
  /** Opens and examines the source. Every refusal is an `AppError` (`file.*`, `media.*`, `upload.*`). */
  createPresentationDescriptor(
    signal: AbortSignal,
  ): Promise<Result<PresentationDescriptor, AppError>>;
  /** Gets ready to deliver from `positionMs`; `null` is where it stands. */
  start(positionMs: number | null): Promise<Result<void, AppError>>;
  pause(): Promise<Result<void, AppError>>;
  stop(): Promise<Result<void, AppError>>;
  /** Frees everything; later calls answer `media.shutdown`. */
  shutdown(): void;
  readonly isShutdown: boolean;
  readonly events: EventSource<MediaSourceEvent>;
}
