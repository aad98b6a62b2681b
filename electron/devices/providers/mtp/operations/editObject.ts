import { ByteSource, type ByteChunks } from '../transaction/ByteSource.ts';
import { ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import type { OperationName } from '../codec/codes/operationCodes.ts';
import type { MtpCalls } from './MtpCalls.ts';

const beyond32Bits = 2 ** 32;
/** Sent at once: the operation tells the size of a part in 32 bits. */
const partBytes = 2 ** 30;

/** Android's extension for changing an object in place (frameworks/av, MtpServer.cpp, doBeginEditObject). */
export const editOperations = [
  'BeginEditObject',
  'SendPartialObject',
  'TruncateObject',
  'EndEditObject',
] as const satisfies readonly OperationName[];

/** Bytes to be written into an object, from `offsetBytes` on, growing it where they go beyond its end. */
export interface EditedPart {
  readonly handle: number;
  readonly offsetBytes: number;
  readonly sizeBytes: number;
  readonly chunks: ByteChunks;
  /** Of this part's bytes. */
  readonly onProgress: (sentBytes: number) => void;
}

export async function beginEditObject(
  calls: MtpCalls,
  handle: number,
  signal: AbortSignal,
): Promise<Result<void, AppError>> {
  const called = await calls.command('BeginEditObject', [handle], signal);
  return called.ok ? ok() : called;
}

/** What was changed is not there for others before. */
export async function endEditObject(
  calls: MtpCalls,
  handle: number,
  signal: AbortSignal,
): Promise<Result<void, AppError>> {
  const called = await calls.command('EndEditObject', [handle], signal);
  return called.ok ? ok() : called;
}

export async function truncateObject(
  calls: MtpCalls,
  handle: number,
  sizeBytes: number,
  signal: AbortSignal,
): Promise<Result<void, AppError>> {
  const called = await calls.command('TruncateObject', [handle, ...halves(sizeBytes)], signal);
  return called.ok ? ok() : called;
}

export async function sendPartialObject(
  calls: MtpCalls,
  part: EditedPart,
  signal: AbortSignal,
): Promise<Result<void, AppError>> {
  const { handle, offsetBytes, sizeBytes, onProgress } = part;
  await using source = new ByteSource(part.chunks);
  let doneBytes = 0;
  do {
    const startBytes = doneBytes;
    const restBytes = sizeBytes - startBytes;
    const wantedBytes = Math.min(partBytes, restBytes);
    const data = {
      kind: 'out',
      sizeBytes: wantedBytes,
      // The last part gets all there is, so that bytes beyond those announced are noticed.
      chunks: source.take(wantedBytes === restBytes ? Infinity : wantedBytes),
      onProgress: (sentBytes: number) => onProgress(startBytes + sentBytes),
    } as const;
    const parameters = [handle, ...halves(offsetBytes + startBytes), wantedBytes];
    const called = await calls.call('SendPartialObject', parameters, data, signal);
    if (!called.ok) return called;
    doneBytes += wantedBytes;
  } while (doneBytes < sizeBytes);
  return ok();
}

function halves(bytes: number): readonly [number, number] {
  return [bytes % beyond32Bits, Math.floor(bytes / beyond32Bits)];
}
