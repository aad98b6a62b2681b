import { Emitter } from '../base/Emitter.ts';
import type { Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import type { GrantId } from '../contract/ids.ts';
import type { MediaDescription } from '../library/MediaDescription.ts';
import type { TagReading } from '../library/TagReader.ts';
import type {
  MediaSource,
  MediaSourceEvent,
  PresentationDescriptor,
  SourceCharacteristics,
  SourceLocator,
} from '../media/MediaSource.ts';
import type { Grants } from './Grants.ts';

/** What `FileSource` and `UploadSource` have in common: bytes of a grant, served to the sink. */
export abstract class GrantedSource implements MediaSource {
  readonly locator!: SourceLocator;
  readonly characteristics!: SourceCharacteristics;
  readonly events = new Emitter<MediaSourceEvent>();

  protected constructor(_grantId: GrantId, _grants: Grants, _tagReader: TagReading) {
    throw new Error('being built');
  }

  /** Tags, format and picture, known once the presentation descriptor was made. */
  get description(): MediaDescription | null {
    throw new Error('being built');
  }

  get isShutdown(): boolean {
    throw new Error('being built');
  }

  createPresentationDescriptor(
    _signal: AbortSignal,
  ): Promise<Result<PresentationDescriptor, AppError>> {
    throw new Error('being built');
  }

  start(_positionMs: number | null): Promise<Result<void, AppError>> {
    throw new Error('being built');
  }

  pause(): Promise<Result<void, AppError>> {
    throw new Error('being built');
  }

  stop(): Promise<Result<void, AppError>> {
    throw new Error('being built');
  }

  shutdown(): void {
    throw new Error('being built');
  }
}
