import type { FolderId, GrantId } from '../../../electron/contract/ids.ts';

/** What is chosen in a folder. */
export interface FolderChoice {
  readonly grantIds: readonly GrantId[];
  readonly folderIds: readonly FolderId[];
}

export const emptyChoice: FolderChoice = { grantIds: [], folderIds: [] };
