import type { FolderListing } from '../../../electron/contract/files.ts';
import type { FolderId, GrantId } from '../../../electron/contract/ids.ts';
import type { FileKind } from '../../../electron/contract/mediaTypes.ts';
import type { FolderChoice } from './FolderChoice.ts';

/** One line of the browser. */
export type FolderItem =
  | {
      readonly kind: 'folder';
      readonly key: string;
      readonly name: string;
      readonly folderId: FolderId;
    }
  | {
      readonly kind: FileKind;
      readonly key: string;
      readonly name: string;
      readonly grantId: GrantId;
      readonly sizeBytes: number;
    };

/** Folders, then files. A folder's key never equals a file's. */
export function folderItems({ folders, files }: FolderListing): FolderItem[] {
  return [
    ...folders.map((folder) => ({
      ...folder,
      kind: 'folder' as const,
      key: `d${folder.folderId}`,
    })),
    ...files.map((file) => ({ ...file, key: `f${file.grantId}` })),
  ];
}

/** The chosen ones, apart by kind. */
export function choiceOf(items: readonly FolderItem[], keys: ReadonlySet<string>): FolderChoice {
  const chosen = items.filter(({ key }) => keys.has(key));
  return {
    grantIds: chosen.flatMap((item) => (item.kind === 'folder' ? [] : [item.grantId])),
    folderIds: chosen.flatMap((item) => (item.kind === 'folder' ? [item.folderId] : [])),
  };
}

/** The next item after `from` whose name begins with `text`, around the end; -1 when there is none. */
export function findByPrefix(items: readonly FolderItem[], text: string, from: number): number {
  const wanted = text.toLocaleLowerCase();
  for (let step = 0; step < items.length; step += 1) {
    const index = (from + step) % items.length;
    if (items[index]?.name.toLocaleLowerCase().startsWith(wanted)) return index;
  }
  return -1;
}
