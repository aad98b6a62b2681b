import { err, ok, type Result } from '../../base/Result.ts';
import type { ComputerFolder } from '../../contract/devices.ts';
import type { AppError } from '../../contract/errors.ts';
import type { FolderId } from '../../contract/ids.ts';

/** How a person names a folder of this computer. */
export interface FolderChoices {
  /** `null` where nothing is browsed. */
  readonly folders: { resolve(folderId: FolderId): Promise<Result<string, AppError>> } | null;
  /** `null` where the system has none. */
  readonly dialogs: { pickFolder(): Promise<readonly string[]> } | null;
}

/** The folder, absolute; `null` when the person closed the dialog. */
export async function chooseFolder(
  folder: ComputerFolder,
  { folders, dialogs }: FolderChoices,
): Promise<Result<string | null, AppError>> {
  if (folder.kind === 'browsed') {
    return folders === null
      ? err({ code: 'app.unsupportedHere' })
      : folders.resolve(folder.folderId);
  }
  if (dialogs === null) return err({ code: 'app.unsupportedHere' });
  const [path = null] = await dialogs.pickFolder();
  return ok(path);
}
