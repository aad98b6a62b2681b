import type { Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { CopySource } from '../planning/CopyFile.ts';

/** A source whose bytes can be had now. */
export interface OpenedSource extends AsyncDisposable {
  readonly sizeBytes: number;
  readonly modifiedAtMs: number | null;
  /** The bytes from `offsetBytes` on, as they are taken; may be called again. Throws `SourceReadError`. */
  read(offsetBytes: number): AsyncIterable<Uint8Array>;
}

/** Finds the bytes of copies. */
export interface CopySources {
  /** Fails with `file.*`, `upload.*`, `app.cancelled`. */
  open(source: CopySource, signal: AbortSignal): Promise<Result<OpenedSource, AppError>>;
}
