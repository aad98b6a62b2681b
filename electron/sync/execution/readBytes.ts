import { ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { ObjectId } from '../../contract/ids.ts';
import type { DeviceConnection } from '../../devices/DeviceConnection.ts';

/** A few bytes of an object, which has to be as long. */
export async function readBytes(
  connection: DeviceConnection,
  objectId: ObjectId,
  offsetBytes: number,
  lengthBytes: number,
  signal: AbortSignal,
): Promise<Result<Uint8Array, AppError>> {
  const chunks: Uint8Array[] = [];
  const read = await connection.read({
    objectId,
    offsetBytes,
    lengthBytes,
    signal,
    onChunk: (chunk) => void chunks.push(chunk),
  });
  return read.ok ? ok(Buffer.concat(chunks)) : read;
}
