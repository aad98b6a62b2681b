import type { Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';

/** Which bytes of a body are wanted. */
export interface BodyPart {
  readonly first: number;
  /** Exactly so many bytes are given; a file that has fewer by then is an error. */
  readonly lengthBytes: number;
  readonly signal: AbortSignal;
}

/** A media file whose bytes can be sent now. */
export interface ServableMedia {
  readonly sizeBytes: number;
  /** Wall time, ms since 1970; `null` where it is not known. */
  readonly modifiedMs: number | null;
  /** By content. */
  readonly mimeType: string;
  /** The body; it owns the file from here on. */
  stream(part: BodyPart): ReadableStream<Uint8Array>;
  /** Lets go of a file that is not streamed. */
  close(): Promise<void>;
}

/** Opens what is asked for. */
export interface MediaTarget {
  open(signal: AbortSignal): Promise<Result<ServableMedia, AppError>>;
  /** Told when the file cannot be served, at once. What breaks off halfway is told by the body's maker. */
  readonly onFailure: (error: AppError) => void;
}
