import { ok } from '../../base/Result.ts';
import type { InsertSource, SourceDescription } from '../operations/InsertRequest.ts';
import { piecesOf } from './piecesOf.ts';

/** A file in memory, to be put on a device. */
export function insertSource(
  bytes: Uint8Array,
  description: Partial<SourceDescription> = {},
): InsertSource {
  const described: SourceDescription = {
    name: 'track.mp3',
    sizeBytes: bytes.length,
    format: 'mp3',
    metadata: null,
    modifiedAtMs: null,
    ...description,
  };
  return {
    describe: () => Promise.resolve(ok(described)),
    open: (offsetBytes) => piecesOf(bytes, offsetBytes),
  };
}
