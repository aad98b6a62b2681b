import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { ObjectId } from '../../contract/ids.ts';
import type { DeviceConnection } from '../../devices/DeviceConnection.ts';
import { SourceReadError } from '../../devices/SourceReadError.ts';
import { streamObject } from '../../devices/streamObject.ts';

/**
 * A few bytes of an object, which has to be as long. A device that cannot read a part sends what is before
 * them, too; what follows them is called off.
 */
export async function readBytes(
  connection: DeviceConnection,
  objectId: ObjectId,
  offsetBytes: number,
  lengthBytes: number,
  signal: AbortSignal,
): Promise<Result<Uint8Array, AppError>> {
  const canReadPart = connection.capabilities.operations.has('readRange');
  const part = canReadPart ? { offsetBytes, lengthBytes } : { offsetBytes: 0, lengthBytes: null };
  const endBytes = offsetBytes + lengthBytes;
  const chunks: Uint8Array[] = [];
  let placeBytes = part.offsetBytes;
  try {
    for await (const chunk of streamObject(connection, { objectId, signal, ...part })) {
      const first = Math.max(0, offsetBytes - placeBytes);
      chunks.push(chunk.subarray(first, Math.max(first, endBytes - placeBytes)));
      placeBytes += chunk.length;
      if (placeBytes >= endBytes) break;
    }
    return ok(Buffer.concat(chunks));
  } catch (thrown) {
    if (thrown instanceof SourceReadError) return err(thrown.error);
    throw thrown;
  }
}
