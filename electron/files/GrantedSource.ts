import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Emitter, type EventSource } from '../base/Emitter.ts';
import { err, ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import type { GrantId } from '../contract/ids.ts';
import { describeMedia } from '../library/describeMedia.ts';
import { fileErrorOf } from '../library/fileErrorOf.ts';
import type { MediaDescription } from '../library/MediaDescription.ts';
import type { TagReading } from '../library/TagReader.ts';
import type {
  MediaSource,
  MediaSourceEvent,
  PresentationDescriptor,
  SourceCharacteristics,
  SourceLocator,
  StreamDescriptor,
} from '../media/MediaSource.ts';
import type { Grants } from './Grants.ts';
import { inspectFile, type InspectedFile } from './inspectFile.ts';

/** A file on this machine that holds a source's bytes. */
export interface SourceBytes {
  readonly path: string;
  /** May a picture beside the file be its cover? */
  readonly picture: 'embedded' | 'embeddedOrBeside';
  /** Keeps the file there until the source is shut down. */
  readonly hold: Disposable | null;
}

export interface GrantedSourceOptions {
  readonly grantId: GrantId;
  readonly grants: Grants;
  readonly tagReader: TagReading;
  /** Finds the bytes; `createPresentationDescriptor` calls it. */
  readonly openBytes: (signal: AbortSignal) => Promise<Result<SourceBytes, AppError>>;
}

/**
 * What `FileSource` and `UploadSource` have in common: bytes of a grant, which the sink fetches from
 * `media/{grantId}`. The source itself delivers nothing; it checks the file before it is played, and
 * tells with an `error` event when its bytes could not be served any more (removed, changed, drive
 * gone).
 */
export class GrantedSource implements MediaSource {
  readonly locator: SourceLocator;
  readonly characteristics: SourceCharacteristics = {
    seekable: true,
    pausable: true,
    live: false,
  };
  readonly #grants: Grants;
  readonly #tagReader: TagReading;
  readonly #openBytes: GrantedSourceOptions['openBytes'];
  readonly #events = new Emitter<MediaSourceEvent>();
  readonly #failures: Disposable;
  #hold: Disposable | null = null;
  #inspected: InspectedFile | null = null;
  #description: MediaDescription | null = null;
  #hasFailed = false;
  #isShutdown = false;

  constructor({ grantId, grants, tagReader, openBytes }: GrantedSourceOptions) {
    this.locator = { grantId, url: `media/${grantId}` };
    this.#grants = grants;
    this.#tagReader = tagReader;
    this.#openBytes = openBytes;
    this.#failures = grants.failures.subscribe((failure) => {
      if (failure.grantId === grantId) this.#tellError(failure.error);
    });
  }

  get events(): EventSource<MediaSourceEvent> {
    return this.#events;
  }

  /** Tags, format and picture, known once the presentation descriptor was made. */
  get description(): MediaDescription | null {
    return this.#description;
  }

  get isShutdown(): boolean {
    return this.#isShutdown;
  }

  async createPresentationDescriptor(
    signal: AbortSignal,
  ): Promise<Result<PresentationDescriptor, AppError>> {
    if (this.#isShutdown) return shutdownError;
    const bytes = await this.#openBytes(signal);
    if (!bytes.ok) return bytes;
    this.#replaceHold(bytes.value.hold);
    const { path, picture } = bytes.value;
    const inspected = await inspectFile(path, signal);
    if (!inspected.ok) return inspected;
    const read = await this.#tagReader.read(path, { priority: 'interactive', picture, signal });
    const description = read.ok ? ok(read.value) : withoutTags(inspected.value, read.error);
    // Shutdown may have come at any of the waits above.
    if (this.isShutdown) return shutdownError;
    if (!description.ok) return description;
    this.#inspected = inspected.value;
    this.#description = description.value;
    this.#hasFailed = false;
    return ok(descriptorOf(description.value));
  }

  /** The sink reads from any position; what is checked is that the file is still the one examined. */
  async start(_positionMs: number | null): Promise<Result<void, AppError>> {
    if (this.#isShutdown) return shutdownError;
    const inspected = this.#inspected;
    if (inspected === null) return err({ code: 'media.invalidRequest' });
    const subject = basename(inspected.path);
    if (this.#grants.resolve(this.locator.grantId) === null) {
      return err({ code: 'file.notGranted', subject });
    }
    try {
      const { size, mtimeMs } = await stat(inspected.path);
      const isSame = size === inspected.sizeBytes && mtimeMs === inspected.modifiedMs;
      if (!isSame) return err({ code: 'file.changed', subject });
    } catch (error) {
      return err(fileErrorOf(error, subject));
    }
    return this.isShutdown ? shutdownError : ok();
  }

  pause(): Promise<Result<void, AppError>> {
    return Promise.resolve(this.#isShutdown ? shutdownError : ok());
  }

  stop(): Promise<Result<void, AppError>> {
    return Promise.resolve(this.#isShutdown ? shutdownError : ok());
  }

  shutdown(): void {
    if (this.#isShutdown) return;
    this.#isShutdown = true;
    this.#failures[Symbol.dispose]();
    this.#replaceHold(null);
  }

  #replaceHold(hold: Disposable | null): void {
    this.#hold?.[Symbol.dispose]();
    this.#hold = this.#isShutdown ? null : hold;
    if (this.#isShutdown) hold?.[Symbol.dispose]();
  }

  /** One error ends the source; the requests that fail after it say nothing new. */
  #tellError(error: AppError): void {
    if (this.#hasFailed || this.#isShutdown) return;
    this.#hasFailed = true;
    this.#events.emit({ kind: 'error', error });
  }
}

const shutdownError = err<AppError>({ code: 'media.shutdown' });

/** A worker that gave up on the tags says nothing of the sound; the browser's own reader decides. */
function withoutTags(
  { sizeBytes, mimeType }: InspectedFile,
  error: AppError,
): Result<MediaDescription, AppError> {
  if (error.code !== 'file.readFailed') return err(error);
  const described = describeMedia({
    sizeBytes,
    mimeType,
    metadata: null,
    mp4Codecs: new Map(),
    oggDurationMs: null,
    flacExtent: null,
  });
  return ok({ ...described, artId: null });
}

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
