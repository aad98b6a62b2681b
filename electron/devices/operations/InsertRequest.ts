import type { Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { ObjectId } from '../../contract/ids.ts';
import type { WriteRequest } from '../DeviceConnection.ts';
import type { FolderReference, ObjectMetadata } from '../DeviceObject.ts';
import type { ObjectFormat } from '../ObjectFormat.ts';
import type { OperationOptions } from './OperationOptions.ts';

/**
 * Where something new goes. `beside` is in the folder of another object: no device of ours keeps an
 * order, so that before and after it are one (WD-18).
 */
export type Placement =
  | { readonly kind: 'into'; readonly folder: FolderReference }
  | { readonly kind: 'beside'; readonly objectId: ObjectId };

/** What a device is told of a file. The format is never missing: without it players hide files (WD-21). */
export interface SourceDescription {
  readonly name: string;
  readonly sizeBytes: number;
  readonly format: ObjectFormat;
  readonly metadata: ObjectMetadata | null;
  readonly modifiedAtMs: number | null;
}

/** A file to be put on a device, asked for what is needed when it is needed (IWMDMOperation). */
export interface InsertSource {
  /** Asked once, first. */
  describe(signal: AbortSignal): Promise<Result<SourceDescription, AppError>>;
  /** As `WriteRequest.open`; may be called more than once. */
  open(offsetBytes: number): AsyncIterable<Uint8Array>;
}

/** A part, and how much of it is known to have arrived, where that is known. */
export interface Resumption {
  readonly objectId: ObjectId;
  readonly acknowledgedBytes?: number;
}

export interface InsertRequest extends OperationOptions {
  readonly placement: Placement;
  readonly source: InsertSource;
  /** `null`: the source's own (WD-20). */
  readonly name: string | null;
  /** Puts it in the place of a file that has the name already; otherwise `device.nameTaken`. */
  readonly overwrite?: boolean;
  /** Goes on with what an earlier insert left of the same file (`DeviceConnection.resumeWrite`). */
  readonly resumes?: Resumption;
  /** Is the file locked? Found out by its bytes, unless the caller knows. */
  readonly protection?: 'detect' | 'protected' | 'clear';
  readonly onCreated?: WriteRequest['onCreated'];
}
