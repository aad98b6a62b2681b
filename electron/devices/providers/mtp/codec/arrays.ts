import type { Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import { DatasetReader } from './DatasetReader.ts';
import { DatasetWriter } from './DatasetWriter.ts';

/** Storage ids, object handles, references. */
export function decodeU32Array(bytes: Uint8Array): Result<readonly number[], AppError> {
  const reader = new DatasetReader(bytes);
  return reader.finish('Array', reader.u32Array());
}

/** Codes of operations, properties or formats. */
export function decodeU16Array(bytes: Uint8Array): Result<readonly number[], AppError> {
  const reader = new DatasetReader(bytes);
  return reader.finish('Array', reader.u16Array());
}

export function encodeU32Array(values: readonly number[]): Uint8Array {
  return new DatasetWriter().u32Array(values).finish();
}

export function encodeU16Array(values: readonly number[]): Uint8Array {
  return new DatasetWriter().u16Array(values).finish();
}
