import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { err, ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import { fileErrorOf } from './fileErrorOf.ts';

export interface OpenedFile extends Disposable {
  readonly fileDescriptor: number;
  readonly sizeBytes: number;
}

/** Opens a regular file, synchronously and without waiting for a writer when it is a FIFO. */
export function openRegularFile(path: string, subject: string): Result<OpenedFile, AppError> {
  let fileDescriptor: number;
  try {
    fileDescriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    return err(fileErrorOf(error, subject));
  }
  const stats = fstatSync(fileDescriptor);
  if (stats.isFile()) {
    return ok({
      fileDescriptor,
      sizeBytes: stats.size,
      [Symbol.dispose]: () => closeSync(fileDescriptor),
    });
  }
  closeSync(fileDescriptor);
  return err({ code: stats.isDirectory() ? 'file.isDirectory' : 'file.notRegular', subject });
}
