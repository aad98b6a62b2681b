import { StorageId } from '../../contract/ids.ts';
import type { NewTransfer, ToDevice } from '../journal/Transfer.ts';

export const internalStorage = StorageId.parse('internal');

/** A file of 1,000 bytes onto a player, into the root unless told otherwise. */
export function newTransfer(
  name: string,
  { sizeBytes = 1_000, ...work }: Partial<ToDevice> & { readonly sizeBytes?: number } = {},
): NewTransfer {
  return {
    name,
    target: name,
    sizeBytes,
    work: {
      kind: 'toDevice',
      source: { kind: 'path', path: `/source/${name}` },
      storageId: internalStorage,
      folder: [],
      name,
      replaces: null,
      format: 'mp3',
      modifiedAtMs: null,
      music: null,
      ...work,
    },
  };
}
