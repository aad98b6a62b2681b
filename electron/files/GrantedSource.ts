import { Emitter, type EventSource } from '../base/Emitter.ts';
import { err, ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import type { GrantId } from '../contract/ids.ts';
import type { MediaDescription } from '../library/MediaDescription.ts';
import type {
  MediaSource,
  MediaSourceEvent,
  PresentationDescriptor,
  SourceCharacteristics,
  SourceLocator,
  StreamDescriptor,
} from '../media/MediaSource.ts';
import type { Grants } from './Grants.ts';

/** The bytes of a source, found and looked at. */
export interface ExaminedMedia {
  /** As a person would say it. */
  readonly name: string;
  readonly description: MediaDescription;
  /** Are they still there, and the same? */
  check(signal: AbortSignal): Promise<Result<void, AppError>>;
  /** Keeps them there until the source is shut down. */
  readonly hold: Disposable | null;
}

export interface GrantedSourceOptions {
  readonly grantId: GrantId;
  readonly grants: Grants;
  /** Finds the bytes and looks at them; `createPresentationDescriptor` calls it. */
  readonly examine: (signal: AbortSignal) => Promise<Result<ExaminedMedia, AppError>>;
}

/**
 * What the sources of files, uploads and files on players have in common: bytes of a grant, which the
 * sink fetches from `media/{grantId}`. The source itself delivers nothing; it checks the file before it
 * is played, and tells with an `error` event when its bytes could not be served any more (removed,
 * changed, drive gone, player unplugged).
 */
export class GrantedSource implements MediaSource {
  readonly locator: SourceLocator;
  readonly characteristics: SourceCharacteristics = {
    seekable: true,
    pausable: true,
    live: false,
  };
  readonly #grants: Grants;
  readonly #examine: GrantedSourceOptions['examine'];
  readonly #events = new Emitter<MediaSourceEvent>();
  readonly #failures: Disposable;
  #hold: Disposable | null = null;
  #examined: ExaminedMedia | null = null;
  #hasFailed = false;
  readonly #shutdown = new AbortController();

  constructor({ grantId, grants, examine }: GrantedSourceOptions) {
    this.locator = { grantId, url: `media/${grantId}` };
    this.#grants = grants;
    this.#examine = examine;
    this.#failures = grants.failures.subscribe((failure) => {
      if (failure.grantId === grantId) this.#tellError(failure.error);
    });
  }

  get events(): EventSource<MediaSourceEvent> {
    return this.#events;
  }

  /** Tags, format and picture, known once the presentation descriptor was made. */
  get description(): MediaDescription | null {
    return this.#examined?.description ?? null;
  }

  get isShutdown(): boolean {
    return this.#shutdown.signal.aborted;
  }

  async createPresentationDescriptor(
    signal: AbortSignal,
  ): Promise<Result<PresentationDescriptor, AppError>> {
    if (this.#shutdown.signal.aborted) return shutdownError;
    const examined = await this.#examine(signal);
    if (!examined.ok) return examined;
    this.#replaceHold(examined.value.hold);
    // Shutdown may have come while it was looked at.
    if (this.isShutdown) return shutdownError;
    this.#examined = examined.value;
    this.#hasFailed = false;
    return ok(descriptorOf(examined.value.description));
  }

  /** The sink reads from any position; what is checked is that the file is still the one examined. */
  async start(_positionMs: number | null): Promise<Result<void, AppError>> {
    if (this.#shutdown.signal.aborted) return shutdownError;
    const examined = this.#examined;
    if (examined === null) return err({ code: 'media.invalidRequest' });
    if (this.#grants.resolve(this.locator.grantId) === null) {
      return err({ code: 'file.notGranted', subject: examined.name });
    }
    const checked = await examined.check(this.#shutdown.signal);
    return this.isShutdown ? shutdownError : checked;
  }

  pause(): Promise<Result<void, AppError>> {
    return Promise.resolve(this.isShutdown ? shutdownError : ok());
  }

  stop(): Promise<Result<void, AppError>> {
    return Promise.resolve(this.isShutdown ? shutdownError : ok());
  }

  shutdown(): void {
    if (this.isShutdown) return;
    this.#shutdown.abort();
    this.#failures[Symbol.dispose]();
    this.#replaceHold(null);
  }

  protected tell(event: MediaSourceEvent): void {
    this.#events.emit(event);
  }

  #replaceHold(hold: Disposable | null): void {
    this.#hold?.[Symbol.dispose]();
    this.#hold = this.isShutdown ? null : hold;
    if (this.isShutdown) hold?.[Symbol.dispose]();
  }

  /** One error ends the source; the requests that fail after it say nothing new. */
  #tellError(error: AppError): void {
    if (this.#hasFailed || this.isShutdown) return;
    this.#hasFailed = true;
    this.#events.emit({ kind: 'error', error });
  }
}

const shutdownError = err<AppError>({ code: 'media.shutdown' });

/** The first sound and the first picture are what a browser plays. */
function descriptorOf(description: MediaDescription): PresentationDescriptor {
  const chosen = new Set<string>();
  const streams = description.streams.map((format, streamId): StreamDescriptor => {
    const selected = !chosen.has(format.major);
    chosen.add(format.major);
    return { streamId, selected, format };
  });
  const { durationMs, isDurationStated, mimeType } = description;
  return { streams, durationMs, isDurationStated, mimeType };
}
