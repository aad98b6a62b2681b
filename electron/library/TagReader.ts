import type { Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import type { ArtStore } from './ArtStore.ts';
import type { MediaDescription } from './MediaDescription.ts';

export interface ReadTagsOptions {
  /** `interactive` requests go before `background` ones. Default: `background`. */
  readonly priority?: 'interactive' | 'background';
  /**
   * Where to look for a picture, which is kept in the art store: nowhere, in the file, or in the file
   * and then beside it (`cover.jpg`, `folder.jpg`, `front.*`). Default: `none`.
   */
  readonly picture?: 'none' | 'embedded' | 'embeddedOrBeside';
  readonly signal?: AbortSignal;
}

/** Reads what media files say of themselves, off the main thread. */
export interface TagReading {
  /**
   * @param path absolute
   * @returns `file.*` when it cannot be read or is no media, `app.cancelled` after an abort
   */
  read(path: string, options?: ReadTagsOptions): Promise<Result<MediaDescription, AppError>>;
}

export interface TagReaderOptions {
  readonly art: ArtStore;
}

export class TagReader implements TagReading, AsyncDisposable {
  constructor(_options: TagReaderOptions) {
    throw new Error('being built');
  }

  read(_path: string, _options?: ReadTagsOptions): Promise<Result<MediaDescription, AppError>> {
    throw new Error('being built');
  }

  [Symbol.asyncDispose](): Promise<void> {
    throw new Error('being built');
  }
}
