import { basename } from 'node:path';
import { safeName } from '../../devices/names/safeName.ts';
import { cleanText } from '../../library/cleanText.ts';
import type { NewTransfer } from '../../sync/journal/Transfer.ts';
import type { NamesOnComputer } from './NamesOnComputer.ts';
import type { WalkedObject } from './walkObjects.ts';

/**
 * The copy of a file of a player into a folder of this computer. Folders that were chosen keep their shape
 * in it; every name is made safe, and folders stay apart.
 *
 * @param toFolder absolute
 */
export function receivingTransferOf(
  { object, storageId, path, levels }: WalkedObject,
  toFolder: string,
  names: NamesOnComputer,
): NewTransfer {
  const name = safeName(object.name);
  const safeLevels = names.folder(levels);
  return {
    name: cleanText(object.name) ?? name,
    target: cleanText([basename(toFolder), ...safeLevels].join('/')) ?? '',
    sizeBytes: object.sizeBytes,
    work: {
      kind: 'fromDevice',
      storageId,
      path: [...path],
      toFolder,
      levels: [...safeLevels],
      name,
      modifiedAtMs: object.modifiedAtMs,
    },
  };
}
