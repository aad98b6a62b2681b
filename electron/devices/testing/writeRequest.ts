import type { WriteRequest } from '../DeviceConnection.ts';

/** A request to write `bytes`, in pieces of `pieceBytes`, with everything else as plain as can be. */
export function writeRequest(
  bytes: Uint8Array,
  request: Pick<WriteRequest, 'folder' | 'name'> & Partial<WriteRequest>,
  pieceBytes = 64 * 1024,
): WriteRequest {
  return {
    sizeBytes: bytes.length,
    format: 'other',
    metadata: null,
    modifiedAtMs: null,
    open: (offsetBytes) => piecesOf(bytes.subarray(offsetBytes), pieceBytes),
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...request,
  };
}

async function* piecesOf(bytes: Uint8Array, pieceBytes: number): AsyncIterable<Uint8Array> {
  for (let from = 0; from < bytes.length; from += pieceBytes) {
    yield await Promise.resolve(bytes.slice(from, from + pieceBytes));
  }
}
