import { basename } from 'node:path';
import { safeName } from '../../devices/names/safeName.ts';
import { cleanText } from '../../library/cleanText.ts';
import type { NewTransfer } from '../../sync/journal/Transfer.ts';
import type { WalkedObject } from './walkObjects.ts';

/**
 * The copy of a file of a player into a folder of this computer. Folders that were chosen keep their shape
 * in it; every name is made safe.
 *
 * @param toFolder absolute
 */
export function receivingTransferOf(
  { object, storageId, path, levels }: WalkedObject,
  toFolder: string,
): NewTransfer {
  const name = safeName(object.name);
  const safeLevels = levels.map(safeName);
  return {
    name: cleanText(object.name) ?? name,
    target: cleanText([basename(toFolder), ...safeLevels].join('/')) ?? '',
    sizeBytes: object.sizeBytes,
    work: {
      kind: 'fromDevice',
      storageId,
      path: [...path],
      toFolder,
      levels: safeLevels,
      name,
      modifiedAtMs: object.modifiedAtMs,
    },
  };
}
