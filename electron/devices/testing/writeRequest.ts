import type { WriteRequest } from '../DeviceConnection.ts';
import { piecesOf } from './piecesOf.ts';

/** A request to write `bytes`, with everything else as plain as can be. */
export function writeRequest(
  bytes: Uint8Array,
  request: Pick<WriteRequest, 'folder' | 'name'> & Partial<WriteRequest>,
): WriteRequest {
  return {
    sizeBytes: bytes.length,
    format: 'other',
    metadata: null,
    modifiedAtMs: null,
    open: (offsetBytes) => piecesOf(bytes, offsetBytes),
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...request,
  };
}
