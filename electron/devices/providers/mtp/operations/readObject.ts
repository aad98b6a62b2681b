import { err, ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import type { MtpCalls } from './MtpCalls.ts';

/** What one request asks for. A read can be called off between two without stopping the device. */
const partBytes = 4 * 1024 * 1024;
const beyond32Bits = 2 ** 32;

export interface ObjectRange {
  readonly handle: number;
  readonly offsetBytes: number;
  /** To the end of the object at most; what a device has beyond it is its mistake. */
  readonly lengthBytes: number;
  /** Awaited before much more is read. The bytes are the receiver's to keep. */
  readonly onChunk: (chunk: Uint8Array) => Promise<void> | void;
}

/**
 * Reads a part of an object by GetPartialObject64 or GetPartialObject, else what is before it, too.
 * Answers how many bytes there were: fewer than asked for when the object is shorter than it was said
 * to be.
 */
export async function readObject(
  calls: MtpCalls,
  range: ObjectRange,
  signal: AbortSignal,
): Promise<Result<number, AppError>> {
  if (calls.supports('GetPartialObject64')) return readInParts(calls, range, partial64, signal);
  const isWithin = range.offsetBytes + range.lengthBytes <= rangedBytesOf(calls);
  return isWithin
    ? readInParts(calls, range, partial32, signal)
    : readFromStart(calls, range, signal);
}

/** How far into an object parts of it can be had without what is before them. */
export function rangedBytesOf(calls: MtpCalls): number {
  if (calls.supports('GetPartialObject64')) return Number.MAX_SAFE_INTEGER;
  return calls.supports('GetPartialObject') ? beyond32Bits - 1 : 0;
}

interface PartialOperation {
  readonly name: 'GetPartialObject' | 'GetPartialObject64';
  parameters(handle: number, offsetBytes: number, lengthBytes: number): readonly number[];
}

const partial64: PartialOperation = {
  name: 'GetPartialObject64',
  parameters: (handle, offsetBytes, lengthBytes) => [
    handle,
    offsetBytes % beyond32Bits,
    Math.floor(offsetBytes / beyond32Bits),
    lengthBytes,
  ],
};

const partial32: PartialOperation = {
  name: 'GetPartialObject',
  parameters: (handle, offsetBytes, lengthBytes) => [handle, offsetBytes, lengthBytes],
};

async function readInParts(
  calls: MtpCalls,
  { handle, offsetBytes, lengthBytes, onChunk }: ObjectRange,
  operation: PartialOperation,
  signal: AbortSignal,
): Promise<Result<number, AppError>> {
  let readBytes = 0;
  while (readBytes < lengthBytes) {
    const wantedBytes = Math.min(partBytes, lengthBytes - readBytes);
    const startBytes = readBytes;
    const data = {
      kind: 'in',
      expectedBytes: wantedBytes,
      maximumBytes: wantedBytes,
      interruptible: false,
      onChunk: (chunk: Uint8Array) => {
        readBytes += chunk.byteLength;
        return signal.aborted ? undefined : onChunk(chunk);
      },
    } as const;
    const parameters = operation.parameters(handle, offsetBytes + startBytes, wantedBytes);
    const called = await calls.call(operation.name, parameters, data, signal);
    if (signal.aborted) return err({ code: 'app.cancelled' });
    if (!called.ok) return called;
    if (readBytes < startBytes + wantedBytes) break;
  }
  return ok(readBytes);
}

/** Drops what is not wanted; what follows the wanted part is not waited for. */
async function readFromStart(
  calls: MtpCalls,
  { handle, offsetBytes, lengthBytes, onChunk }: ObjectRange,
  signal: AbortSignal,
): Promise<Result<number, AppError>> {
  const stop = new AbortController();
  let place = 0;
  let readBytes = 0;
  const data = {
    kind: 'in',
    expectedBytes: offsetBytes + lengthBytes,
    maximumBytes: Number.MAX_SAFE_INTEGER,
    interruptible: true,
    onChunk: async (chunk: Uint8Array) => {
      const wanted = chunk.subarray(
        Math.max(0, offsetBytes - place),
        Math.max(0, offsetBytes + lengthBytes - place),
      );
      place += chunk.byteLength;
      readBytes += wanted.byteLength;
      if (wanted.byteLength > 0) await onChunk(wanted);
      if (readBytes === lengthBytes) stop.abort();
    },
  } as const;
  const called = await calls.call(
    'GetObject',
    [handle],
    data,
    AbortSignal.any([signal, stop.signal]),
  );
  if (signal.aborted) return err({ code: 'app.cancelled' });
  return called.ok || readBytes === lengthBytes ? ok(readBytes) : called;
}

/** A small picture of an object, as the device has it. */
export async function getThumb(
  calls: MtpCalls,
  handle: number,
  maximumBytes: number,
  signal: AbortSignal,
): Promise<Result<Uint8Array, AppError>> {
  const asIs = (bytes: Uint8Array) => ok(bytes);
  return calls.readDataset('GetThumb', [handle], asIs, signal, maximumBytes);
}
