import { err, ok, type Result } from '../../../base/Result.ts';
import type { AppError } from '../../../contract/errors.ts';
import type {
  PartialObject,
  ReadRequest,
  WriteFailure,
  WriteRequest,
} from '../../DeviceConnection.ts';
import { sourceErrorOf } from '../../SourceReadError.ts';
import { bytesHeldBy, bytesOf, type FakeObject } from './FakeContents.ts';
import type { FakeDevice } from './FakeDevice.ts';

/** How many bytes go in one transaction. */
export const fakePieceBytes = 64 * 1024;

/** Sends the bytes of `object`, as far as the device's faults let it. */
export async function sendFrom(
  device: FakeDevice,
  object: FakeObject,
  request: ReadRequest,
): Promise<Result<void, AppError>> {
  const { offsetBytes, lengthBytes, signal } = request;
  const { sizeLieBytes, readsShortByBytes } = device.faults;
  const bytes = bytesOf(object);
  const saidBytes = Math.max(0, bytes.length + sizeLieBytes);
  const wantedEnd = Math.min(saidBytes, offsetBytes + (lengthBytes ?? saidBytes));
  const end = Math.min(bytes.length, wantedEnd - readsShortByBytes);
  for (let from = offsetBytes; from < end; from += fakePieceBytes) {
    const piece = bytes.slice(from, Math.min(end, from + fakePieceBytes));
    const sent = await device.transact('read', signal, () => ok(piece));
    if (!sent.ok) return sent;
    await request.onChunk(sent.value);
  }
  const isShort = end < wantedEnd && wantedEnd > offsetBytes;
  return isShort ? err({ code: 'device.protocol', details: 'fewer bytes than it said' }) : ok();
}

/** Takes the bytes that `object` lacks. @returns what is wrong and what is left, or `null` */
export async function takeInto(
  device: FakeDevice,
  object: FakeObject,
  request: WriteRequest,
): Promise<WriteFailure | null> {
  const partial = (): PartialObject => ({
    objectId: object.objectId,
    name: object.name,
    writtenBytes: bytesHeldBy(object),
  });
  await request.onCreated?.(partial());
  const error = await take(device, object, request);
  if (error === null) {
    loseBytes(object, device.faults.losesWrittenBytes);
    return null;
  }
  if (!device.faults.dropsPartialObjects) return { error, partial: partial() };
  device.contents.remove(object.objectId);
  return { error, partial: null };
}

async function take(
  device: FakeDevice,
  object: FakeObject,
  request: WriteRequest,
): Promise<AppError | null> {
  const { acknowledgedBytes } = request;
  if (acknowledgedBytes !== undefined && acknowledgedBytes < bytesHeldBy(object)) {
    object.pieces = [bytesOf(object).slice(0, acknowledgedBytes)];
  }
  let writtenBytes = bytesHeldBy(object);
  try {
    for await (const chunk of request.open(writtenBytes)) {
      for (let from = 0; from < chunk.length; from += fakePieceBytes) {
        const piece = chunk.slice(from, from + fakePieceBytes);
        if (writtenBytes + piece.length > request.sizeBytes) return { code: 'file.changed' };
        const taken = await device.transact('write', request.signal, () => {
          object.pieces.push(piece);
          return ok();
        });
        if (!taken.ok) return taken.error;
        writtenBytes += piece.length;
        request.onProgress(writtenBytes);
      }
    }
  } catch (thrown) {
    return sourceErrorOf(thrown, request.name);
  }
  return writtenBytes === request.sizeBytes ? null : { code: 'file.changed' };
}

function loseBytes(object: FakeObject, count: number): void {
  if (count > 0) object.pieces = [bytesOf(object).slice(0, -count)];
}
