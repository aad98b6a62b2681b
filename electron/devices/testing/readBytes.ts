import { ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { DeviceConnection, ReadRequest } from '../DeviceConnection.ts';

/** An object's bytes in one piece. */
export async function readBytes(
  connection: DeviceConnection,
  request: Pick<ReadRequest, 'objectId'> & Partial<ReadRequest>,
): Promise<Result<Uint8Array, AppError>> {
  const chunks: Uint8Array[] = [];
  const read = await connection.read({
    offsetBytes: 0,
    lengthBytes: null,
    signal: new AbortController().signal,
    onChunk: (chunk) => void chunks.push(chunk),
    ...request,
  });
  return read.ok ? ok(new Uint8Array(Buffer.concat(chunks))) : read;
}
